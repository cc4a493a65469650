from __future__ import annotations

import pytest

from eval.bench.measures import Finding, Measure, median_ratio

SPEED = Measure("speed", "ms", target=2.0)


def test_a_ratio_is_the_peers_cost_by_ours() -> None:
    assert Finding(SPEED, peer=(30.0,), ours=(10.0,)).ratio == 3.0


def test_ratios_are_made_within_a_round_before_the_median_is_taken() -> None:
    # 10/5, 100/10, 9/3: the medians of the sides alone, 10 and 5, would say 2.
    assert median_ratio((10.0, 100.0, 9.0), (5.0, 10.0, 3.0)) == 3.0


def test_one_disturbed_round_of_three_changes_nothing() -> None:
    calm = median_ratio((20.0, 20.0, 20.0), (10.0, 10.0, 10.0))
    assert median_ratio((20.0, 900.0, 20.0), (10.0, 10.0, 10.0)) == calm == 2.0


def test_two_rounds_give_the_mean_of_both_ratios() -> None:
    assert median_ratio((2.0, 4.0), (1.0, 1.0)) == 3.0


@pytest.mark.parametrize(("peer", "met"), [(19.9, False), (20.0, True), (50.0, True)])
def test_a_target_is_met_from_its_value_on(peer: float, met: bool) -> None:
    assert Finding(SPEED, (peer,), (10.0,)).met is met


def test_without_a_target_nothing_is_met_or_missed() -> None:
    assert Finding(Measure("size", "MB"), (2.0,), (1.0,)).met is None


def test_without_a_peer_there_is_no_ratio() -> None:
    alone = Finding(SPEED, (), (10.0,))
    assert alone.ratio is None
    assert alone.met is None


@pytest.mark.parametrize(("peer", "ours"), [((1.0, 2.0), (1.0,)), ((1.0,), ()), ((), ())])
def test_rounds_that_do_not_pair_are_refused(peer: tuple[float, ...], ours: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="speed"):
        Finding(SPEED, peer, ours)
