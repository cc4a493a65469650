"""Footnotes: small lines under the last body line or table of their column, of which one opens with a mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.readers.pdf_lines import Line

_SMALLER = 0.94  # of the body's size: 10 on 11 points is the closest pair in use
_LIKE_SIZE = 1.04  # a note on top of another is set in its size; a caption or a column above it hardly ever
_MARK = re.compile(r"\(?(?:\d{1,3}|[*†‡]{1,3})[.)]?\s")


def footnotes(lines: Sequence[Line], body_size: float, tabled: Sequence[Line] = ()) -> tuple[tuple[Line, ...], ...]:
    """The footnotes of one page, each as its lines, in reading order; () where there are none.

    Lines of a note's size above the first mark carry on a note of the page before and form one of their own.
    `tabled` are the lines in the page's tables: no note stands above them.
    """
    usual = _usual(lines, body_size)
    low = tuple(line for line in lines if _is_low(line, lines, usual) and not _is_above(line, tabled))
    openings = _openings(low)
    sizes = [line.size for line in low if id(line) in openings]
    notes: list[list[Line]] = []
    for line in _like(low, sizes):
        if id(line) in openings or not notes:
            notes.append([])
        notes[-1].append(line)
    return tuple(map(tuple, notes))


def _usual(lines: Sequence[Line], body_size: float) -> float:
    """The size of this page's running text: under a heading, as over columns, it may be smaller than the document's."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size if not line.bold else 0.0] += len(line.text)
    headed = letters.pop(0.0, 0) > 0
    if not headed or not letters or max(letters) >= _SMALLER * body_size:
        return body_size
    return letters.most_common(1)[0][0]


def _like(low: Sequence[Line], sizes: Sequence[float]) -> Iterator[Line]:
    """The lines as large as one that opens a note."""
    for line in low:
        if any(max(line.size, size) <= _LIKE_SIZE * min(line.size, size) for size in sizes):
            yield line


def _is_above(line: Line, tabled: Sequence[Line]) -> bool:
    return any(
        other.turn == line.turn
        and other.baseline > line.baseline
        and other.left < line.right
        and line.left < other.right
        for other in tabled
    )


def _openings(low: Sequence[Line]) -> frozenset[int]:
    """The `id` of each line that begins a footnote: by a raised mark, or where no line has one, by a plain number."""
    raised = frozenset(id(line) for line in low if line.noted)
    return raised or frozenset(id(line) for line in low if _MARK.match(line.text))


def _is_low(line: Line, lines: Sequence[Line], body_size: float) -> bool:
    return line.size < _SMALLER * body_size and not any(
        other.baseline > line.baseline
        and other.size >= _SMALLER * body_size
        and other.left < line.right
        and line.left < other.right
        for other in lines
    )
