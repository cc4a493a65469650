"""Stretches of a page whose lines are equally wide: text over the whole page, columns under or above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ingest.readers.pdf_lines import Line

_EVEN = 0.25  # of the font size: lines set to one measure end within this much, hanging points and hyphens included
_FEWEST_EVEN = 4  # lines that end alike by chance are fewer
_NARROW = 0.7  # of the page's longest line


def zones_of(lines: Sequence[Line]) -> dict[int, int]:
    """For the `id` of each line the zone it stands in; lines of one zone may be compared in length.

    A zone ends where the next column begins. The part of a column that stands beside the next one is a zone apart
    from wider text above it, and so are lines set to a narrow measure above or below wider ones.
    """
    zones: dict[int, int] = {}
    for number, zone in enumerate(_zones(lines)):
        zones.update((id(line), number) for line in zone)
    return zones


def _zones(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    falls = list(_falls(lines))
    for index, fall in enumerate(falls):
        after = falls[index + 1] if index + 1 < len(falls) else ()
        cut = _beside(fall, after)
        yield fall[cut:]
        yield from _measures(fall[:cut])


def _falls(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Runs of lines of one direction each below the one before."""
    start = 0
    for index, (above, below) in enumerate(pairwise(lines), 1):
        if below.turn != above.turn or below.baseline < above.baseline:
            yield lines[start:index]
            start = index
    if lines:
        yield lines[start:]


def _beside(fall: Sequence[Line], after: Sequence[Line]) -> int:
    """From which line on a fall stands beside the one after it, a column to its right; its length where none does."""
    if not after or after[0].turn != fall[0].turn or after[0].left <= fall[-1].right:
        return len(fall)
    cut = len(fall)
    while cut and fall[cut - 1].right < after[0].left:
        cut -= 1
    return cut


def _measures(fall: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """A fall parted into the runs of lines set to a narrow measure and, as one zone, all the others."""
    if not fall:
        return
    left = min(line.left for line in fall)
    limit = left + _NARROW * (max(line.right for line in fall) - left)
    others: list[Line] = []
    for is_short, run in groupby(fall, key=lambda line: line.right < limit):
        lines = tuple(run)
        if is_short and _is_even(lines):
            yield lines
        else:
            others.extend(lines)
    yield others


def _is_even(lines: Sequence[Line]) -> bool:
    """Whether enough lines in a row end at the same place, as only a measure makes them."""
    return any(
        max(ends) - min(ends) <= _EVEN * lines[0].size
        for index in range(len(lines) - _FEWEST_EVEN + 1)
        if (ends := [line.right for line in lines[index : index + _FEWEST_EVEN]])
    )
