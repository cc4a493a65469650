"""The cheapest way through two texts side by side, bead by bead.

Monotone dynamic programming over beads of 1-1, 2-1, 1-2, 1-0 and 0-1 sentences (Gale and Church 1993). Long texts are
first aligned by their passages and cut where these agree, as Vecalign goes from coarse to fine (Thompson and Koehn,
EMNLP 2019).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import groupby, pairwise

import numpy as np

from ingest.likeness import Costs, Line, costs_of, joined
from polycite.alignment import Bead, Place
from polycite.model import Span

_ALONE = 0.6
"""Cost of a sentence without counterpart: two of them cost less than a bead that is hardly better than chance."""
_MERGED = 0.15
"""Cost of taking two sentences for one, beside half as much again as one bead."""
_CHANCE, _MOVED = 0.95, 0.75
"""A bead that costs more says nothing; less is asked of one in its place than of one out of the order."""
CELLS = 4_000_000
"""Pairs of sentences compared at a time at most: each sign of them takes 32 MB."""
_DIGITS = 4
_NEVER = 1e9

Step = tuple[tuple[int, int], tuple[int, int]]
"""A bead as a range of the one text and a range of the other."""


def beads(one: Sequence[Line], other: Sequence[Line]) -> tuple[Bead, ...]:
    """The beads of two texts in the order of the first, every sentence in exactly one; at most CELLS at a time."""
    if len(one) * len(other) <= CELLS:
        return tuple(_aligned(one, other))
    return tuple(bead for here, there in _stretches(one, other) for bead in _aligned(here, there))


def _aligned(one: Sequence[Line], other: Sequence[Line]) -> Iterator[Bead]:
    if not one or not other or len(one) * len(other) > CELLS:
        yield from (Bead(line.place, None, 1.0) for line in one)
        yield from (Bead(None, line.place, 1.0) for line in other)
        return
    merged, others = _merged(one), _merged(other)
    plain = costs_of(one, other)
    two_one = _MERGED + 1.5 * costs_of(merged, other) if merged else np.zeros((0, len(other)))
    one_two = _MERGED + 1.5 * costs_of(one, others) if others else np.zeros((len(one), 0))
    yield from _walked(one, other, plain, two_one + _forbidden(merged)[:, None], one_two + _forbidden(others))


def _stretches(one: Sequence[Line], other: Sequence[Line]) -> Iterator[tuple[Sequence[Line], Sequence[Line]]]:
    """Both texts cut between two passages that follow each other in both."""
    mine, theirs = _passages(one), _passages(other)
    if len(mine) * len(theirs) > CELLS:
        yield one, other
        return
    plain = costs_of([line for line, _ in mine], [line for line, _ in theirs])
    path = [step for step in _path(plain, *_never(plain)) if _is_pair(step) and plain[step[0][0], step[1][0]] <= _MOVED]
    cuts = [(mine[b[0]][1], theirs[c[0]][1]) for (a, d), (b, c) in pairwise(path) if a[1] == b[0] and d[1] == c[0]]
    for (start, begin), (end, stop) in pairwise([(0, 0), *cuts, (len(one), len(other))]):
        yield one[start:end], other[begin:stop]


def _passages(lines: Sequence[Line]) -> list[tuple[Line, int]]:
    """Each passage as one line, and which of the sentences is its first."""
    groups = [list(group) for _, group in groupby(enumerate(lines), key=lambda line: line[1].place.passage)]
    return [(reduce(joined, (line for _, line in group)), group[0][0]) for group in groups]


def _never(plain: Costs) -> tuple[Costs, Costs]:
    """No passage is taken together with the next."""
    rows, columns = plain.shape
    return np.full((max(rows - 1, 0), columns), _NEVER), np.full((rows, max(columns - 1, 0)), _NEVER)


def _merged(lines: Sequence[Line]) -> list[Line]:
    return [joined(first, second) for first, second in pairwise(lines)]


def _forbidden(merged: Sequence[Line]) -> Costs:
    """Rows of a table are never merged, nor what stands in two passages."""
    return np.array([_NEVER if line.table or not len(line.place.span) else 0.0 for line in merged], float)


def _walked(one: Sequence[Line], other: Sequence[Line], plain: Costs, two_one: Costs, one_two: Costs) -> Iterator[Bead]:
    """Beads in the order of the first text, then what is left of the other."""
    costs = {step: _cost(plain, two_one, one_two, *step) for step in _path(plain, two_one, one_two)}
    paired = {step: cost for step, cost in costs.items() if cost <= _CHANCE and _is_pair(step)}
    mine = sorted(set(range(len(one))) - {row for (start, end), _ in paired for row in range(start, end)})
    theirs = sorted(set(range(len(other))) - {row for _, (start, end) in paired for row in range(start, end)})
    moved = dict(_moved(plain, mine, theirs))
    paired |= {((row, row + 1), (column, column + 1)): plain[row, column] for row, column in moved.items()}
    found = [
        (here[0], Bead(_place(one, here), _place(other, there), round(float(cost), _DIGITS)))
        for (here, there), cost in paired.items()
    ]
    found += [(row, Bead(one[row].place, None, 1.0)) for row in mine if row not in moved]
    yield from (bead for _, bead in sorted(found, key=lambda pair: pair[0]))
    yield from (Bead(None, other[row].place, 1.0) for row in theirs if row not in moved.values())


def _moved(plain: Costs, mine: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sentences left alone that stand in another order: each the other's nearest, and near."""
    if not mine or not theirs:
        return
    costs = plain[np.ix_(mine, theirs)]
    columns, rows = costs.argmin(axis=1), costs.argmin(axis=0)
    for row, column in enumerate(columns):
        if rows[column] == row and costs[row, column] <= _MOVED:
            yield mine[row], theirs[column]


