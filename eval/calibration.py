"""Does the confidence of an answer say how likely it is right?

Values are 0 to 1, or None where undefined. Confidences may be any finite number where only their order counts (AUROC,
risk and coverage), and are probabilities for ECE and Brier; anything else is a ValueError. Equal confidences are never
parted by the order they came in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from scipy.stats import rankdata


@dataclass(frozen=True, slots=True)
class Point:
    """Answering from `threshold` on: the share of questions then answered, and the share of these that is wrong."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Bin:
    """A bar of a reliability diagram: answers of like confidence, their mean confidence and the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """The chance that a positive is above a negative, equal ones counting half: Mann-Whitney U / (n₊ n₋) (Hanley and
    McNeil 1982). None when either is empty.

    Of four pairs two are above and one is equal: 2.5 / 4.

    >>> auroc([0.9, 0.5], [0.5, 0.6])
    0.625
    """
    _all_finite((*positives, *negatives))
    if not positives or not negatives:
        return None
    ranks = rankdata([*positives, *negatives])[: len(positives)]
    above = math.fsum(ranks) - len(positives) * (len(positives) + 1) / 2
    return above / (len(positives) * len(negatives))


def risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> tuple[Point, ...]:
    """The risk-coverage curve (El-Yaniv and Wiener 2010): a point for each confidence, from the highest down.

    >>> risk_coverage([0.9, 0.4, 0.4, 0.1], [False, True, False, True])[1]
    Point(threshold=0.4, coverage=0.75, risk=0.3333333333333333)
    """
    points, taken, errors = [], 0, 0
    for confidence, tied in _from_the_top(confidences, wrong):
        taken, errors = taken + len(tied), errors + sum(tied)
        points.append(Point(confidence, taken / len(wrong), errors / taken))
    return tuple(points)


def aurc(confidences: Sequence[float], wrong: Sequence[bool]) -> float | None:
    """(1/n) Σ_k errors among the k most confident / k: the area under that curve (Geifman and El-Yaniv 2019), lower is
    better. Among equal confidences each error counts as spread evenly over them. None without answers.

    (0/1 + 1/2) / 2, and with two equal (.5/1 + 1/2) / 2:

    >>> aurc([0.9, 0.1], [False, True]), aurc([0.5, 0.5], [False, True])
    (0.25, 0.5)
    """
    shares = [sum(tied) / len(tied) for _, tied in _from_the_top(confidences, wrong) for _ in tied]
    risks = [errors / k for k, errors in enumerate(accumulate(shares), 1)]
    return math.fsum(risks) / len(risks) if risks else None


def coverage_at_risk(confidences: Sequence[float], wrong: Sequence[bool], risk: float = 0.05) -> float | None:
    """The greatest coverage of any threshold whose risk is at most `risk`; 0 when there is none, None without answers.

    >>> coverage_at_risk([0.9, 0.8, 0.7, 0.6], [False, False, True, False], risk=0.25)
    1.0
    >>> coverage_at_risk([0.9, 0.8, 0.7, 0.6], [False, False, True, False])
    0.5
    """
    points = risk_coverage(confidences, wrong)
    return max((one.coverage for one in points if one.risk <= risk), default=0.0) if points else None


def reliability_bins(confidences: Sequence[float], correct: Sequence[bool], bins: int = 10) -> tuple[Bin, ...]:
    """Bins of equal mass, from the least confident up, as a reliability diagram draws them (Nguyen and O'Connor 2015).

    Equal confidences share a bin, so there may be fewer than `bins`, and of unequal mass.

    >>> reliability_bins([0.2, 0.9, 0.4, 0.7], [False, True, False, True], bins=2)[0]
    Bin(low=0.2, high=0.4, count=2, confidence=0.30000000000000004, accuracy=0.0)
    """
    _all_probabilities(confidences)
    if bins < 1:
        raise ValueError(f"{bins} bins: use one or more")
    filled: dict[int, list[tuple[float, bool]]] = {}
    start = 0
    for confidence, tied in reversed(list(_from_the_top(confidences, correct))):
        middle = start + (len(tied) - 1) / 2
        filled.setdefault(int(middle * bins / len(correct)), []).extend((confidence, one) for one in tied)
        start += len(tied)
    return tuple(_bin(pairs) for pairs in filled.values())


def expected_calibration_error(confidences: Sequence[float], correct: Sequence[bool], bins: int = 10) -> float | None:
    """ECE = Σ_b n_b / n × |accuracy_b - confidence_b| over bins of equal mass (Naeini et al. 2015). None without
    answers.

    Two bins, .5 sure and half right, 1 sure and half right: (0 + .5) / 2.

    >>> expected_calibration_error([0.5, 0.5, 1.0, 1.0], [True, False, True, False], bins=2)
    0.25
    """
    parts = reliability_bins(confidences, correct, bins)
    return math.fsum(one.count * abs(one.accuracy - one.confidence) for one in parts) / len(correct) if parts else None


def brier(confidences: Sequence[float], correct: Sequence[bool]) -> float | None:
    """(1/n) Σ (confidence - correct)²: the Brier score (1950), lower is better. None without answers.

    >>> brier([1.0, 0.5], [True, False])
    0.125
    """
    _all_probabilities(confidences)
    squares = [(confidence - one) ** 2 for confidence, one in zip(confidences, correct, strict=True)]
    return math.fsum(squares) / len(squares) if squares else None


def _from_the_top(confidences: Sequence[float], flags: Sequence[bool]) -> Iterator[tuple[float, list[bool]]]:
    _all_finite(confidences)
    pairs = sorted(zip(confidences, flags, strict=True), key=lambda pair: -pair[0])
    for confidence, tied in groupby(pairs, key=lambda pair: pair[0]):
        yield confidence, [flag for _, flag in tied]


def _bin(pairs: Sequence[tuple[float, bool]]) -> Bin:
    confidences = [confidence for confidence, _ in pairs]
    size = len(pairs)
    accuracy = sum(right for _, right in pairs) / size
    return Bin(min(confidences), max(confidences), size, math.fsum(confidences) / size, accuracy)


def _all_finite(values: Sequence[float]) -> None:
    if not all(math.isfinite(one) for one in values):
        raise ValueError("a confidence that is not a finite number cannot be ordered")


def _all_probabilities(values: Sequence[float]) -> None:
    if not all(0 <= one <= 1 for one in values):
        raise ValueError("these confidences are not probabilities: calibrate them to 0 to 1 first")
