from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping

import pytest
import pytrec_eval

from eval.measures import (
    cross_lingual_ratio,
    evidence_recall,
    judged,
    language_bias,
    language_gap,
    language_share,
    ndcg,
    parity,
    recall,
    reciprocal_rank,
    success,
    within_budget,
)

Measured = Callable[..., float | None]
TOPICS = 200
RUNS = random.Random(20_240_501)
SCORES = {
    f"q{topic}": {f"d{one}": score for one, score in enumerate(RUNS.sample(range(1_000), RUNS.randint(1, 30)))}
    for topic in range(TOPICS)
}
QRELS = {
    topic: {f"d{one}": RUNS.choice((0, 0, 1)) for one in range(30)} | {f"d{RUNS.randrange(30)}": 1} for topic in SCORES
}


def ranked(scores: Mapping[str, float]) -> list[str]:
    """The ids of a topic by score; no scores are tied."""
    return sorted(scores, key=lambda name: -scores[name])


def gold_of(topic: str) -> set[str]:
    return {one for one, relevant in QRELS[topic].items() if relevant}


@pytest.fixture(scope="module")
def trec() -> dict[str, dict[str, float]]:
    """What trec_eval says of each topic; no scores are tied, and RR is cut by giving it ten documents."""
    measures = {"ndcg_cut.10", "recall.5", "success.5", "recip_rank"}
    run = {topic: {one: float(score) for one, score in scores.items()} for topic, scores in SCORES.items()}
    whole = pytrec_eval.RelevanceEvaluator(QRELS, measures).evaluate(run)
    tops = {topic: {one: scores[one] for one in ranked(scores)[:10]} for topic, scores in run.items()}
    cut = pytrec_eval.RelevanceEvaluator(QRELS, {"recip_rank"}).evaluate(tops)
    return {topic: {**whole[topic], "recip_rank": cut[topic]["recip_rank"]} for topic in whole}


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("ndcg_cut_10", lambda found, gold: ndcg(found, gold, 10)),
        ("recall_5", lambda found, gold: recall(found, gold, 5)),
        ("success_5", lambda found, gold: success(found, gold, 5)),
        ("recip_rank", lambda found, gold: reciprocal_rank(found, gold, 10)),
    ],
)
def test_trec_eval_says_the_same_of_every_topic(trec: dict[str, dict[str, float]], name: str, ours: Measured) -> None:
    assert len(trec) == TOPICS
    for topic, scores in SCORES.items():
        assert ours(ranked(scores), gold_of(topic)) == pytest.approx(trec[topic][name], abs=1e-9), topic


def test_the_runs_compared_with_trec_eval_hold_hits_and_misses_alike() -> None:
    values = {success(ranked(scores), gold_of(topic), 5) for topic, scores in SCORES.items()}
    assert values == {0.0, 1.0}


@pytest.mark.parametrize("measure", [success, recall, reciprocal_rank, ndcg])
def test_without_gold_a_measure_is_undefined_and_with_nothing_found_it_is_zero(measure: Measured) -> None:
    assert measure(["a"], set(), 5) is None
    assert measure([], {"a"}, 5) == 0.0


@pytest.mark.parametrize("measure", [success, recall, reciprocal_rank, ndcg, judged])
def test_a_cut_below_one_and_a_passage_named_twice_are_refused(measure: Measured) -> None:
    with pytest.raises(ValueError, match="k is 0"):
        measure(["a"], {"a"}, 0)
    with pytest.raises(ValueError, match="twice"):
        measure(["a", "a"], {"a"}, 5)


@pytest.mark.parametrize("measure", [success, recall, reciprocal_rank, ndcg])
def test_gold_just_beyond_the_cut_counts_for_nothing(measure: Measured) -> None:
    found = ["x", "y", "g"]
    assert measure(found, {"g"}, 2) == 0.0
    assert measure(found, {"g"}, 3) not in (0.0, None)


def test_the_ideal_ranking_is_cut_where_the_ranking_is() -> None:
    # Three gold, two places: both taken is the best there is, though a third of the gold is missing.
    assert ndcg(["a", "b"], {"a", "b", "c"}, 2) == 1.0
    assert recall(["a", "b"], {"a", "b", "c"}, 2) == pytest.approx(2 / 3)


