"""The verdict says pass or fail and why, in words that need no statistics."""

from __future__ import annotations

import doctest
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from eval.comparison import Compared, Comparison, Gated
from eval.judging import Fault
from eval.report import html, words
from eval.report.junit import to_junit
from eval.report.losses import losses, stage_of
from eval.report.told import Report
from eval.report.verdict import verdict_of
from eval.systems import Given
from tests.eval.gold import answered
from tests.eval.reports import (
    OTHER,
    QUOTE,
    accepted,
    ask,
    gave,
    judged,
    kept,
    numbered,
    report_of,
    right,
    run_of,
    silent,
    wrong,
)

LEAK = Fault("leak", "canary-1", "shows '4 321 euros', which stands only in en/pay.txt")


def test_a_run_like_the_accepted_one_passes_and_says_over_how_many_questions() -> None:
    verdict = verdict_of(report_of(run_of(*numbered(3)), before=accepted(*numbered(3))))
    assert verdict.outcome == "pass"
    assert verdict.sentence == (
        "Passed: no measure got worse than chance explains and no hard rule was broken, over 3 questions "
        "(0 won, 0 lost)."
    )
    assert verdict.reasons == ()


def test_without_an_accepted_run_it_does_not_pass_but_says_that_nothing_was_compared() -> None:
    verdict = verdict_of(report_of(run_of(right())))
    assert verdict.outcome == "warn"
    assert verdict.word == "Measured, not judged"
    assert verdict.why == "no hard rule was broken over 1 question, but there is no accepted run to compare with."


def test_a_run_that_shares_no_question_with_the_accepted_one_fails() -> None:
    edited = right("a", must_contain=[["dagen"]])
    for run in (run_of(right("b")), run_of(edited)):
        verdict = verdict_of(report_of(run, before=accepted(right("a"))))
        assert verdict.outcome == "fail"
        assert verdict.sentence == (
            "Failed: the accepted run asked none of these questions as they are now, so nothing was compared: "
            "accept one with --update-baseline --reason TEXT, or measure with --no-compare."
        )


def test_a_measure_that_vanished_fails_by_itself() -> None:
    gone = replace(compared(measure(gain=0.0, corrected=1.0)), comparison=replace(CALM, vanished=(Gated("key_facts"),)))
    verdict = verdict_of(gone)
    assert verdict.outcome == "fail"
    assert verdict.reasons == (
        "“key facts named in what is quoted” can no longer be measured, though the accepted run had it",
    )
    assert verdict_of(replace(gone, comparison=CALM)).outcome == "pass"


def test_junit_fails_what_vanished_and_a_run_that_shares_nothing() -> None:
    gone = replace(compared(), comparison=replace(CALM, vanished=(Gated("key_facts"),)))
    assert 'name="key_facts"' in to_junit(gone)
    assert "can no longer be measured" in to_junit(gone)
    strange = report_of(run_of(right("b")), before=accepted(right("a")))
    assert "the accepted run asked none of these questions" in to_junit(strange)
    assert to_junit(replace(gone, comparison=CALM)).count("<failure") == 0


def test_declining_everything_fails_for_the_precision_nobody_can_measure_any_more() -> None:
    declined = judged(right("a").question, gave())
    verdict = verdict_of(report_of(run_of(declined), before=accepted(right("a"))))
    assert verdict.outcome == "fail"
    assert [reason for reason in verdict.reasons if "can no longer be measured" in reason] == [
        "“quotations that are evidence” can no longer be measured, though the accepted run had it"
    ]


def test_a_hard_fault_fails_a_run_that_is_otherwise_perfect() -> None:
    leaked = judged(kept().question, gave("4 321 euros"), LEAK)
    verdict = verdict_of(report_of(run_of(right(), leaked)))
    assert verdict.outcome == "fail"
    assert verdict.sentence == (
        "Failed: restricted text reached somebody who may not read it (in 1 case), which may never happen."
    )


def test_faults_of_one_kind_are_counted_together_and_those_of_peers_are_not_ours() -> None:
    gone = [Fault("missing_view", None, f"the view 'terms {one}' brought no candidate") for one in ("nl", "fr")]
    verdict = verdict_of(report_of(run_of(right(), faults=gone)))
    assert verdict.reasons == (
        "a part of the search brought nothing in a language (in 2 cases), which may never happen",
    )
    peer = run_of(right(), system="peer", faults=gone)
    assert verdict_of(report_of(run_of(right()), peers=[peer], before=accepted(right()))).outcome == "pass"


def test_a_loss_beyond_chance_fails_and_names_the_measure_before_and_after() -> None:
    before = [*numbered(30, wrongs=(0, 1))]
    after = [*numbered(30, wrongs=range(12))]
    verdict = verdict_of(report_of(run_of(*after), before=accepted(*before)))
    assert verdict.outcome == "fail"
    # 28 of 30, then 18 of 30
    assert any("“evidence that is quoted” went from 93.3 % to 60.0 %" in reason for reason in verdict.reasons)
    assert verdict.sentence.endswith(f", and {len(verdict.reasons) - 1} further reasons.")


