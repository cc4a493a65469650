from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.significance import (
    Mean,
    clustered,
    holm,
    interval,
    mean_of,
    minimal_detectable_effect,
    worse,
)


def enumerated(differences: Sequence[float]) -> float:
    """The share of all 2^n signings whose sum is no higher than the one seen; a hair is allowed for rounding."""
    seen = math.fsum(differences) + 1e-9
    signings = list(itertools.product((1, -1), repeat=len(differences)))
    low = sum(math.fsum(sign * one for sign, one in zip(signs, differences, strict=True)) <= seen for signs in signings)
    return low / len(signings)


@given(st.lists(st.sampled_from([-1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=8))
def test_p_is_what_counting_all_signings_gives(differences: list[float]) -> None:
    assert worse(differences) == pytest.approx(enumerated(differences), abs=1e-12)


def test_p_of_many_differences_is_near_the_normal_one() -> None:
    # 400 differences of ±1, 220 of them losses: z = -40 / 20 = -2, and Φ(-2 + continuity 1/20) = .0256.
    differences = [-1.0] * 220 + [1.0] * 180
    assert worse(differences) == pytest.approx(0.0256, abs=0.005)


def test_p_is_the_same_every_time_and_another_with_another_seed() -> None:
    differences = [math.sin(place) - 0.1 for place in range(60)]
    assert worse(differences) == worse(differences)
    assert worse(differences) != worse(differences, seed=7)


def test_unchanged_questions_do_not_change_p() -> None:
    losses = [-0.5, -0.25, 0.125, -1.0]
    assert worse(losses) == worse([*losses, *[0.0] * 500])


def test_no_change_is_no_loss_and_no_question_is_no_test() -> None:
    assert worse([0.0, 0.0]) == 1.0
    assert worse([]) is None


def test_a_gain_is_not_a_loss() -> None:
    assert worse([0.5] * 5) == 1.0
    assert worse([-0.5] * 5) == pytest.approx(1 / 32)


def test_single_questions_won_and_lost_are_the_tail_of_a_fair_coin() -> None:
    # The exact McNemar test: of eight that changed at least six lost, (28 + 8 + 1) / 2^8.
    assert worse([-1.0] * 6 + [1.0] * 2 + [0.0] * 30) == pytest.approx(37 / 256)


def test_holm_by_hand() -> None:
    # Sorted .005 .01 .03 .04, times 4 3 2 1: .02 .03 .06 .04, and the last is lifted to .06.
    adjusted = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005})
    assert adjusted == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06, "d": 0.02})
    assert list(adjusted) == ["a", "b", "c", "d"]


def test_holm_never_exceeds_one_and_leaves_a_single_test_alone() -> None:
    assert holm({"a": 0.6, "b": 0.7}) == {"a": 1.0, "b": 1.0}
    assert holm({"a": 0.04}) == {"a": 0.04}
    assert holm({}) == {}


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=8))
def test_holm_keeps_the_order_and_never_lowers_p(p_values: dict[str, float]) -> None:
    adjusted = holm(p_values)
    order = sorted(p_values, key=lambda name: p_values[name])
    assert all(adjusted[name] >= p_values[name] for name in order)
    assert [adjusted[name] for name in order] == sorted(adjusted.values())


def test_the_three_wordings_of_one_question_count_once() -> None:
    alone = [-1.0, 1.0]
    thrice = clustered([one for one in alone for _ in range(3)], ["a", "a", "a", "b", "b", "b"])
    assert thrice == tuple(alone)


def test_a_group_of_undefined_values_is_left_out_and_not_zero() -> None:
    assert clustered([None, None, 0.5, None], ["a", "a", "b", "b"]) == (0.5,)
    assert clustered([]) == ()


def test_values_and_groups_must_pair_up() -> None:
    with pytest.raises(ValueError, match="zip"):
        clustered([1.0, 0.0], ["a"])


def test_the_interval_covers_the_mean_about_as_often_as_it_says() -> None:
    # 200 samples of 40 from an exponential distribution with mean 1: 190 are due, three sd of that count are 9.2.
    dice = np.random.default_rng(3)
    bounds = [interval(dice.exponential(1.0, 40).tolist(), resamples=999) for _ in range(200)]
    covered = sum(found is not None and found[0] <= 1.0 <= found[1] for found in bounds)
    assert 176 <= covered <= 199


