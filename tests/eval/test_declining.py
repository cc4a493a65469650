"""What answers and silences are worth together, as the measures beside them count who was answered."""

from __future__ import annotations

import pytest

from eval.abstention import Confusion, Outcome
from eval.report.declining import DEAR, declining_of, outcome
from tests.eval.gold import absent, answered
from tests.eval.reports import QUOTE, ask, gave, judged, kept, right, run_of, silent, wrong

REFUSED = judged(ask(answered("r")), gave())
INVENTED = judged(ask(absent("i")), gave(QUOTE))


def test_each_question_is_answered_or_declined() -> None:
    found = declining_of(run_of(right("a"), wrong("b"), right("c"), REFUSED, INVENTED, silent()))
    assert found is not None
    assert found.counts == Confusion(3, 1, 1, 1)


def test_right_answers_earn_wrong_ones_cost_and_silence_is_worth_nothing() -> None:
    found = declining_of(run_of(right("a"), wrong("b"), right("c"), REFUSED, INVENTED, silent()))
    assert found is not None
    # Two right, two wrong of six: (2 - 2) / 6, and at four times the cost (2 - 8) / 6.
    assert DEAR == 4
    assert found.truthfulness.value == 0.0
    assert found.reliability.value == pytest.approx(-1.0)


def test_wordings_of_one_question_earn_once() -> None:
    found = declining_of(run_of(right("d-1", triple="d"), right("d-2", triple="d"), INVENTED))
    assert found is not None
    # A triple that earns 1 and a question that costs 1, though two questions of three were right.
    assert found.truthfulness.value == 0.0
    assert found.counts.answered_answerable == 2


def test_a_false_premise_that_is_corrected_is_no_answer_to_it() -> None:
    words = {"document": "nl/telewerk.txt", "quote": QUOTE}
    corrected = judged(ask(absent("p", "false_premise", correction=[words])), gave(QUOTE))
    assert outcome(corrected) == Outcome(answerable=False, answered=False)
    assert outcome(INVENTED) == Outcome(answerable=False, answered=True)


def test_a_right_answer_is_correct_and_a_refusal_never() -> None:
    assert outcome(right()) == Outcome(answerable=True, answered=True, correct=True)
    assert outcome(wrong()) == Outcome(answerable=True, answered=True)
    assert outcome(REFUSED) == Outcome(answerable=True, answered=False)


def test_canaries_are_not_asked_for_their_answer() -> None:
    found = declining_of(run_of(right("a"), kept()))
    assert found is not None
    assert found.counts == Confusion(1, 0, 0, 0)
    assert declining_of(run_of(kept())) is None
