from __future__ import annotations

import pytest

from eval.abstention import Confusion, Outcome, confusion, reward

RIGHT = Outcome(answerable=True, answered=True, correct=True)
WRONG = Outcome(answerable=True, answered=True)
REFUSED = Outcome(answerable=True, answered=False)
INVENTED = Outcome(answerable=False, answered=True)
SILENT = Outcome(answerable=False, answered=False)


def test_each_outcome_is_counted_in_its_own_cell() -> None:
    assert confusion([RIGHT, WRONG, WRONG, REFUSED, INVENTED, SILENT, SILENT, SILENT]) == Confusion(3, 1, 1, 3)


def test_the_rates_of_a_table_worked_by_hand() -> None:
    # NoMIRACL, French, GPT-4: 46.8 % hallucination and 11.2 % error come of 250 and 250 questions.
    one = Confusion(answered_answerable=222, silent_answerable=28, answered_unanswerable=117, silent_unanswerable=133)
    assert one.abstain_precision == pytest.approx(133 / 161)
    assert one.abstain_recall == pytest.approx(1 - 0.468)
    precision, recall = 133 / 161, 133 / 250
    assert one.abstain_f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_who_always_answers_has_no_silence_to_be_right_about() -> None:
    one = confusion([RIGHT, WRONG, INVENTED])
    assert (one.abstain_precision, one.abstain_recall, one.abstain_f1) == (None, 0.0, 0.0)


def test_who_never_answers_misses_nothing_and_is_rarely_right() -> None:
    one = confusion([REFUSED, REFUSED, REFUSED, SILENT])
    assert (one.abstain_precision, one.abstain_recall) == (0.25, 1.0)


def test_a_kind_that_was_not_asked_has_no_rate() -> None:
    assert confusion([RIGHT]).abstain_recall is None
    assert confusion([RIGHT]).abstain_f1 is None


def test_silence_earns_nothing_and_costs_nothing() -> None:
    assert reward(REFUSED, cost=4) == reward(SILENT, cost=4) == 0.0


@pytest.mark.parametrize("outcome", [WRONG, INVENTED])
def test_a_wrong_answer_costs_what_is_asked_for_it(outcome: Outcome) -> None:
    assert reward(outcome) == -1.0
    assert reward(outcome, cost=4) == -4.0


def test_a_higher_cost_turns_a_gain_into_a_loss() -> None:
    outcomes = [RIGHT, RIGHT, RIGHT, WRONG]
    assert sum(reward(one) for one in outcomes) == 3 - 1
    assert sum(reward(one, cost=4) for one in outcomes) == 3 - 4


@pytest.mark.parametrize(("answerable", "answered"), [(True, False), (False, True), (False, False)])
def test_only_an_answer_to_an_answerable_question_is_correct(answerable: bool, answered: bool) -> None:
    with pytest.raises(ValueError, match="can be correct"):
        Outcome(answerable, answered, correct=True)
