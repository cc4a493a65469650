"""From the coordinates a PDF draws in to those of the page as displayed.

A PDF counts points upwards from anywhere and may turn the whole page by quarters (ISO 32000-1, 8.3.2 and table 30);
a displayed page starts at its top left corner and counts downwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.readers.pdf_ink import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """An affine map: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point lands."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Where an arrow points; its length is kept, as no frame here scales."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        """The rectangle between two opposite corners, as left, top, right, bottom."""
        x0, y0 = self.point(left, low)
        x1, y1 = self.point(right, high)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def displayed(visible: Box, rotation: int) -> Frame:
    """The frame of a page whose visible box is left, bottom, right, top, turned clockwise by `rotation` degrees."""
    left, bottom, right, top = visible
    match rotation % 360:
        case 90:
            return Frame(0, 1, 1, 0, -bottom, -left)
        case 180:
            return Frame(-1, 0, 0, 1, right, -bottom)
        case 270:
            return Frame(0, -1, -1, 0, top, right)
        case _:
            return Frame(1, 0, 0, -1, -left, top)


def upright(turn: int, width: float, height: float) -> Frame:
    """From a displayed page to one on which text running at `turn` clockwise quarters reads from left to right."""
    match turn % 4:
        case 1:
            return Frame(0, -1, 1, 0, 0, width)
        case 2:
            return Frame(-1, 0, 0, -1, width, height)
        case 3:
            return Frame(0, 1, -1, 0, height, 0)
        case _:
            return Frame(1, 0, 0, 1, 0, 0)


def turn_of(x: float, y: float) -> int | None:
    """How many clockwise quarters a displayed writing direction is turned; None for a slanted one."""
    across, along = abs(x), abs(y)
    if min(across, along) > 0.1 * max(across, along):
        return None
    if across >= along:
        return 0 if x >= 0 else 2
    return 1 if y > 0 else 3
