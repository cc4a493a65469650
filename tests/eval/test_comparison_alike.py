"""Nothing is compared that is not alike in both runs, and what is left out is named."""

from __future__ import annotations

from collections.abc import Mapping

from eval.baseline import Recorded, recorded
from eval.comparison import GATED, Gated, compare
from tests.eval.made_runs import both, many, one, question
from tests.eval.reports import accepted, gave, judged, numbered, right, run_of


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


def test_what_else_moved_is_kept_with_the_comparison() -> None:
    found = compare(accepted(*numbered(2)), recorded(run_of(*numbered(2))), ("corpus", "embedder"))
    assert found.moved == ("corpus", "embedder")
