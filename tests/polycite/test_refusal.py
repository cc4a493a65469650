from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from polycite.answer import Question
from polycite.ask import Asker
from polycite.confidence import Calibration, Logistic, Signal, calibration_of, shipped
from polycite.model import ANONYMOUS, LANGUAGES, Moments, Reason, Scope
from polycite.ports import Generation
from polycite.refusal import KINSHIP_WEIGHT, STRANGE, WEAK, Refusal, by_strength, calibrated
from polycite.search import EncodedQuestion, Ranking

Shelf = Callable[..., Asker]


def strength(best: float, kinship: float) -> Reason | None:
    """The reason without a calibration."""
    return by_strength({"best": best, "kinship": kinship}).reason


def on(name: str, mean: float = 0.0) -> Logistic:
    """A regression on one signal, even odds at its mean, e to one a spread above."""
    return Logistic(0.0, {name: Signal(mean, 1.0, 1.0)})


KNOWN = Calibration("hashing-256", 0.5, on("sense"), on("luck"), on("strange"))
PLAIN = {"sense": 1.0, "luck": 0.0, "strange": -1.0, "unknown_figures": 0.0}


def verdict(**changed: float) -> tuple[Reason | None, float | None]:
    """The reason and the confidence of a calibration that answers PLAIN."""
    found = calibrated(PLAIN | changed, KNOWN)
    return found.reason, found.confidence


def test_a_strong_ranking_near_the_subject_is_answered() -> None:
    assert strength(7.0, -2.0) is None


def test_a_weak_ranking_near_the_subject_is_not_in_the_documents() -> None:
    assert strength(3.0, -2.0) == "not_in_documents"


def test_a_stray_match_far_from_the_subject_is_out_of_scope() -> None:
    assert strength(5.5, -6.6) == "out_of_scope"


def test_a_strong_ranking_is_answered_even_a_little_way_off() -> None:
    assert strength(8.6, -4.9) is None


@pytest.mark.parametrize(("step", "reason"), [(0.01, None), (-0.01, "not_in_documents")])
def test_the_line_lies_where_it_is_said_to(step: float, reason: Reason | None) -> None:
    kin = STRANGE + 1
    assert strength(WEAK - KINSHIP_WEIGHT * kin + step, kin) == reason


@pytest.mark.parametrize("found", [by_strength({}), calibrated({}, KNOWN)])
def test_no_evidence_is_never_an_answer(found: object) -> None:
    assert getattr(found, "reason", None) == "not_in_documents"


def test_what_the_documents_probably_answer_is_answered_with_the_probability_that_it_is_right() -> None:
    assert verdict(luck=0.0) == (None, 0.5)
    reason, confidence = verdict(luck=1.0)
    assert reason is None
    assert confidence == pytest.approx(np.e / (1 + np.e))


def test_the_threshold_itself_is_answered_and_anything_below_is_not() -> None:
    assert verdict(sense=0.0)[0] is None
    assert verdict(sense=-0.01) == ("not_in_documents", None)


def test_what_is_declined_and_probably_about_something_else_is_out_of_scope() -> None:
    assert verdict(sense=-1.0, strange=0.1, unknown_figures=1.0)[0] == "out_of_scope"


def test_what_is_declined_with_a_figure_no_document_holds_rests_on_a_false_premise() -> None:
    assert verdict(sense=-1.0, unknown_figures=1.0)[0] == "unsupported"


def test_an_unknown_figure_alone_declines_nothing() -> None:
    assert verdict(unknown_figures=3.0)[0] is None


def test_a_signal_counts_no_further_than_three_spreads() -> None:
    assert on("sense").probability({"sense": 50.0}) == on("sense").probability({"sense": 3.0})
    assert on("sense").probability({"sense": -50.0}) == on("sense").probability({"sense": -3.0})


def test_signals_are_counted_in_spreads_from_their_mean() -> None:
    model = Logistic(-1.0, {"a": Signal(10.0, 2.0, 0.5), "b": Signal(0.0, 1.0, 3.0)})
    assert model.probability({"a": 14.0, "b": 0.0}) == 0.5  # -1 + .5 * (14 - 10) / 2 + 3 * 0 = 0


