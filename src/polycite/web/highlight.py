"""Where a quotation stands on the drawn page: one rectangle for each line of it, or none at all.

The places come from the boxes of single characters that were kept when the document was read, so nothing is searched
for and nothing is guessed. What cannot be trusted gives no rectangle: none is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from polycite.model import Document, Page, Span

Boxes: TypeAlias = NDArray[np.float64]
"""Rectangles [n, 4]: left, top, right, bottom in points from the top left corner."""

_BEYOND = 1.0
"""Points a character may stick out of its page, as italics at an edge do."""
_LEVEL = 0.6
"""How far a character's middle may lie above or below its line, in heights of a letter: marks hang high or low."""
_APART = 2.5
"""Heights of a letter between two words of a line at most; what is farther is another column or cell."""
_FEW = 3
"""Steps between characters that do not tell which way a text runs."""
_ROOM = 0.25
"""Heights of a letter left free around the ink of a line, where nothing else stands."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page, in points from its top left corner."""

    left: float
    top: float
    width: float
    height: float


def highlights(document: Document, span: Span, near: int | None = None) -> Mapping[int, tuple[Rectangle, ...]]:
    """The rectangles of a span by page number, in reading order; empty where any of its places is not known.

    With `near`, a page number, only that page and its neighbours are looked at: a span may be as long as a book.
    """
    found: dict[int, tuple[Rectangle, ...]] = {}
    for page in document.pages_of(span):
        if near is not None and abs(page.number - near) > 1:
            continue
        drawn = np.array([not sign.isspace() for sign in page.span.of(document.text)])
        at = np.arange(page.span.start, page.span.end)
        quoted = drawn & (span.start <= at) & (at < span.end)
        if not quoted.any():
            continue
        lines = _lines_on(page, quoted, drawn & ~quoted)
        if len(lines) == 0:
            return {}
        found[page.number] = tuple(_rectangle(*map(float, line)) for line in lines)
    return found


def _lines_on(page: Page, quoted: NDArray[np.bool_], others: NDArray[np.bool_]) -> Boxes:
    """The lines of the quoted characters, with some room where there is some; none where they cannot be told."""
    boxes = _boxes(page)
    if len(boxes) != len(quoted) or not _plausible(boxes[quoted], page):
        return boxes[:0]
    around = _unshared(boxes[others], boxes[quoted])
    ways = _ways_to_mark(boxes[quoted], page)
    return next((lines for lines in ways if not _covers(lines, around)), boxes[:0])


def _ways_to_mark(boxes: Boxes, page: Page) -> Iterator[Boxes]:
    """With room and without, first as most steps lead, then the other way: a list of letters only looks upended."""
    tall, down = _height(boxes), _runs_down(boxes)
    for turned in (down, not down):
        ink = _turned(_lines(_turned(boxes), tall)) if turned else _lines(boxes, tall)
        yield _within(ink + _ROOM * tall * np.array([-1, -1, 1, 1]), page)
        yield ink


def _boxes(page: Page) -> Boxes:
    """The boxes of a page's characters, in points."""
    return np.frombuffer(page.boxes[: len(page.boxes) // 8 * 8], "<u2").reshape(-1, 4) / 10.0


def _plausible(boxes: Boxes, page: Page) -> bool:
    """Whether every box has a size and lies on the page; a character that is not drawn has neither."""
    left, top, right, bottom = boxes.T
    sized = (left < right) & (top < bottom)
    within = (right <= page.width + _BEYOND) & (bottom <= page.height + _BEYOND)
    return bool((sized & within).all())


def _lines(boxes: Boxes, tall: float) -> Boxes:
    """Characters in reading order joined to lines."""
    joined: list[Boxes] = []
    for box in boxes:
        if joined and _continues(joined[-1], box, tall):
            joined[-1] = np.concatenate([np.minimum(joined[-1][:2], box[:2]), np.maximum(joined[-1][2:], box[2:])])
        else:
            joined.append(box)
    return np.array(joined)


def _continues(line: Boxes, box: Boxes, tall: float) -> bool:
    """Whether a character stands on a line and close to it."""
    middle, slack = (box[1] + box[3]) / 2, _LEVEL * tall
    apart = max(box[0] - line[2], line[0] - box[2])
    return bool(line[1] - slack <= middle <= line[3] + slack and apart <= _APART * tall)


def _runs_down(boxes: Boxes) -> bool:
    """Whether most steps from a character to the next lead up or down; a few characters may just stand on two lines."""
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    steps = np.abs(np.diff(middles, axis=0))
    return bool(len(steps) > _FEW and np.median(steps[:, 1]) > np.median(steps[:, 0]))


def _turned(boxes: Boxes) -> Boxes:
    """With across and along exchanged."""
    turned: Boxes = boxes[:, [1, 0, 3, 2]]
    return turned


def _height(boxes: Boxes) -> float:
    """Of a usual letter, whichever way it is turned."""
    return float(np.median(np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])))


def _unshared(others: Boxes, quoted: Boxes) -> Boxes:
    """The other characters that are drawn, without those that one glyph draws together with a quoted one."""
    known = {tuple(box) for box in quoted}
    kept = [box.any() and tuple(box) not in known for box in others]
    unshared: Boxes = others[np.array(kept, dtype=bool)]
    return unshared


def _covers(lines: Boxes, others: Boxes) -> bool:
    """Whether the middle of any other character lies under a line."""
    across, along = (others[:, 0] + others[:, 2]) / 2, (others[:, 1] + others[:, 3]) / 2
    left, top, right, bottom = (edge[:, None] for edge in lines.T)
    return bool(((left < across) & (across < right) & (top < along) & (along < bottom)).any())


def _within(lines: Boxes, page: Page) -> Boxes:
    """Cut off at the edges of the page."""
    within: Boxes = np.minimum(np.maximum(lines, 0.0), np.array([page.width, page.height] * 2))
    return within


def _rectangle(left: float, top: float, right: float, bottom: float) -> Rectangle:
    return Rectangle(round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))
