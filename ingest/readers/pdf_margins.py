"""Running heads, running feet and page numbers: lines that stand at the same height on page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_lines import Line

Slot = tuple[str, int]  # "head" or "foot", and how many steps from that end

_ZONE = 0.15  # the share of a page's height, at either end, in which running lines are looked for
_STEP = 3.0  # points: lines whose heights differ by less stand in one slot
_SHARE = 0.5  # of the lines in a slot that must repeat, or else the slot belongs to the body
_LARGER = 1.15
_ROMAN = re.compile(r"\b[ivxlcdm]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:p(?:age|agina|\.)?|blz\.?)?[\s\-–—|]*([\divxlcdm]+)(?:\s*(?:/|van|sur|of|de)\s*\d+)?[\s\-–—|]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Margins:
    """One page, as far as its margins go: number, printed label, and its height in points when its text is upright."""

    number: int
    label: str
    height: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line near the top or foot of its page."""

    line: Line
    slot: Slot
    words: str
    margins: Margins


def running_lines(pages: Sequence[tuple[Margins, Sequence[Line]]], body_size: float) -> frozenset[int]:
    """The `id` of every line that is a running head or foot or a page number, not part of the text.

    A line runs when its words, with figures made alike, recur in its slot on another page and at least half of
    what stands in that slot recurs; a lone page number runs when it is that page's own. Headings never run.
    """
    placed = [
        _Placed(line, slot, _words(line), margins)
        for margins, lines in pages
        for line in lines
        if (slot := _slot(line, margins, body_size))
    ]
    seen: dict[tuple[Slot, str], set[int]] = defaultdict(set)
    for one in placed:
        seen[one.slot, one.words].add(one.margins.number)
    recurring = [one for one in placed if _recurs(one, seen)]
    crowd, known = Counter(one.slot for one in placed), Counter(one.slot for one in recurring)
    running = [one for one in recurring if known[one.slot] >= _SHARE * crowd[one.slot]]
    numbers = [one for one in placed if _is_own_number(one.line, one.margins)]
    return frozenset(id(one.line) for one in (*running, *numbers))


def _slot(line: Line, margins: Margins, body_size: float) -> Slot | None:
    if line.size > _LARGER * body_size or line.turn != margins.turn:
        return None
    if line.baseline < _ZONE * margins.height:
        return "head", round(line.baseline / _STEP)
    from_foot = margins.height - line.baseline
    return ("foot", round(from_foot / _STEP)) if from_foot < _ZONE * margins.height else None


def _words(line: Line) -> str:
    """What makes two running lines the same: their words, every number and Roman number made alike."""
    return re.sub(r"\d+", "0", _ROMAN.sub("0", line.text)).casefold()


def _recurs(one: _Placed, seen: Mapping[tuple[Slot, str], set[int]]) -> bool:
    """Whether another page has the same words in this slot or the next."""
    side, step = one.slot
    near = (((side, other), one.words) for other in (step - 1, step, step + 1))
    return len(set().union(*(seen[key] for key in near if key in seen))) > 1


def _is_own_number(line: Line, margins: Margins) -> bool:
    match = _PAGE_NUMBER.fullmatch(line.text)
    return match is not None and match[1].casefold() in (str(margins.number), margins.label.casefold())
