"""What the confidence of a run is worth, over the questions it states one of."""

from __future__ import annotations

import pytest

from eval.judging import Judged
from eval.report.confidence import Confidence, confidence_of
from tests.eval.gold import absent, answered
from tests.eval.reports import OTHER, QUOTE, ask, gave, judged, kept, run_of, silent


def sure(id: str, confidence: float | None, said: str = QUOTE) -> Judged:
    return judged(ask(answered(id)), gave(said, confidence=confidence))


def invented(id: str, confidence: float) -> Judged:
    return judged(ask(absent(id)), gave(QUOTE, confidence=confidence))


def over(*asked: Judged) -> Confidence:
    found = confidence_of(run_of(*asked))
    assert found is not None
    return found


def test_a_right_answer_is_surer_than_a_wrong_one_in_so_many_pairs() -> None:
    # Right .9 and .5, wrong .6 and .5: two pairs above, one equal, one below, so 2.5 of 4.
    asked = [sure("a", 0.9), sure("b", 0.5), sure("c", 0.6, OTHER), invented("d", 0.5)]
    assert over(*asked).right_above_wrong == 0.625


def test_an_answerable_question_is_surer_than_another_in_so_many_pairs() -> None:
    # Answerable .9 and .2, right or not; unanswerable .5 answered and .1 declined: three of four pairs above.
    declined = judged(ask(absent("u")), gave(confidence=0.1))
    asked = [sure("a", 0.9), sure("b", 0.2, OTHER), invented("c", 0.5), declined]
    assert over(*asked).answerable_above == 0.75


def test_questions_without_a_confidence_and_canaries_are_in_no_pair() -> None:
    shown = judged(kept().question, gave(QUOTE, confidence=0.99))
    assert over(sure("a", 0.9), sure("b", None), silent(), shown).answerable_above is None


def test_one_kind_alone_has_no_pairs_and_none_stated_is_nothing() -> None:
    found = over(sure("a", 0.9))
    assert (found.right_above_wrong, found.answerable_above) == (None, None)
    assert confidence_of(run_of(sure("a", None), silent())) is None


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_what_is_no_finite_number_is_left_out(odd: float) -> None:
    assert over(sure("a", 0.9), sure("b", odd)).answers == 1
