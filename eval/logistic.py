"""Logistic regression by Newton's method (iteratively reweighted least squares), small and exact to the last decimal.

A ridge of strength `penalty` is on the weights of the standardised signals and not on the intercept, as in Hastie,
Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from polycite.confidence import FARTHEST, Logistic, Signal, Signals

PENALTY = 3.0
_STEPS = 50
_CLOSE = 1e-10
_NO_SPREAD = 1e-6
_DECIMALS = 4


def fitted(
    names: Sequence[str],
    samples: Sequence[Signals],
    is_so: Sequence[bool],
    controls: Sequence[str] = (),
    penalty: float = PENALTY,
) -> Logistic:
    """The regression of what is so on the named signals, rounded as it is kept.

    `controls` are fitted with them and then left out at their mean: what they explain is not laid on the others.
    """
    every = (*names, *controls)
    values = np.array([[sample[name] for name in every] for sample in samples], np.float64)
    means, spreads = values.mean(axis=0), np.maximum(values.std(axis=0), _NO_SPREAD)
    standard = np.clip((values - means) / spreads, -FARTHEST, FARTHEST)
    intercept, *weights = newton(standard, np.array(is_so, np.float64), penalty).round(_DECIMALS).tolist()
    numbers = zip(every, means.round(6).tolist(), spreads.round(6).tolist(), weights, strict=True)
    return Logistic(intercept, {name: Signal(*rest) for name, *rest in numbers if name in names})


def newton(standard: NDArray[np.float64], is_so: NDArray[np.float64], penalty: float = PENALTY) -> NDArray[np.float64]:
    """Intercept and weights [1 + n] that maximise the penalised likelihood of samples [m, n]."""
    rows = np.column_stack([np.ones(len(standard)), standard])
    ridge = penalty * np.eye(rows.shape[1])
    ridge[0, 0] = _NO_SPREAD  # all but free, and still invertible where everything is so
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (is_so - likely) - ridge @ weights
        step = np.linalg.solve(rows.T @ (rows * (likely * (1 - likely))[:, None]) + ridge, slope)
        weights = weights + step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return weights
