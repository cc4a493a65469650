"""Is a difference more than chance, and how sure is a mean?

Questions of one group (the Dutch, French and English wording of one question) are not independent: each group counts
once, with the mean of its questions. Chance comes from a fixed seed, so a run done again says the same. What is
undefined is left out and counted, never taken for zero.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap, permutation_test

RESAMPLES = 9_999
SEED = 42
_BATCH = 500
"""Resamples at once: 2,400 values take 10 MB of them."""
_SAME = 1e-12
"""Values no further apart differ by rounding alone."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of `counted` questions, `skipped` left out as undefined, with its 95 % BCa interval.

    `value` is None when nothing counted, `low` and `high` when fewer than two groups did.
    """

    value: float | None
    counted: int
    skipped: int
    low: float | None
    high: float | None


def mean_of(values: Sequence[float | None], groups: Sequence[str] | None = None, seed: int = SEED) -> Mean:
    """The mean over groups of each group's mean; without `groups` every value is its own.

    The group "a" has .5, the group "b" 1.0:

    >>> mean_of([0.0, 1.0, 1.0, None], ["a", "a", "b", "b"]).value
    0.75
    >>> mean_of([0.5, 0.5, None])
    Mean(value=0.5, counted=2, skipped=1, low=0.5, high=0.5)
    """
    means = clustered(values, groups)
    low, high = interval(means, seed=seed) or (None, None)
    skipped = sum(one is None for one in values)
    return Mean(fmean(means) if means else None, len(values) - skipped, skipped, low, high)


def clustered(values: Sequence[float | None], groups: Sequence[str] | None = None) -> tuple[float, ...]:
    """The mean of each group's defined values, in the order of first appearance; a group without any is left out.

    >>> clustered([1.0, 0.0, 1.0, None], ["a", "b", "a", "c"])
    (1.0, 0.0)
    """
    named = [str(place) for place in range(len(values))] if groups is None else groups
    members: dict[str, list[float]] = {}
    for value, group in zip(values, named, strict=True):
        if value is not None:
            members.setdefault(group, []).append(value)
    return tuple(fmean(one) for one in members.values())


def worse(differences: Sequence[float], resamples: int = RESAMPLES, seed: int = SEED) -> float | None:
    """p that a mean as low as this comes by chance: one-sided sign-flip permutation test (Fisher 1935), None without
    any.

    Exact where 2^n <= `resamples`, n the differences that are not 0 (flipping 0 changes nothing). 1 when all are 0.
    Where single questions are won or lost whole it is the exact McNemar test (1947).

    Of the 8 signings of three equal losses only one is as bad:

    >>> worse([-0.5, -0.5, -0.5, 0.0])
    0.125
    """
    moved = np.array([one for one in differences if abs(one) > _SAME])
    if not moved.size:
        return 1.0 if differences else None
    if moved.size == 1:
        moved = np.append(moved, 0.0)  # SciPy refuses a single value
    found = permutation_test(
        (moved,),
        _sum,
        permutation_type="samples",
        vectorized=True,
        n_resamples=resamples,
        batch=_BATCH,
        alternative="less",
        rng=np.random.default_rng(seed),
    )
    return float(found.pvalue)


def interval(
    values: Sequence[float], confidence: float = 0.95, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float] | None:
    """The BCa bootstrap interval of the mean (Efron 1987), of values or of paired differences alike.

    Equal values give that value twice; fewer than two values say nothing of their spread: None. The lower bound of
    `confidence=0.9` is the one-sided 95 % bound of a test of non-inferiority.

    >>> interval([0.5, 0.5, 0.5])
    (0.5, 0.5)
    """
    if len(values) < 2:
        return None
    if max(values) - min(values) <= _SAME:
        return values[0], values[0]
    return _bca(np.array(values), confidence, resamples, seed)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """p adjusted for testing several at once (Holm 1979): the i-th smallest of m times m - i + 1, never below the one
    before it, at most 1. In the order given.

    The smallest × 3, the next × 2, and .5 × 1:

    >>> holm({"a": 0.5, "b": 0.0625, "c": 0.125})
    {'a': 0.5, 'b': 0.1875, 'c': 0.25}
    """
    adjusted, floor = dict(p_values), 0.0
    for place, name in enumerate(sorted(p_values, key=lambda one: p_values[one])):
        floor = max(floor, min(1.0, p_values[name] * (len(p_values) - place)))
        adjusted[name] = floor
    return adjusted


def minimal_detectable_effect(differences: Sequence[float]) -> float | None:
    """2.49 sd / √n: the mean loss that a one-sided test at 5 % sees four times in five (1.645 + 0.842, Cohen 1988).

    None for fewer than two differences, and where all are alike: what did not scatter says nothing of what a change
    would. Here sd = √2 × .5 and n = 2:

    >>> round(minimal_detectable_effect([0.0, 1.0]), 4)
    1.245
    """
    if len(differences) < 2 or max(differences) - min(differences) <= _SAME:
        return None
    return 2.49 * stdev(differences) / math.sqrt(len(differences))


def _sum(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    return np.asarray(values.sum(axis=axis))


def _mean(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    return np.asarray(values.mean(axis=axis))


def _bca(values: NDArray[np.float64], confidence: float, resamples: int, seed: int) -> tuple[float, float]:
    found = bootstrap(
        (values,),
        _mean,
        vectorized=True,
        n_resamples=resamples,
        batch=_BATCH,
        confidence_level=confidence,
        method="BCa",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return float(found.low), float(found.high)
