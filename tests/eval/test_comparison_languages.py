"""A language fails by itself where the mean of all hides its loss."""

from __future__ import annotations

import pytest

from eval.comparison import FEWEST, GATED, Compared
from tests.eval.made_runs import fell, many, one, question


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
