from __future__ import annotations

import math
import random

import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, roc_auc_score

from eval.calibration import (
    aurc,
    auroc,
    brier,
    coverage_at_risk,
    expected_calibration_error,
    reliability_bins,
    risk_coverage,
)

SEEDS = range(30)


def answers(seed: int, digits: int) -> tuple[list[float], list[bool]]:
    """Confidences and whether each was right; few digits make many ties. Both kinds occur."""
    dice = random.Random(seed)
    confidences = [round(dice.random(), digits) for _ in range(100)]
    return confidences, [True, False, *(dice.random() < one for one in confidences[2:])]


@pytest.mark.parametrize("digits", [1, 9])
@pytest.mark.parametrize("seed", SEEDS)
def test_scikit_learn_says_the_same_area_with_ties_and_without(seed: int, digits: int) -> None:
    confidences, correct = answers(seed, digits)
    positives = [one for one, right in zip(confidences, correct, strict=True) if right]
    negatives = [one for one, right in zip(confidences, correct, strict=True) if not right]
    assert auroc(positives, negatives) == pytest.approx(roc_auc_score(correct, confidences), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_scikit_learn_says_the_same_brier_score(seed: int) -> None:
    confidences, correct = answers(seed, 9)
    assert brier(confidences, correct) == pytest.approx(brier_score_loss(correct, confidences), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_scikit_learn_draws_the_same_reliability_diagram(seed: int) -> None:
    confidences, correct = answers(seed, 9)
    shares, means = calibration_curve(correct, confidences, n_bins=10, strategy="quantile")
    bars = reliability_bins(confidences, correct)
    assert [one.accuracy for one in bars] == pytest.approx(list(shares))
    assert [one.confidence for one in bars] == pytest.approx(list(means))


def test_a_perfect_order_has_area_one_a_reversed_one_zero_and_none_a_half() -> None:
    assert auroc([0.8, 0.9], [0.1, 0.2]) == 1.0
    assert auroc([0.1], [0.8, 0.9]) == 0.0
    assert auroc([0.5, 0.5], [0.5]) == 0.5


def test_area_needs_both_kinds() -> None:
    assert auroc([], [0.5]) is None
    assert auroc([0.5], []) is None


def test_confidences_that_are_only_ordered_may_be_any_number() -> None:
    assert auroc([12.0], [-3.0]) == 1.0
    assert aurc([12.0, -3.0], [False, True]) == 0.25


def test_the_curve_goes_down_from_the_most_confident() -> None:
    points = risk_coverage([0.2, 0.9, 0.5, 0.7], [True, False, False, True])
    assert [one.threshold for one in points] == [0.9, 0.7, 0.5, 0.2]
    assert [one.coverage for one in points] == [0.25, 0.5, 0.75, 1.0]
    assert [one.risk for one in points] == pytest.approx([0.0, 1 / 2, 1 / 3, 1 / 2])


def test_equal_confidences_are_answered_together() -> None:
    points = risk_coverage([0.5, 0.5, 0.5], [True, False, False])
    assert [one.coverage for one in points] == [1.0]
    assert points[0].risk == pytest.approx(1 / 3)


def test_the_area_under_the_curve_is_the_mean_of_its_risks() -> None:
    confidences, wrong = [0.9, 0.7, 0.5, 0.2], [False, True, False, True]
    assert aurc(confidences, wrong) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)


def test_the_area_under_the_curve_does_not_depend_on_the_order_of_ties() -> None:
    assert aurc([0.5, 0.5, 0.9], [True, False, False]) == aurc([0.9, 0.5, 0.5], [False, False, True])
    # First 0 of 1, then .5 of 2 either way, then 1 of 3.
    assert aurc([0.5, 0.5, 0.9], [True, False, False]) == pytest.approx((0 + 0.25 + 1 / 3) / 3)


def test_coverage_is_the_greatest_even_behind_a_point_of_higher_risk() -> None:
    # Risks 1, 1/2, 1/3, 1/4: the first answer is the wrong one.
    confidences, wrong = [0.9, 0.8, 0.7, 0.6], [True, False, False, False]
    assert coverage_at_risk(confidences, wrong, risk=0.25) == 1.0
    assert coverage_at_risk(confidences, wrong, risk=0.2) == 0.0


def test_no_threshold_parts_a_wrong_answer_from_its_equals() -> None:
    assert coverage_at_risk([0.9, 0.9, 0.1], [False, True, False]) == 0.0


def test_one_wrong_answer_in_twenty_is_within_five_per_cent() -> None:
    wrong = [False] * 19 + [True]
    assert coverage_at_risk([1 - place / 100 for place in range(20)], wrong) == 1.0


def test_bins_have_equal_mass() -> None:
    bars = reliability_bins([place / 100 for place in range(100)], [True] * 100)
    assert [one.count for one in bars] == [10] * 10
    assert (bars[3].low, bars[3].high) == (0.3, 0.39)


def test_seven_answers_in_three_bins_differ_by_one_at_most() -> None:
    assert [one.count for one in reliability_bins([0.1 * place for place in range(7)], [True] * 7, bins=3)] == [3, 2, 2]


def test_equal_confidences_share_a_bin_in_whatever_order_they_come() -> None:
    confidences, correct = [0.5] * 6 + [0.9] * 4, [True, False] * 5
    bars = reliability_bins(confidences, correct)
    assert [one.count for one in bars] == [6, 4]
    assert [one.confidence for one in bars] == pytest.approx([0.5, 0.9])
    assert bars == reliability_bins(confidences[::-1], correct[::-1])


def test_a_crowd_of_equals_goes_where_its_middle_is() -> None:
    # Of four answers three are equal: their middle is the third place, in the upper of two bins.
    assert [one.count for one in reliability_bins([0.1, 0.5, 0.5, 0.5], [True] * 4, bins=2)] == [1, 3]


def test_the_error_is_weighted_by_how_many_answers_a_bin_has() -> None:
    # Three answers .5 sure of which none is right, one .9 sure that is right: (3 × .5 + 1 × .1) / 4.
    error = expected_calibration_error([0.5, 0.5, 0.5, 0.9], [False, False, False, True])
    assert error == pytest.approx(0.4)


def test_certainty_that_is_always_right_has_no_error() -> None:
    assert expected_calibration_error([1.0] * 5, [True] * 5) == 0.0
    assert brier([1.0] * 5, [True] * 5) == 0.0


def test_without_answers_nothing_is_defined() -> None:
    assert risk_coverage([], []) == ()
    assert reliability_bins([], []) == ()
    assert [measure([], []) for measure in (aurc, coverage_at_risk, expected_calibration_error, brier)] == [None] * 4


def test_what_is_no_probability_is_refused_where_its_value_counts() -> None:
    for measure in (brier, reliability_bins, expected_calibration_error):
        with pytest.raises(ValueError, match="not probabilities"):
            measure([1.2], [True])


@pytest.mark.parametrize("broken", [math.nan, math.inf])
def test_what_is_no_finite_number_is_refused_where_its_order_counts(broken: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        auroc([broken], [0.5])
    with pytest.raises(ValueError, match="finite"):
        aurc([broken], [True])


def test_a_confidence_without_an_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        aurc([0.5, 0.4], [True])
    with pytest.raises(ValueError, match="one or more"):
        reliability_bins([0.5], [True], bins=0)
