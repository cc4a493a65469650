"""How tests of whole documents look at a reading: its blocks, its pages, and where characters stand."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

from ingest.reading import Block, Reading
from polycite.model import Page, Span

Typeset = Callable[[str], Path]
Read = Callable[[str], Reading]


def said(reading: Reading, *kinds: str) -> list[str]:
    """The text of each block of these kinds, or of every block."""
    return [block.span.of(reading.text) for block in reading.blocks if not kinds or block.kind in kinds]


def rows(reading: Reading) -> list[Block]:
    return [block for block in reading.blocks if block.kind == "row"]


def pages_of(reading: Reading, span: Span) -> list[int]:
    return [page.number for page in reading.pages if page.span.meets(span)]


def box(page: Page, offset: int) -> tuple[float, ...]:
    """Left, top, right, bottom in points of the character at an offset of the text."""
    tenths: tuple[int, ...] = struct.unpack_from("<4H", page.boxes, 8 * (offset - page.span.start))
    return tuple(edge / 10 for edge in tenths)


def around(page: Page, span: Span) -> tuple[float, ...]:
    """The rectangle around every drawn character of a span."""
    boxes = [b for offset in range(span.start, span.end) if any(b := box(page, offset))]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