def test_ndcg_of_the_second_place_is_one_by_log2_of_three() -> None:
    assert ndcg(["x", "g"], {"g"}) == pytest.approx(1 / math.log2(3))


def test_the_first_gold_alone_decides_the_reciprocal_rank() -> None:
    assert reciprocal_rank(["x", "y", "g", "h"], {"g", "h"}) == pytest.approx(1 / 3)


def test_judged_divides_by_what_was_found_when_that_is_less_than_k() -> None:
    assert judged(["g", "x"], {"g"}, 10) == 0.5
    assert judged([], {"g"}, 10) is None


def test_a_language_has_no_share_of_nothing() -> None:
    assert language_share([], "nl") is None
    assert language_share(["fr", "en", "fr"], "nl") == 0.0


def test_language_bias_is_negative_where_the_other_language_is_preferred() -> None:
    assert language_bias(["fr", "fr"], ["nl", "fr"], "nl") == -0.5


def test_language_bias_looks_at_the_first_k_only() -> None:
    assert language_bias(["nl", "fr", "fr", "fr"], ["nl"], "nl", k=1) == 0.0


@pytest.mark.parametrize(("found", "gold"), [([], ["nl"]), (["nl"], [])])
def test_language_bias_without_passages_or_gold_is_undefined(found: list[str], gold: list[str]) -> None:
    assert language_bias(found, gold, "nl") is None


@pytest.mark.parametrize(
    ("across", "within", "ratio"),
    [(0.3, 0.6, 0.5), (0.0, 0.6, 0.0), (0.6, 0.3, 2.0), (None, 0.6, None), (0.3, None, None), (0.3, 0.0, None)],
)
def test_a_ratio_needs_both_cells_and_something_to_divide_by(
    across: float | None, within: float | None, ratio: float | None
) -> None:
    assert cross_lingual_ratio(across, within) == ratio


def test_the_gap_is_that_of_the_languages_within_themselves() -> None:
    cells = {("nl", "nl"): 0.5, ("fr", "fr"): 0.75, ("en", "en"): 0.625, ("nl", "en"): 0.0}
    assert language_gap(cells) == 0.25


def test_one_language_alone_has_no_gap() -> None:
    assert language_gap({("nl", "nl"): 0.5, ("nl", "fr"): 0.1, ("fr", "fr"): None}) is None


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ([1500] * 5, 5),
        ([1500] * 9, 5),
        ([1501] * 5, 4),
        ([7501, 10], 0),
        ([7500, 1], 1),
        ([], 0),
    ],
)
def test_passages_count_while_they_are_five_and_hold_7500_characters_together(sizes: list[int], kept: int) -> None:
    assert within_budget(sizes) == kept


def test_a_small_passage_after_one_too_large_does_not_slip_in() -> None:
    assert within_budget([4000, 4000, 10]) == 1


def test_any_alternative_meets_a_need_and_more_of_them_meet_it_no_better() -> None:
    assert evidence_recall([{"a-nl", "a-fr", "a-en"}], {"a-fr"}) == 1.0
    assert evidence_recall([{"a-nl", "a-fr"}, {"b"}], {"a-nl", "a-fr"}) == 0.5


def test_no_needs_are_undefined_and_a_need_nothing_meets_is_refused() -> None:
    assert evidence_recall([], {"a"}) is None
    with pytest.raises(ValueError, match="without alternatives"):
        evidence_recall([{"a"}, set()], {"a"})


@pytest.mark.parametrize(
    ("families", "same"),
    [
        ([{"a"}, {"a"}, {"a"}], 1.0),
        ([{"a", "b"}, {"b", "c"}, {"b"}], 1.0),
        ([{"a", "b"}, {"b", "c"}, {"a", "c"}], 0.0),
        ([{"a"}, {"a"}, set()], 0.0),
        ([set(), set(), set()], None),
        ([], None),
    ],
)
def test_a_triple_agrees_on_a_family_all_three_cite(families: list[set[str]], same: float | None) -> None:
    assert parity(families) == same
