from __future__ import annotations

import random

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from eval.logistic import PENALTY, fitted, newton


def drawn(seed: int, count: int = 200) -> tuple[list[dict[str, float]], list[bool]]:
    """Samples of which `a` makes it so, `b` is noise, and `copy` is `a` with noise."""
    dice = random.Random(seed)
    samples = []
    for _ in range(count):
        a = dice.gauss(5, 2)
        samples.append({"a": a, "b": dice.gauss(0, 1), "copy": a + dice.gauss(0, 1)})
    return samples, [dice.random() < 1 / (1 + np.exp(5 - one["a"])) for one in samples]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_weights_are_those_of_another_solver(seed: int) -> None:
    samples, is_so = drawn(seed)
    values = np.array([[one["a"], one["b"]] for one in samples])
    standard = (values - values.mean(axis=0)) / values.std(axis=0)
    other = LogisticRegression(C=1 / PENALTY, tol=1e-10, max_iter=1000).fit(standard, is_so)
    found = newton(standard, np.array(is_so, np.float64))
    assert found == pytest.approx([other.intercept_[0], *other.coef_[0]], abs=1e-4)


def test_what_makes_it_so_weighs_and_noise_does_not() -> None:
    model = fitted(("a", "b"), *drawn(4))
    assert model.signals["a"].weight > 5 * abs(model.signals["b"].weight)
    assert model.probability({"a": 9.0, "b": 0.0}) > 0.8 > 0.2 > model.probability({"a": 1.0, "b": 0.0})


def test_a_control_is_left_out_and_takes_its_share_along() -> None:
    samples, is_so = drawn(5)
    alone, beside = fitted(("copy",), samples, is_so), fitted(("copy",), samples, is_so, ("a",))
    assert set(beside.signals) == {"copy"}
    assert abs(beside.signals["copy"].weight) < alone.signals["copy"].weight / 2


def test_the_same_samples_give_the_same_numbers() -> None:
    assert fitted(("a", "b"), *drawn(6)) == fitted(("a", "b"), *drawn(6))


def test_a_signal_that_never_changes_and_an_outcome_that_never_does_are_fitted() -> None:
    model = fitted(("a",), [{"a": 2.0}] * 9, [True] * 9)
    assert model.signals["a"].weight == 0.0
    assert model.probability({"a": 2.0}) > 0.9