def _is_pair(step: Step) -> bool:
    return all(end > start for start, end in step)


def _cost(plain: Costs, two_one: Costs, one_two: Costs, mine: tuple[int, int], theirs: tuple[int, int]) -> float:
    """What the bead costs as one pair of sentences."""
    if mine[1] - mine[0] == 2:
        return float((two_one[mine[0], theirs[0]] - _MERGED) / 1.5)
    if theirs[1] - theirs[0] == 2:
        return float((one_two[mine[0], theirs[0]] - _MERGED) / 1.5)
    return float(plain[mine[0], theirs[0]]) if mine[1] > mine[0] and theirs[1] > theirs[0] else 1.0


def _place(lines: Sequence[Line], rows: tuple[int, int]) -> Place:
    said = [line.place for line in lines[slice(*rows)]]
    return Place(said[0].passage, Span(said[0].span.start, max(place.span.end for place in said)))


def _path(plain: Costs, two_one: Costs, one_two: Costs) -> list[Step]:
    """The beads of the cheapest path as ranges of both texts, in order."""
    rows, columns = plain.shape
    total = _totals(plain, two_one, one_two)
    steps: list[Step] = []
    i, j = rows, columns
    while i or j:
        di, dj = _last_bead(total, plain, two_one, one_two, i, j)
        steps.append(((i - di, i), (j - dj, j)))
        i, j = i - di, j - dj
    return steps[::-1]


def _totals(plain: Costs, two_one: Costs, one_two: Costs) -> Costs:
    """[n + 1, m + 1]: the least cost of both beginnings.

    Along a row a sentence left alone always costs the same, so that the least over all of them is a running minimum
    and a row is a few operations on arrays.
    """
    rows, columns = plain.shape
    slope = _ALONE * np.arange(columns + 1)
    total = np.empty((rows + 1, columns + 1))
    total[0] = slope
    for i in range(1, rows + 1):
        best = total[i - 1] + _ALONE
        best[1:] = np.minimum(best[1:], total[i - 1, :-1] + plain[i - 1])
        best[2:] = np.minimum(best[2:], total[i - 1, :-2] + one_two[i - 1])
        if i > 1:
            best[1:] = np.minimum(best[1:], total[i - 2, :-1] + two_one[i - 2])
        total[i] = np.minimum.accumulate(best - slope) + slope
    return total


def _last_bead(total: Costs, plain: Costs, two_one: Costs, one_two: Costs, i: int, j: int) -> tuple[int, int]:
    ways = [
        (total[i - 1, j - 1] + plain[i - 1, j - 1], (1, 1)) if i and j else (np.inf, (0, 0)),
        (total[i - 1, j] + _ALONE, (1, 0)) if i else (np.inf, (0, 0)),
        (total[i, j - 1] + _ALONE, (0, 1)) if j else (np.inf, (0, 0)),
        (total[i - 2, j - 1] + two_one[i - 2, j - 1], (2, 1)) if i > 1 and j else (np.inf, (0, 0)),
        (total[i - 1, j - 2] + one_two[i - 1, j - 2], (1, 2)) if i and j > 1 else (np.inf, (0, 0)),
    ]
    return min(ways, key=lambda way: float(way[0]))[1]
