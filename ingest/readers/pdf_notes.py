"""Footnotes: small lines under the last body line of their column, of which one opens with a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.pdf_lines import Line

_SMALLER = 0.94  # of the body's size: 10 on 11 points is the closest pair in use
_MARK = re.compile(r"\(?(?:\d{1,3}|[*†‡]{1,3})[.)]?\s")


def opens_note(line: Line) -> bool:
    """Whether a small line begins a footnote rather than carrying one on."""
    return line.noted or _MARK.match(line.text) is not None


def footnotes(lines: Sequence[Line], body_size: float) -> tuple[tuple[Line, ...], ...]:
    """The footnotes of one page, each as its lines, in reading order; () where there are none.

    Lines above the first mark carry on a note of the page before and form one of their own.
    """
    low = tuple(line for line in lines if _is_low(line, lines, body_size))
    if not any(opens_note(line) for line in low):
        return ()
    notes: list[list[Line]] = []
    for line in low:
        if opens_note(line) or not notes:
            notes.append([])
        notes[-1].append(line)
    return tuple(map(tuple, notes))


def _is_low(line: Line, lines: Sequence[Line], body_size: float) -> bool:
    return line.size < _SMALLER * body_size and not any(
        other.baseline > line.baseline
        and other.size >= _SMALLER * body_size
        and other.left < line.right
        and line.left < other.right
        for other in lines
    )
