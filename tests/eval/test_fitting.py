from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from eval.fitting import ANSWERABLE, Declined, Sample, calibrate, card, chosen, declines, kept, of
from eval.questions import Absence, Split
from polycite.confidence import Calibration, Logistic, Signal, calibration_of

DAY = date(2026, 11, 21)
ONE = Logistic(0.0, {"sense": Signal(0.0, 1.0, 1.0)})


def sample(
    sense: float, absence: Absence | None = None, is_right: bool = False, split: Split = "development"
) -> Sample:
    return Sample(split, absence, is_right, {"sense": sense})


FOUR = (sample(-2.0, "near_domain"), sample(-1.0), sample(1.0, "out_of_domain"), sample(2.0, is_right=True))


def drawn(split: Split, seed: int, count: int = 150) -> list[Sample]:
    """Questions of which near ones are answerable, leading ones right, and far ones out of domain."""
    dice, known = random.Random(seed), []
    for _ in range(count):
        kinship, lead = dice.gauss(-3, 1), dice.gauss(4, 1)
        absence: Absence | None = None
        if kinship + dice.gauss(0, 0.5) < -3.5:
            absence = "out_of_domain" if kinship < -4.5 else "near_domain"
        signals = {
            "kinship": kinship,
            "lead": lead,
            "passage_cosine": 0.9 + kinship / 100,
            **dict.fromkeys((*ANSWERABLE[2:], "agreement", "drawn", "unknown_figures"), 0.5),
            "words": dice.gauss(2, 1),
            "length": dice.gauss(4, 1),
            "same_language": float(dice.random() < 0.5),
        }
        known.append(Sample(split, absence, absence is None and lead + dice.gauss(0, 0.5) > 4.5, signals))
    return known


KNOWN = [*drawn("train", 1), *drawn("development", 2)]


def made(over_refusal: float = 0.1, cost: float = 1.0) -> Calibration:
    return calibrate(KNOWN, "embedder", cost, over_refusal)


def test_every_threshold_that_makes_a_difference_is_tried() -> None:
    options = declines(FOUR, ONE)
    assert [(one.over_refusal, one.declined, one.right_lost) for one in options] == [
        (0.0, 0.0, 0.0),
        (0.0, 0.5, 0.0),  # the near domain
        (0.5, 0.5, 0.0),  # and a question whose answer is wrong
        (0.5, 1.0, 0.0),  # and the one out of domain
    ]
    assert options[1].by_absence == {"near_domain": 1.0, "false_premise": None, "out_of_domain": 0.0}


def test_the_cheapest_threshold_that_is_allowed_is_chosen() -> None:
    options = declines(FOUR, ONE)
    assert chosen(options, FOUR, 1.0, 0.5) == options[3]  # nothing wrong is said; a wrong answer is declined for 1
    assert chosen(options, FOUR, 1.0, 0.4) == options[1]


def test_a_false_premise_that_the_answer_corrects_is_no_hallucination() -> None:
    known = (sample(-1.0, "false_premise", is_right=True), sample(-2.0, "false_premise"), sample(1.0, is_right=True))
    options = declines(known, ONE)
    assert [(one.declined, one.hallucinated) for one in options] == [(0.0, 0.5), (0.5, 0.0), (1.0, 0.0)]
    assert chosen(options, known, 1.0, 0.0) == options[1]  # to decline the corrected one too saves nothing


def test_only_what_is_neither_answered_nor_corrected_is_better_declined() -> None:
    assert [one.is_due for one in FOUR] == [False, True, False, True]
    assert sample(0.0, "false_premise", is_right=True).is_due


def test_of_equally_cheap_thresholds_the_lowest_is_chosen() -> None:
    """To decline a wrong answer to what can be answered saves 1 and costs 1."""
    known = (sample(-1.0), sample(1.0, is_right=True))
    options = declines(known, ONE)
    assert chosen(options, known, 1.0, 1.0).over_refusal == 0.0
    assert chosen(options, known, 2.0, 1.0).over_refusal == 0.5


def test_a_free_wrong_answer_declines_nothing_that_can_be_answered() -> None:
    assert chosen(declines(FOUR, ONE), FOUR, 0.0, 1.0).over_refusal == 0.0


@pytest.mark.parametrize("limit", [0.0, 0.05, 0.1])
def test_no_more_is_declined_on_development_than_is_allowed(limit: float) -> None:
    found = made(limit)
    answerable = [one for one in of(KNOWN, "development") if one.absence is None]
    silent = [one for one in answerable if found.answerable.probability(one.signals) < found.threshold]
    assert len(silent) <= limit * len(answerable)


def test_most_of_what_nothing_answers_is_declined_where_a_signal_tells_it() -> None:
    found = made()
    absent = [one for one in of(KNOWN, "development") if one.absence]
    silent = [one for one in absent if found.answerable.probability(one.signals) < found.threshold]
    assert len(silent) > 0.6 * len(absent)


def test_development_moves_the_threshold_and_nothing_else() -> None:
    train = of(KNOWN, "train")
    other = calibrate([*train, *drawn("development", 3)], "embedder", 1.0, 0.1)
    assert other.answerable == made().answerable
    assert other.outside == made().outside
    assert other.threshold != made().threshold


def test_what_is_kept_reads_back_as_it_was() -> None:
    found = made()
    text = json.dumps(kept(found, card(KNOWN, found, {"gold": "0"}, DAY)))
    assert calibration_of(text) == found


def test_the_card_says_what_it_was_made_from_and_what_it_is_worth() -> None:
    found = card(KNOWN, made(), {"gold": "digest"}, DAY)
    assert (found["fitted"], found["gold"]) == ("2026-11-21", "digest")
    counts = cast(dict[str, dict[str, int]], found["questions"])
    assert sum(counts["train"][kind] for kind in ("answerable", "near_domain", "out_of_domain")) == 150
    worth = cast(dict[str, dict[str, float]], found["development"])
    absent = sum(counts["development"][kind] for kind in ("near_domain", "out_of_domain"))
    assert worth["answerable"]["auroc"] > 0.8
    assert worth["right"]["auroc"] > 0.8
    assert worth["right"]["ece"] < 0.15
    assert worth["declined"]["over_refusal"] <= 0.1
    assert sum(worth["reasons"].values()) == round(worth["declined"]["declined"] * absent)


def test_the_curve_declines_more_the_more_refusals_are_allowed() -> None:
    worth = cast(dict[str, dict[str, list[dict[str, float]]]], card(KNOWN, made(), {}, DAY)["development"])
    for curve in worth["declined by over-refusal allowed"].values():
        shares = [one["declined"] for one in curve]
        assert shares == sorted(shares)
        assert all(one["over_refusal"] <= limit for one, limit in zip(curve, (0.02, 0.05, 0.1, 0.15, 0.2), strict=True))


def test_the_same_samples_make_the_same_file() -> None:
    first, second = made(), calibrate([replace(one) for one in KNOWN], "embedder", 1.0, 0.1)
    assert kept(first, card(KNOWN, first, {}, DAY)) == kept(second, card(KNOWN, second, {}, DAY))


def test_an_option_says_how_many_right_answers_it_would_cost() -> None:
    known = (sample(-1.0, is_right=True), sample(0.0), sample(1.0, is_right=True))
    assert declines(known, ONE)[1] == Declined(
        declines(known, ONE)[1].threshold,
        1 / 3,
        0.5,
        0.0,
        0.0,
        dict.fromkeys(("near_domain", "false_premise", "out_of_domain")),
    )
