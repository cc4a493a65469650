"""Pages set letter by letter, and the words that a rectangle on them covers."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from polycite.model import Document, Facts, Page, Source, Span
from polycite.web.highlight import Rectangle

WIDTH, HEIGHT = 400.0, 300.0
ACROSS, TALL, LEADING = 5.0, 8.0, 12.0
"""Points of a letter, and from a line to the next."""
NOT_DRAWN = (0.0, 0.0, 0.0, 0.0)
Place = tuple[float, float, float, float]


@dataclass(frozen=True)
class Set:
    """A text set on a page: its characters and where each stands."""

    text: str
    places: tuple[Place, ...]

    def __add__(self, other: Set) -> Set:
        return Set(self.text + other.text, self.places + other.places)


def typeset(text: str, left: float = 50.0, top: float = 50.0) -> Set:
    """Lines of letters of one width; white space is not drawn."""
    x, y, places = left, top, []
    for sign in text:
        places.append(NOT_DRAWN if sign.isspace() else (x, y, x + ACROSS - 1, y + TALL))
        x, y = (left, y + LEADING) if sign == "\n" else (x + ACROSS, y)
    return Set(text, tuple(places))


def packed(places: Sequence[Place]) -> bytes:
    return b"".join(struct.pack("<4H", *(round(10 * edge) for edge in place)) for place in places)


def document(*pages: Set) -> Document:
    made, at = [], 0
    for number, one in enumerate(pages, 1):
        span = Span(at, at + len(one.text))
        made.append(Page(number, str(number), span, WIDTH, HEIGHT, packed(one.places)))
        at = span.end
    text = "".join(one.text for one in pages)
    return Document("d", Source("d", "a.pdf", "d", "application/pdf"), Facts("T", "nl"), text, tuple(made))


def span_of(one: Document, words: str) -> Span:
    start = one.text.index(words)
    return Span(start, start + len(words))


def words_under(one: Document, number: int, rectangle: Rectangle) -> str:
    """Every character of a page whose middle lies in a rectangle, by its own reckoning."""
    page = one.pages[number - 1]
    seen = ""
    for at, sign in enumerate(page.span.of(one.text)):
        left, top, right, bottom = (edge / 10 for edge in struct.unpack_from("<4H", page.boxes, 8 * at))
        across, along = (left + right) / 2 - rectangle.left, (top + bottom) / 2 - rectangle.top
        if (left, top, right, bottom) != NOT_DRAWN and 0 < across < rectangle.width and 0 < along < rectangle.height:
            seen += sign
    return seen