def asked(asker: Asker, question: str) -> tuple[str, float | None, Mapping[str, float]]:
    """What becomes of a question: its status, its confidence, the signals in its trace."""
    answer = asker.ask(Question(question, Scope(ANONYMOUS)))
    return answer.status, answer.confidence, answer.trace.signals


def calibrated_for(asker: Asker, threshold: float) -> Asker:
    """The same asker with a calibration of its embedder; its odds are even for any question."""
    even = Logistic(0.0, {})
    known = Calibration(asker.embedder.fingerprint, threshold, even, Logistic(1.0, {}), even)
    return replace(asker, refusal=Refusal(known))


def test_an_answer_states_its_confidence_and_a_decline_none(shelf: Shelf) -> None:
    status, confidence, _ = asked(calibrated_for(shelf(), 0.5), "Welke vergoeding krijgt wie thuis werkt?")
    assert status == "answered"
    assert confidence == pytest.approx(np.e / (1 + np.e))
    status, confidence, _ = asked(calibrated_for(shelf(), 0.51), "Welke vergoeding krijgt wie thuis werkt?")
    assert (status, confidence) == ("declined", None)


@pytest.mark.parametrize("words", ["a", "1", "2025", "Wie?", "Hoe lang?", "Combien ?", "What is it?", "1.200,50"])
def test_words_without_a_subject_are_declined_however_willing_the_calibration(shelf: Shelf, words: str) -> None:
    assert asked(calibrated_for(shelf(), 0.0), words)[0] == "declined"


@pytest.mark.parametrize("words", ["vergoeding", "A4?", "Wie krijgt vergoeding?", "HR"])
def test_one_word_is_subject_enough(shelf: Shelf, words: str) -> None:
    assert asked(calibrated_for(shelf(), 0.0), words)[0] == "answered"


def test_an_embedder_without_a_calibration_is_judged_by_strength_and_states_none(shelf: Shelf) -> None:
    assert asked(shelf(), "Welke vergoeding krijgt wie thuis werkt?")[:2] == ("answered", None)


def test_the_shipped_calibration_knows_every_signal_it_asks_for(shelf: Shelf) -> None:
    signals = asked(shelf(), "Welke vergoeding krijgt wie thuis werkt?")[2]
    for model in (shipped().answerable, shipped().right, shipped().outside):
        assert set(model.signals) <= set(signals)
        assert 0 < model.probability(signals) < 1


def test_the_shipped_calibration_trusts_nearer_passages_more_and_strangers_less() -> None:
    known = shipped()
    assert known.answerable.signals["kinship"].weight > 0
    assert known.answerable.signals["passage_cosine"].weight > 0
    assert known.outside.signals["passage_cosine"].weight < 0


def test_the_shipped_calibration_trusts_words_met_and_not_unknown_names() -> None:
    signals = shipped().answerable.signals
    assert signals["words_met"].weight > 0
    assert signals["words_together"].weight > 0
    assert signals["unknown_names"].weight < 0


def test_the_shipped_calibration_is_surer_of_an_answer_that_stands_alone() -> None:
    assert shipped().right.signals["drawn"].weight > 0


def test_a_calibration_with_broken_signals_names_the_command_that_makes_one() -> None:
    broken = {"intercept": 0, "signals": 3}
    text = json.dumps(
        {"embedder": "e", "threshold": 0, "models": dict.fromkeys(("answerable", "right", "outside"), broken)}
    )
    with pytest.raises(TypeError, match="polycite eval fit"):
        calibration_of(text)


def test_another_generation_has_a_subject_of_its_own() -> None:
    def about(x: float, y: float, name: str) -> Generation:
        one = Moments(np.array([x, y], np.float32), np.eye(2, dtype=np.float32) * 0.01, 10**9)
        return Generation(name, "f", "", "", 1, 1, {("sentence", language): one for language in LANGUAGES})

    refusal, question = Refusal(), EncodedQuestion(np.array([0.0, 1.0], np.float32), {})
    nothing = Ranking((), ())
    for name, x, y in (("g", 1.0, 0.0), ("h", 0.0, 1.0)):
        found = refusal.kinship(question, about(x, y, name))
        assert found == pytest.approx(0.0 if name == "h" else -10.0, abs=1e-3)  # (cosine - 1) / .1
    assert refusal.verdict(("?", "nl"), question, nothing, (), {}, about(1.0, 0.0, "g")).reason == "not_in_documents"
