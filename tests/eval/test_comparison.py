"""A loss fails when it is more than chance and more than the slack; nothing is compared that is not alike in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from eval.baseline import Baseline, Recorded, recorded
from eval.comparison import FEWEST, GATED, Compared, Comparison, Gated, compare
from tests.eval.reports import DAY, accepted, gave, judged, numbered, right, run_of


def question(value: float | None, measure: str = "citation_recall", **changes: object) -> Recorded:
    """A question as a run left it; right when it is worth 1."""
    told: dict[str, object] = {
        "asked": "0",
        "language": "nl",
        "reach": "same language",
        "group": "",
        "right": value == 1,
        "values": {measure: value},
        "places": (),
    }
    return Recorded.model_validate(told | changes)


def many(values: Iterable[float | None], measure: str = "citation_recall", **changes: object) -> dict[str, Recorded]:
    """Questions by number, each its own group."""
    found = enumerate(values)
    return {f"q{n:03}": question(value, measure, **({"group": f"q{n:03}"} | changes)) for n, value in found}


def baseline(questions: Mapping[str, Recorded]) -> Baseline:
    return Baseline(accepted=DAY, reason="first", gold="g", corpus="c", fingerprint="f", questions=dict(questions))


def both(before: Mapping[str, Recorded], after: Mapping[str, Recorded]) -> Comparison:
    return compare(baseline(before), after)


def one(before: Mapping[str, Recorded], after: Mapping[str, Recorded]) -> Compared:
    (found,) = both(before, after).compared
    return found


def fell(count: int, lost: int, measure: str = "citation_recall", **changes: object) -> Compared:
    """`count` questions that were worth 1, the first `lost` of which now are worth 0."""
    after = [0.0] * lost + [1.0] * (count - lost)
    return one(many([1.0] * count, measure, **changes), many(after, measure, **changes))


def test_the_parity_of_a_triple_is_not_compared_where_one_of_the_three_was_edited() -> None:
    members = {f"t-{language}": question(1.0, group="t", asked=language) for language in ("fr", "nl")}
    before = {"t-en": question(1.0, "parity", group="t"), **members}
    after = {"t-en": question(0.0, "parity", group="t"), **members}
    assert [one.lost for one in both(before, after).compared if one.gated.measure == "parity"] == [("t-en",)]
    edited = both(before, after | {"t-fr": question(1.0, group="t", asked="another")})
    assert [one.gated.measure for one in edited.compared] == ["citation_recall"]
    assert (edited.edited, edited.vanished) == (("t-fr",), ())


# The test


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


# One language


def languages(count: int, lost: int, before: float = 1.0) -> Compared:
    """A Dutch part in which some are lost, beside 400 French questions that stay."""
    stays = {f"f{n}": question(1.0, language="fr", group=f"f{n}") for n in range(400)}
    was = {**many([before] * count), **stays}
    return one(was, {**was, **many([0.0] * lost + [before] * (count - lost))})


def test_a_language_fails_by_itself_where_the_mean_of_all_hides_it() -> None:
    found = languages(30, 6)
    assert found.gain == pytest.approx(-6 / 430)
    assert found.below == ("nl",)
    assert found.verdict == "fail"


@pytest.mark.parametrize(("count", "lost"), [(2, 1), (2, 2), (FEWEST - 1, FEWEST - 1)])
def test_a_language_with_a_few_questions_has_no_floor(count: int, lost: int) -> None:
    assert languages(count, lost).below == ()


def test_a_language_that_was_perfect_falls_by_more_than_three_questions() -> None:
    # Twelve of twelve: the interval has no width; 3 / 12 is what it leaves open, and .031 = 2^-5 is no chance.
    assert languages(12, 3).below == ()
    assert languages(12, 4).below == ()
    assert languages(12, 5).below == ("nl",)


def test_a_floor_counts_questions_not_their_wordings() -> None:
    before = many([1.0] * 20, group="t")
    assert one(before, many([0.0] * 20, group="t")).below == ()


def test_as_many_won_as_lost_keeps_a_language_above_its_floor() -> None:
    before, after = [1.0, 0.0] * 20, [0.0, 1.0] * 20
    found = one(many(before), many(after))
    assert (found.below, found.verdict, found.gain) == ((), "pass", 0.0)


def test_a_floor_broken_by_chance_alone_does_not_fail() -> None:
    # 20 of 24, whose interval ends at 15 of 24; then 14, with 10 lost and 4 won. Of 2^14 signings those with 10 or more
    # losses are as bad: 1001 + 364 + 91 + 14 + 1.
    before = [1.0] * 20 + [0.0] * 4
    after = [0.0] * 10 + [1.0] * 14
    found = one(many(before), many(after))
    assert found.p == pytest.approx(1471 / 2**14, abs=0.01)  # of 9,999 drawn
    assert found.after == pytest.approx(14 / 24)
    assert (found.below, found.verdict) == ((), "warn")


def test_a_triple_has_no_language_of_its_own() -> None:
    found = {gated.measure: gated.by_language for gated in GATED}
    assert found["parity"] is False
    assert fell(12, 12, "parity").below == ()
    assert fell(12, 12, "key_facts").below == ("nl",)


# What is compared


def test_questions_are_won_and_lost_by_being_right() -> None:
    found = both(many([1.0, 1.0, 0.5, 0.0]), many([1.0, 0.5, 1.0, 0.5]))
    assert (found.won, found.lost) == (("q002",), ("q001",))
    assert (found.compared[0].won, found.compared[0].lost) == (("q002", "q003"), ("q001",))


def test_what_is_new_edited_or_left_out_is_named_and_not_compared() -> None:
    before = {"same": question(1.0), "edited": question(1.0, asked="0"), "gone": question(1.0)}
    after = {"same": question(1.0), "edited": question(0.0, asked="1"), "new": question(0.0)}
    found = both(before, after)
    assert (found.unknown, found.edited, found.missing) == (("new",), ("edited",), ("gone",))
    assert (found.questions, found.lost, found.compared[0].counted) == (1, (), 1)


def test_a_question_that_changed_its_language_or_reach_was_edited() -> None:
    first, second = right("a"), right("a", language="fr")
    assert (recorded(run_of(first))["a"].reach, recorded(run_of(second))["a"].reach) == (
        "same language",
        "across languages",
    )
    found = compare(accepted(first), recorded(run_of(second)))
    assert (found.edited, found.compared) == (("a",), ())


def test_what_is_undefined_in_one_run_is_counted_and_left_out() -> None:
    found = one(many([1.0, 0.0, None, None, 1.0]), many([1.0, None, 1.0, None, 1.0]))
    assert (found.counted, found.undefined, found.before, found.after) == (2, 2, 1.0, 1.0)
    quoted, declined = right("a"), judged(right("a").question, gave())
    by_name = {each.gated.name: each for each in compare(accepted(quoted), recorded(run_of(declined))).compared}
    # Declining is no precise citation lost, but it is one that is not there.
    assert "citation_precision" not in by_name
    assert by_name["citation_recall"].lost == ("a",)
    assert by_name["over_refusal"].lost == ("a",)


def vanished(before: Mapping[str, Recorded], after: Mapping[str, Recorded]) -> list[str]:
    return [gated.name for gated in both(before, after).vanished]


def test_a_measure_that_no_question_has_a_value_of_any_more_has_vanished() -> None:
    assert vanished(many([1.0, 0.0, None]), many([None, None, None])) == ["citation_recall"]
    assert vanished(many([1.0, None]), many([None, 1.0])) == ["citation_recall"], "nothing is left to hold it against"
    assert vanished(many([1.0, 1.0]), many([None, 0.0])) == []
    quoted, declined = right("a"), judged(right("a").question, gave())
    found = compare(accepted(quoted), recorded(run_of(declined)))
    assert found.vanished == (Gated("citation_precision"),)


def test_a_measure_that_the_accepted_run_did_not_have_cannot_vanish() -> None:
    assert vanished(many([None]), many([None])) == vanished(many([None]), many([1.0])) == []
    assert vanished(many([1.0], "leak"), many([None], "leak")) == [], "no gated measure"
    assert vanished({"a": question(1.0)}, {"a": question(None, asked="1")}) == [], "edited"


def test_a_measure_may_vanish_in_one_reach() -> None:
    near, far = question(1.0, "ndcg@10"), question(0.5, "ndcg@10", reach="across languages")
    gone = question(None, "ndcg@10", reach="across languages")
    assert vanished({"near": near, "far": far}, {"near": near, "far": gone}) == ["ndcg@10, across languages"]


def test_a_measure_without_any_value_in_both_is_left_out() -> None:
    assert both(many([None]), many([1.0])).compared == ()
    assert both(many([1.0], "leak"), many([0.0], "leak")).compared == ()


def test_a_reach_is_compared_by_itself() -> None:
    before = {"near": question(1.0, "ndcg@10"), "far": question(0.5, "ndcg@10", reach="across languages")}
    found = {measure.gated.name: measure.before for measure in both(before, before).compared}
    assert found == {"ndcg@10, same language": 1.0, "ndcg@10, across languages": 0.5}


def test_a_gated_measure_is_named_with_its_reach() -> None:
    assert Gated("parity").name == "parity"
    assert len({gated.name for gated in GATED}) == len(GATED)


def test_a_run_is_restless_when_more_than_one_in_twenty_change_sides() -> None:
    calm = both(many([1.0] * 40), many([0.0, 0.0] + [1.0] * 38))
    restless = both(many([1.0] * 40), many([0.0] * 3 + [1.0] * 37))
    assert (calm.is_restless, restless.is_restless) == (False, True)


def test_what_else_moved_is_kept_with_the_comparison() -> None:
    found = compare(accepted(*numbered(2)), recorded(run_of(*numbered(2))), ("corpus", "embedder"))
    assert found.moved == ("corpus", "embedder")