def test_a_small_loss_that_may_be_chance_only_warns() -> None:
    before, after = numbered(40, wrongs=(0, 1)), numbered(40, wrongs=(0, 1, 2))
    verdict = verdict_of(report_of(run_of(*after), before=accepted(*before)))
    assert verdict.outcome == "warn"
    assert "“evidence that is quoted” went from 95.0 % to 92.5 %, which may be chance" in verdict.reasons


def test_many_questions_that_change_sides_warn_though_the_mean_stays() -> None:
    before, after = numbered(20, wrongs=(0, 1)), numbered(20, wrongs=(2, 3))
    verdict = verdict_of(report_of(run_of(*after), before=accepted(*before)))
    assert verdict.outcome == "warn"
    assert verdict.reasons == ("4 of 20 questions changed sides, which somebody should look at",)


CALM = Comparison((), (), (), (), 300)
FAR = tuple(f"Regel {number} gaat over iets anders." for number in range(9))


@pytest.mark.parametrize(
    ("given", "stage"),
    [
        (gave(OTHER, found=(OTHER,)), "not_found"),
        (gave(found=()), "not_found"),
        (gave(OTHER, found=(*FAR, QUOTE)), "ranked_low"),
        (gave(found=(QUOTE,)), "declined"),
        (gave(OTHER, found=(QUOTE,)), "wrong_quote"),
    ],
)
def test_a_question_is_lost_at_the_first_step_that_failed(given: Given, stage: str) -> None:
    assert stage_of(judged(ask(answered()), given)) == stage


def test_evidence_without_the_fact_asked_for_is_incomplete() -> None:
    assert stage_of(judged(ask(answered(must_contain=[["drie"]])), gave(QUOTE))) == "incomplete"


def test_what_cannot_be_answered_is_lost_by_answering_and_a_secret_by_showing_it() -> None:
    assert stage_of(judged(silent().question, gave(QUOTE))) == "answered"
    assert stage_of(judged(kept().question, gave("4 321 euros"), LEAK)) == "leaked"


def told(report: Report) -> list[tuple[str, bool, tuple[str, ...]]]:
    return [(one.id, one.was_right, one.places) for one in losses(report)]


def test_losses_are_all_that_went_wrong_with_what_the_accepted_run_cited() -> None:
    before = accepted(right("a"), wrong("b"), right("c"))
    report = report_of(run_of(wrong("a"), wrong("b"), right("c"), wrong("new")), before=before)
    page = ("nl/telewerk.txt p. 3",)
    assert told(report) == [("a", True, page), ("b", False, page), ("new", False, ())]


def test_each_need_is_marked_as_quoted_or_not() -> None:
    needs = [[{"document": "nl/telewerk.txt", "quote": words}] for words in (QUOTE, "Donderdag is een vaste dag.")]
    half = judged(ask(answered(type="two_fact", evidence=needs)), gave(QUOTE))
    (loss,) = losses(report_of(run_of(half)))
    assert loss.proven == (True, False)


def measure(name: str = "recall@5", **changes: Any) -> Compared:
    one = Compared(
        Gated(name),
        counted=300,
        before=0.9,
        after=0.85,
        gain=-0.05,
        low=-0.08,
        high=-0.02,
        p=0.001,
        corrected=0.01,
        won=(),
        lost=("a",),
        below=(),
    )
    return replace(one, **changes)


def compared(*measures: Compared) -> Report:
    return replace(report_of(run_of(right("a"))), comparison=Comparison(measures, (), ("a",), (), 300))


def test_each_kind_of_loss_has_its_own_words() -> None:
    said = "“evidence in the first five passages, 7,500 characters at most” went from 90.0 % to "
    fell = verdict_of(compared(measure()))
    assert fell.sentence == f"Failed: {said}85.0 %, a loss that chance does not explain."
    below = verdict_of(compared(measure(below=("nl", "fr"))))
    assert below.sentence.endswith(", and in Dutch and French it is below the accepted run's own margin of error.")
    small = verdict_of(compared(measure(after=0.895, gain=-0.005)))
    assert small.sentence == f"Passed, with a warning: {said}89.5 %: a small loss, but hardly chance."
    lucky = verdict_of(compared(measure(corrected=0.3)))
    assert lucky.sentence == f"Passed, with a warning: {said}85.0 %, which may be chance."


@pytest.mark.parametrize("module", [words, html], ids=lambda module: module.__name__)
def test_the_examples_give_what_they_say(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert done.attempted > 0
    assert done.failed == 0


def test_an_interval_without_a_bound_is_a_dash() -> None:
    assert words.gain_between(measure(low=None, high=None)) == "–"
    assert words.change("recall@5", None) == "–"