def test_the_interval_of_skewed_values_reaches_further_up() -> None:
    values = [0.0] * 20 + [1.0, 5.0, 10.0]
    found = interval(values)
    assert found is not None
    mean = sum(values) / len(values)
    assert found[1] - mean > mean - found[0] > 0


def test_the_interval_is_corrected_for_skew_as_percentiles_are_not() -> None:
    values = [0.0] * 20 + [1.0, 5.0, 10.0]
    dice = np.random.default_rng(0)
    means = dice.choice(values, (9_999, len(values))).mean(axis=1)
    found = interval(values)
    assert found is not None
    assert found[1] > float(np.quantile(means, 0.975)) + 0.1


def test_less_confidence_is_a_narrower_interval() -> None:
    values = [math.sin(place) for place in range(50)]
    wide, narrow = interval(values), interval(values, confidence=0.9)
    assert wide is not None
    assert narrow is not None
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@pytest.mark.parametrize("size", [2, 3, 200])
@pytest.mark.parametrize("value", [0.0, 1.0, 0.1])
def test_equal_values_have_an_interval_without_width_and_no_warning(value: float, size: int) -> None:
    assert interval([value] * size) == (value, value)


def test_values_that_differ_by_rounding_alone_are_equal() -> None:
    assert interval([0.3, 0.1 + 0.2]) == (0.3, 0.3)


@pytest.mark.parametrize("values", list(itertools.product((0.0, 0.5, 1.0), repeat=4)))
def test_few_and_nearly_equal_values_have_a_finite_interval(values: tuple[float, ...]) -> None:
    found = interval(values, resamples=299)
    assert found is not None
    assert min(values) <= found[0] <= found[1] <= max(values)


def test_one_miss_in_a_thousand_has_an_interval() -> None:
    found = interval([1.0] * 999 + [0.0], resamples=999)
    assert found is not None
    assert found[0] < 0.999 <= found[1] <= 1.0


@pytest.mark.parametrize("values", [[], [0.5]])
def test_fewer_than_two_values_have_no_interval(values: list[float]) -> None:
    assert interval(values) is None


def test_a_mean_counts_what_it_leaves_out() -> None:
    assert mean_of([None, None]) == Mean(value=None, counted=0, skipped=2, low=None, high=None)
    assert mean_of([]) == Mean(None, 0, 0, None, None)
    assert mean_of([1.0, None]) == Mean(1.0, 1, 1, None, None)


def test_a_mean_lies_in_its_interval_and_is_said_the_same_twice() -> None:
    values = [0.0, 1.0, 1.0, 0.5, 0.0, 1.0, None]
    mean = mean_of(values)
    assert mean == mean_of(values)
    assert mean.value == pytest.approx(3.5 / 6)
    assert mean.low is not None
    assert mean.high is not None
    assert mean.low < 3.5 / 6 < mean.high


def test_a_mean_over_groups_counts_questions_and_weighs_groups() -> None:
    mean = mean_of([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"])
    assert (mean.value, mean.counted) == (0.5, 4)


def test_asking_every_question_in_two_languages_does_not_narrow_the_interval() -> None:
    values = [math.sin(place) for place in range(30)]
    groups = [str(place) for place in range(30)]
    once, twice = mean_of(values, groups), mean_of(values * 2, groups * 2)
    assert (twice.value, twice.low, twice.high) == (once.value, once.low, once.high)
    assert (once.counted, twice.counted) == (30, 60)


def test_four_times_the_questions_see_half_the_loss() -> None:
    # sd of n values ±.1 is .1 × √(n / (n - 1)).
    assert minimal_detectable_effect([0.1, -0.1] * 50) == pytest.approx(2.49 * 0.1 / math.sqrt(99))
    assert minimal_detectable_effect([0.1, -0.1] * 200) == pytest.approx(2.49 * 0.1 / math.sqrt(399))


def test_nothing_is_detectable_with_fewer_than_two_questions() -> None:
    assert minimal_detectable_effect([]) is None
    assert minimal_detectable_effect([0.1]) is None


def test_runs_that_are_alike_say_nothing_of_what_could_be_seen() -> None:
    assert minimal_detectable_effect([0.0] * 50) is None
    assert minimal_detectable_effect([0.1 + 0.2, 0.3]) is None
