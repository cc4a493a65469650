from __future__ import annotations

from math import log

import numpy as np
import pytest

from eval.choice_fitting import Draw, fit


def draw(numbers: list[list[float]], *right: bool) -> Draw:
    return Draw(np.array(numbers, float), np.array(right, bool))


# Of two sentences, whose one clue is 0 and 1 (spread 1/2), the second proves the answer in three questions of four.
THREE_OF_FOUR = [draw([[0.0], [1.0]], False, True)] * 3 + [draw([[0.0], [1.0]], True, False)]


def test_a_weight_makes_what_proves_as_likely_as_it_is() -> None:
    # softmax gives the second 1 / (1 + e^-w), which is 3/4 for w = log 3.
    assert fit(THREE_OF_FOUR, 0.0) == pytest.approx([log(3)], abs=1e-3)


def test_a_penalty_draws_a_weight_towards_nothing() -> None:
    assert 0 < fit(THREE_OF_FOUR, 1.0)[0] < fit(THREE_OF_FOUR, 0.1)[0] < log(3)


def test_any_right_sentence_will_do() -> None:
    # The two right ones have opposite clues, so that nothing speaks for either side.
    either = [draw([[-1.0], [0.0], [1.0]], True, False, True)]
    assert fit(either, 1.0) == pytest.approx([0.0], abs=1e-6)


def test_a_question_without_a_right_sentence_teaches_nothing() -> None:
    lost = draw([[0.0], [1.0]], False, False)
    assert fit([*THREE_OF_FOUR, lost], 1.0) == pytest.approx(fit(THREE_OF_FOUR, 1.0))


def test_a_clue_that_never_differs_weighs_nothing() -> None:
    flat = [draw([[0.0, 7.0], [1.0, 7.0]], False, True)]
    assert fit(flat, 1.0)[1] == pytest.approx(0.0)
