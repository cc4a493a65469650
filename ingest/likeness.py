"""What speaks for two sentences in two languages being one: their vectors, lengths, figures and headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polycite.alignment import Place
from polycite.model import Span, Vectors

Costs = NDArray[np.float64]
_LENGTH, _FIGURES, _HEADING, _KIND = 0.15, 0.35, 0.5, 0.25
"""Worth of each sign beside the vectors, whose distance is 1 between sentences that have nothing in common."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or two that follow each other: where, what it states, how long, under which heading (0..1)."""

    place: Place
    vector: Vectors
    figures: frozenset[str]
    length: int
    heading: float
    table: bool


def joined(first: Line, second: Line) -> Line:
    """Two sentences as one, whose span is empty where they stand in two passages.

    The vector of a sum is near that of the two said together.
    """
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


def costs_of(one: Sequence[Line], other: Sequence[Line]) -> Costs:
    """[one, other]: 0 for equal sentences, about 1 for two that meet by chance."""
    distance = 1.0 - np.stack([line.vector for line in one]) @ np.stack([line.vector for line in other]).T
    costs = distance / np.maximum(_by_chance(distance), 1e-6)
    costs = costs + _LENGTH * np.minimum(_apart(_logs(one), _logs(other)), 2.0)
    costs = costs + _HEADING * _apart([line.heading for line in one], [line.heading for line in other])
    costs = costs + _KIND * _apart([line.table for line in one], [line.table for line in other])
    return np.asarray(costs + _FIGURES * _unlike(one, other), float)


def _by_chance(distance: Vectors) -> Costs:
    """How far both of a pair are from other sentences on average, the nearest left out: it may be their own."""
    sides = [
        (distance.sum(axis=axis, keepdims=True) - distance.min(axis=axis, keepdims=True)) / (distance.shape[axis] - 1)
        for axis in (0, 1)
        if distance.shape[axis] > 1
    ]
    chance: Costs = np.asarray(sum(sides) / len(sides) if sides else np.ones((1, 1)), float)
    return chance


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
