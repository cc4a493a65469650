"""Footnotes: small lines under the last body line of their column, of which one opens with a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.pdf_lines import Line

_SMALLER = 0.94  # of the body's size: 10 on 11 points is the closest pair in use
_MARK = re.compile(r"\(?(?:\d{1,3}|[*†‡]{1,3})[.)]?\s")


def footnotes(lines: Sequence[Line], body_size: float) -> tuple[tuple[Line, ...], ...]:
    """The footnotes of one page, each as its lines, in reading order; () where there are none.

    Lines above the first mark carry on a note of the page before and form one of their own.
    """
    low = tuple(line for line in lines if _is_low(line, lines, body_size))
    openings = _openings(low)
    notes: list[list[Line]] = []
    for line in low if openings else ():
        if id(line) in openings or not notes:
            notes.append([])
        notes[-1].append(line)
    return tuple(map(tuple, notes))


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
