"""A loss fails when it is more than chance and more than the slack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.baseline import recorded
from eval.comparison import compare
from tests.eval.made_runs import baseline, both, fell, many, one, question
from tests.eval.reports import right, run_of


def test_the_same_again_passes_with_nothing_won_or_lost() -> None:
    found = both(many([1.0, 0.5, 0.0]), many([1.0, 0.5, 0.0]))
    (measure,) = found.compared
    assert (measure.before, measure.after, measure.gain, measure.p) == (0.5, 0.5, 0.0, 1.0)
    assert (measure.won, measure.lost, measure.below, measure.verdict) == ((), (), (), "pass")
    assert (found.won, found.lost, found.unknown, found.edited, found.missing) == ((), (), (), (), ())
    assert found.questions == 3
    assert not found.is_restless


def test_a_loss_beyond_slack_and_chance_fails() -> None:
    found = fell(100, 6)
    # All six that moved were lost: one of 2^6 signings is as bad. One measure is compared, so Holm leaves it.
    assert (found.p, found.corrected) == (1 / 64, 1 / 64)
    assert found.gain == pytest.approx(-0.06)
    assert found.lost == tuple(f"q{n:03}" for n in range(6))
    assert found.verdict == "fail"


def test_a_loss_that_may_be_chance_warns() -> None:
    found = fell(100, 4)
    assert (found.p, found.verdict) == (1 / 16, "warn")


def test_a_loss_within_the_slack_warns_where_it_is_no_chance_and_passes_where_it_may_be() -> None:
    # 6 of 400 is 1.5 points, where 2 are overlooked.
    assert fell(400, 6).gain == pytest.approx(-0.015)
    assert fell(400, 6).verdict == "warn"
    assert fell(400, 2).verdict == "pass"


def test_a_gain_never_fails() -> None:
    found = one(many([0.0] * 20), many([1.0] * 20))
    assert (found.gain, found.verdict) == (1.0, "pass")
    assert len(found.won) == 20


def test_a_measure_that_counts_failings_is_turned() -> None:
    worse = one(many([0.0] * 100, "hallucination"), many([1.0] * 6 + [0.0] * 94, "hallucination"))
    assert [worse.before, worse.after, worse.gain] == pytest.approx([0.0, 0.06, -0.06])
    assert (worse.verdict, len(worse.lost)) == ("fail", 6)
    better = one(many([1.0] * 6, "hallucination"), many([0.0] * 6, "hallucination"))
    assert (better.gain, len(better.won)) == (1.0, 6)


def test_the_wordings_of_one_question_count_once() -> None:
    before, after = many([1.0] * 9, group="t"), many([0.0] * 9, group="t")
    found = one(before, after)
    # One group moved: of its two signings one is as bad.
    assert (found.counted, found.p, found.low) == (9, 0.5, None)


def test_holm_corrects_over_all_measures_compared() -> None:
    values = [("citation_recall", 7), ("key_facts", 6), ("recall@5", 0)]
    before = {f"q{n}": question(1, values={name: 1.0 for name, _ in values}, group=f"q{n}") for n in range(60)}
    after = {
        f"q{n}": question(1, values={name: float(n >= lost) for name, lost in values}, group=f"q{n}") for n in range(60)
    }
    found = {measure.gated.measure: measure for measure in both(before, after).compared}
    assert found["citation_recall"].corrected == pytest.approx(3 / 128)
    assert found["key_facts"].corrected == pytest.approx(2 / 64)
    assert found["recall@5"].corrected == 1.0


def test_six_digits_are_kept_of_both_runs_so_that_the_last_of_a_sum_is_no_loss() -> None:
    first = right("a")
    before, after = (replace(first, values={**first.values, "ndcg@10": value}) for value in (0.3, 0.1 + 0.2))
    found = compare(baseline(recorded(run_of(before))), recorded(run_of(after)))
    assert all((measure.won, measure.lost, measure.p) == ((), (), 1.0) for measure in found.compared)


def test_a_run_is_restless_when_more_than_one_in_twenty_change_sides() -> None:
    calm = both(many([1.0] * 40), many([0.0, 0.0] + [1.0] * 38))
    restless = both(many([1.0] * 40), many([0.0] * 3 + [1.0] * 37))
    assert (calm.is_restless, restless.is_restless) == (False, True)


def test_the_parity_of_a_triple_is_not_compared_where_one_of_the_three_was_edited() -> None:
    members = {f"t-{language}": question(1.0, group="t", asked=language) for language in ("fr", "nl")}
    before = {"t-en": question(1.0, "parity", group="t"), **members}
    after = {"t-en": question(0.0, "parity", group="t"), **members}
    assert [one.lost for one in both(before, after).compared if one.gated.measure == "parity"] == [("t-en",)]
    edited = both(before, after | {"t-fr": question(1.0, group="t", asked="another")})
    assert [one.gated.measure for one in edited.compared] == ["citation_recall"]
    assert (edited.edited, edited.vanished) == (("t-fr",), ())
