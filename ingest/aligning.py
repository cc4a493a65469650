"""Which sentences of two versions of one text stand beside each other, told from what is computed already.

Monotone dynamic programming over beads of 1-1, 2-1, 1-2, 1-0 and 0-1 sentences (Gale and Church 1993), with the
distance of sentence vectors divided by each sentence's distance to all others (Vecalign: Thompson and Koehn, EMNLP
2019), and with length, equal figures and the place of the heading. A pure function of texts and vectors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.encode import Split
from ingest.split import searchable_sentence
from polycite.alignment import Alignments, Bead, Bitext, Place
from polycite.figures import stated, unnumbered
from polycite.model import Document, Facts, Passage, Span, Vectors
from polycite.text import cells

Costs = NDArray[np.float64]
_LENGTH, _FIGURES, _HEADING, _KIND = 0.15, 0.35, 0.5, 0.25
"""Worth of each sign beside the vectors, whose distance is 1 between sentences that have nothing in common."""
_ALONE = 0.6
"""Cost of a sentence without counterpart: two of them cost less than a bead that is hardly better than chance."""
_MERGED = 0.15
"""Cost of taking two sentences for one, beside half as much again as one bead."""
_CHANCE, _MOVED = 0.95, 0.75
"""A bead that costs more says nothing; less is asked of one in its place than of one out of the order."""
CELLS = 9_000_000
"""Pairs of sentences compared at most for two documents: their costs take 72 MB each."""
_ARTICLE = frozenset({"1"})
"""One is said by an article as well."""
_DIGITS = 4
_NEVER = 1e9


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or two that follow each other: where, what it states, how long, under which heading (0..1)."""

    place: Place
    vector: Vectors
    figures: frozenset[str]
    length: int
    heading: float
    table: bool


def alignments(splits: Sequence[Split], vectors: Mapping[str, Vectors]) -> Alignments:
    """The bitexts of every two versions that are of one family, in two languages and in force together."""
    families: dict[str, list[Split]] = defaultdict(list)
    for split in splits:
        if split.document.facts.family and split.passages:
            families[split.document.facts.family].append(split)
    lines = {
        split.document.id: tuple(_lines(split, vectors))
        for family in families.values()
        if len(family) > 1
        for split in family
    }
    pairs = (pair for family in families.values() for pair in combinations(family, 2) if _are_versions(*pair))
    documents = ((one.document.id, other.document.id) for one, other in pairs)
    return Alignments(tuple(Bitext(*pair, beads(lines[pair[0]], lines[pair[1]])) for pair in documents))


def _are_versions(one: Split, other: Split) -> bool:
    """Whether both say the same at one time: a text and its successor do not."""
    here, there = one.document, other.document
    apart = here.source.path in there.facts.supersedes or there.source.path in here.facts.supersedes
    return here.facts.language != there.facts.language and not apart and _together(here.facts, there.facts)


def _together(one: Facts, other: Facts) -> bool:
    def ends_before(first: Facts, second: Facts) -> bool:
        return first.valid_to is not None and second.valid_from is not None and first.valid_to < second.valid_from

    return not ends_before(one, other) and not ends_before(other, one)


def _lines(split: Split, vectors: Mapping[str, Vectors]) -> Iterator[Line]:
    """The sentences in reading order."""
    document = split.document
    headings = list(dict.fromkeys(passage.heading for passage in split.passages))
    for passage in split.passages:
        heading = headings.index(passage.heading) / len(headings)
        for span in passage.sentences:
            yield _line(document, passage, span, heading, vectors[searchable_sentence(document, passage, span)])


def _line(document: Document, passage: Passage, span: Span, heading: float, vector: Vectors) -> Line:
    words = " | ".join(cells(document, span))
    said = stated(unnumbered(words), passage.language)
    return Line(Place(passage.id, span), vector, said.all - _ARTICLE, len(words), heading, passage.kind == "table")


def beads(one: Sequence[Line], other: Sequence[Line]) -> tuple[Bead, ...]:
    """The cheapest way through both texts; nothing stands beside anything where there are more than CELLS pairs."""
    if not one or not other or len(one) * len(other) > CELLS:
        return (*(Bead(line.place, None, 1.0) for line in one), *(Bead(None, line.place, 1.0) for line in other))
    merged, others = _merged(one), _merged(other)
    plain = _costs(one, other)
    two_one = _MERGED + 1.5 * _costs(merged, other) if merged else np.zeros((0, len(other)))
    one_two = _MERGED + 1.5 * _costs(one, others) if others else np.zeros((len(one), 0))
    return tuple(_walked(one, other, plain, two_one + _forbidden(merged)[:, None], one_two + _forbidden(others)))


def _merged(lines: Sequence[Line]) -> list[Line]:
    return [_joined(first, second) for first, second in pairwise(lines)]


def _joined(first: Line, second: Line) -> Line:
    """Two sentences as one; the vector of a sum is near that of the two said together."""
    total = first.vector + second.vector
    vector = (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
    same = first.place.passage == second.place.passage
    span = Span(first.place.span.start, max(first.place.span.end, second.place.span.end)) if same else Span(0, 0)
    return Line(
        Place(first.place.passage, span),
        vector,
        first.figures | second.figures,
        first.length + second.length,
        (first.heading + second.heading) / 2,
        first.table or second.table,
    )


def _forbidden(merged: Sequence[Line]) -> Costs:
    """Rows of a table are never merged, nor what stands in two passages."""
    return np.array([_NEVER if line.table or not len(line.place.span) else 0.0 for line in merged], float)


def _costs(one: Sequence[Line], other: Sequence[Line]) -> Costs:
    """[one, other]: about 1 for two sentences that meet by chance."""
    distance = 1.0 - np.stack([line.vector for line in one]) @ np.stack([line.vector for line in other]).T
    chance = (distance.mean(axis=1, keepdims=True) + distance.mean(axis=0, keepdims=True)) / 2
    costs = distance / np.maximum(chance, 1e-6)
    costs = costs + _LENGTH * np.minimum(_apart(_logs(one), _logs(other)), 2.0)
    costs = costs + _HEADING * _apart([line.heading for line in one], [line.heading for line in other])
    costs = costs + _KIND * _apart([line.table for line in one], [line.table for line in other])
    return np.asarray(costs + _FIGURES * _unlike(one, other), float)


def _logs(lines: Sequence[Line]) -> Sequence[float]:
    return [float(np.log(max(line.length, 1))) for line in lines]


def _apart(one: Sequence[float], other: Sequence[float]) -> Costs:
    apart: Costs = np.abs(np.array(one, float)[:, None] - np.array(other, float)[None, :])
    return apart


def _unlike(one: Sequence[Line], other: Sequence[Line]) -> Costs:
    """[one, other]: 1 less Jaccard's index of the figures, 0 where neither has any."""
    known = {figure: place for place, figure in enumerate(sorted({f for line in (*one, *other) for f in line.figures}))}
    here, there = _held(one, known), _held(other, known)
    shared = here @ there.T
    either = here.sum(axis=1)[:, None] + there.sum(axis=1)[None, :] - shared
    return np.where(either > 0, 1.0 - shared / np.maximum(either, 1.0), 0.0)


def _held(lines: Sequence[Line], known: Mapping[str, int]) -> Costs:
    held = np.zeros((len(lines), max(len(known), 1)))
    for row, line in enumerate(lines):
        held[row, [known[figure] for figure in line.figures]] = 1.0
    return held


Step = tuple[tuple[int, int], tuple[int, int]]
"""A bead as a range of the one text and a range of the other."""


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
