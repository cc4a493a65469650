"""What fall a comparison could have noticed, over the very questions it compares."""

from __future__ import annotations

import math

import pytest

from eval.judging import Judged
from eval.report.noticing import noticeable
from tests.eval.reports import accepted, gave, judged, numbered, report_of, right, run_of, wrong


def test_it_follows_from_how_far_questions_moved() -> None:
    # Of 16 questions 4 lost their quotation: d is -1 four times and 0 twelve, so sd = √((4 - 16/16) / 15) = √.2.
    seen = noticeable(report_of(run_of(*numbered(16, range(4))), before=accepted(*numbered(16))))
    assert seen["citation_recall"] == pytest.approx(2.49 * math.sqrt(0.2) / math.sqrt(16))


def test_a_measure_that_did_not_move_has_none() -> None:
    report = report_of(run_of(*numbered(16, range(4))), before=accepted(*numbered(16)))
    # What was found in place of the evidence is in the same language, and nothing was declined.
    assert {"over_refusal", "language_match"}.isdisjoint(noticeable(report))
    assert noticeable(report_of(run_of(*numbered(16)), before=accepted(*numbered(16)))) == {}


def test_without_an_accepted_run_there_is_none() -> None:
    assert noticeable(report_of(run_of(*numbered(16, range(4))))) == {}


def test_only_questions_asked_alike_in_both_runs_and_valued_in_both_count() -> None:
    now = [*numbered(16, range(4)), wrong("new"), wrong("edited", question="Anders?")]
    before = [*numbered(16), right("gone"), right("edited")]
    declined = judged(right("undefined").question, gave())
    alone = report_of(run_of(*numbered(16, range(4))), before=accepted(*numbered(16)))
    report = report_of(run_of(*now, declined), before=accepted(*before, right("undefined")))
    assert noticeable(report)["citation_precision"] == noticeable(alone)["citation_precision"]


def test_a_reach_has_its_own_questions() -> None:
    here, there = numbered(16, range(4)), [right(f"x-{one}", language="fr") for one in range(8)]
    report = report_of(run_of(*here, *there), before=accepted(*numbered(16), *there))
    assert "ndcg@10, same language" in noticeable(report)
    assert "ndcg@10, across languages" not in noticeable(report)


def test_wordings_of_one_question_move_together() -> None:
    def asked(*lost: int) -> list[Judged]:
        return [
            (wrong if one in lost else right)(f"q-{one}-{two}", triple=f"t-{one}") for one in range(4) for two in (1, 2)
        ]

    seen = noticeable(report_of(run_of(*asked(0)), before=accepted(*asked())))
    # Four groups, of which one fell whole: sd = √((1 - 1/4) / 3) = .5.
    assert seen["citation_recall"] == pytest.approx(2.49 * 0.5 / 2)
