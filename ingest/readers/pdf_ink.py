"""Text that carries the place of each character, so that every later step may cut and join without losing it."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as displayed."""

BOX_BYTES = 8
NOT_DRAWN = bytes(BOX_BYTES)
_LARGEST = 0xFFFF


def area(box: Box) -> float:
    """How large a box is, in square points."""
    return (box[2] - box[0]) * (box[3] - box[1])


@dataclass(frozen=True, slots=True)
class Ink:
    """A text and the packed boxes of its characters, `BOX_BYTES` each, in the format of `polycite.model.Page`."""

    text: str
    boxes: bytes

    def __post_init__(self) -> None:
        if len(self.boxes) != BOX_BYTES * len(self.text):
            raise ValueError(f"{len(self.text)} characters cannot have {len(self.boxes)} bytes of boxes")

    def cut(self, start: int, end: int) -> Ink:
        """The characters `start <= i < end` with their boxes."""
        start, end, _ = slice(start, end).indices(len(self.text))
        return Ink(self.text[start:end], self.boxes[start * BOX_BYTES : end * BOX_BYTES])

    def stripped(self) -> Ink:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))


def undrawn(text: str) -> Ink:
    """Characters that no glyph of the page stands for, such as the space between two lines."""
    return Ink(text, NOT_DRAWN * len(text))


def joined(parts: Iterable[Ink]) -> Ink:
    """All parts in order, as one."""
    kept = tuple(parts)
    return Ink("".join(part.text for part in kept), b"".join(part.boxes for part in kept))


def pack(box: Box) -> bytes:
    """A box as four little-endian uint16 tenths of a point; what lies off the page is moved to its edge."""
    return struct.pack("<4H", *(min(max(round(10 * edge), 0), _LARGEST) for edge in box))
