from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from polycite.answer import Question
from polycite.ask import Asker
from polycite.bridges import Bridges
from polycite.confidence import shipped
from polycite.explaining import explain
from polycite.explanation import Bridge, Explanation
from polycite.model import ANONYMOUS, Scope
from polycite.ports import Contender, Sought
from polycite.refusal import WEAK, Refusal
from polycite.terms import analysers

Shelf = Callable[..., Asker]
DAY = date(2026, 6, 1)
QUESTION = "Op hoeveel dagen per week is telewerk toegestaan?"


class Reversing:
    """A reranker that puts the last first."""

    def rerank(self, question: Sought, hits: Sequence[Contender]) -> Sequence[float]:
        return [-one.hit.score for one in hits]


def explained(asker: Asker, text: str = QUESTION, *history: str, **scope: object) -> Explanation:
    question = Question(text, Scope(ANONYMOUS, **scope), history=history)  # type: ignore[arg-type]
    return explain(asker.ask(question), asker.phrases.analysers, DAY)


def test_it_tells_what_was_asked_and_of_which_generation(shelf: Shelf) -> None:
    asker = shelf()
    told = explained(asker)
    asked = told.question
    assert (asked.text, asked.read_as, asked.language, asked.language_given) == (QUESTION, QUESTION, "nl", None)
    assert max(asked.language_evidence, key=lambda one: asked.language_evidence[one]) == "nl"
    assert (asked.wants, asked.as_of, asked.day) == (("duration",), DAY, DAY)
    assert told.index.generation == asker.index().generation.id
    assert told.index.fingerprint == asker.embedder.fingerprint


def test_each_telling_word_has_what_it_was_looked_for_as(shelf: Shelf) -> None:
    bridges = Bridges({("nl", "fr"): {"telewerk": (("télétravail", 0.8), ("bureau", 0.2))}})
    told = {one.word: one for one in explained(shelf(bridges=bridges)).terms}
    assert list(told) == ["dagen", "week", "telewerk", "toegestaan"]
    assert told["telewerk"].elsewhere == {"fr": Bridge((("télétravail", 0.8), ("bureau", 0.2)), "corpus")}
    assert told["dagen"].elsewhere == {}


def test_a_phrase_that_crosses_as_one_stands_beside_its_words(shelf: Shelf) -> None:
    phrase = " ".join(analysers()["nl"].terms("dagen week"))
    bridges = Bridges({("nl", "en"): {phrase: (("weekdays", 1.0),)}}, {("nl", "en"): {phrase: "own"}})
    told = {one.word: one for one in explained(shelf(bridges=bridges)).terms}
    assert told["dagen week"].elsewhere == {"en": Bridge((("weekdays", 1.0),), "own")}
    assert told["dagen"].elsewhere == told["week"].elsewhere == {"en": Bridge((), None)}


def test_words_of_an_earlier_question_are_marked_and_weigh_less(shelf: Shelf) -> None:
    told = explained(shelf(), "En hoe lang?", QUESTION)
    assert told.question.read_as == f"{QUESTION} En hoe lang?"
    weights = {one.word: (one.weight, one.earlier) for one in told.terms}
    assert weights["lang"] == (1.0, False)
    assert weights["telewerk"] == (0.7, True)


def test_a_standardised_score_is_the_raw_one_on_its_languages_scale(shelf: Shelf) -> None:
    told = explained(shelf())
    assert {(one.view, one.language) for one in told.views} >= {
        (view, language) for view in ("passage", "sentence") for language in ("nl", "fr", "en")
    }
    for view in told.views:
        for hit in view.candidates:
            assert hit.standardised == pytest.approx((hit.score - view.centre) / view.spread)


def test_a_fused_score_is_the_sum_of_its_views(shelf: Shelf) -> None:
    told = explained(shelf())
    assert told.ranking
    for one in told.ranking:
        assert one.fused == pytest.approx(sum(view.standardised for view in one.views))
    assert sorted(one.fused_rank for one in told.ranking) == list(range(1, len(told.ranking) + 1))


def test_a_score_is_the_sum_of_what_it_was_reranked_by(shelf: Shelf) -> None:
    for one in explained(shelf()).ranking:
        assert one.score == pytest.approx(sum(part.worth for part in one.features), abs=1e-5)


def test_a_reranker_of_another_kind_keeps_its_reasons_to_itself(shelf: Shelf) -> None:
    told = explained(replace(shelf(), reranker=Reversing()))
    assert [one.features for one in told.ranking] == [()] * len(told.ranking)
    assert [one.fused_rank for one in told.ranking] == list(range(len(told.ranking), 0, -1))


def test_a_sentences_strength_is_the_sum_of_what_its_clues_are_worth(shelf: Shelf) -> None:
    told = explained(shelf())
    assert told.sentences[0].text == "Telewerk is toegestaan op twee dagen per week."
    for one in told.sentences:
        assert one.strength == pytest.approx(sum(clue.worth for clue in one.clues))
        assert all(clue.worth == clue.value * clue.weight for clue in one.clues)


def test_the_sentences_quoted_are_named_by_their_places(shelf: Shelf) -> None:
    told = explained(shelf())
    by_place = {one.place: one.text for one in told.sentences}
    chosen = [by_place[place] for place in (told.choice.first, told.choice.second) if place is not None]
    assert sorted(chosen) == sorted(one.quote for one in told.answer.quotations)


def test_the_best_other_sentence_is_worth_the_sum_of_what_it_adds(shelf: Shelf) -> None:
    choice = explained(shelf()).choice
    assert choice.worth == pytest.approx(sum(one.worth for one in choice.additions))
    assert choice.worth is not None
    assert (choice.second == choice.other) == (choice.worth > choice.needed)


def test_without_a_calibration_the_strength_of_the_ranking_decides(shelf: Shelf) -> None:
    decision = explained(shelf()).decision
    signals = decision.signals
    assert decision.value == pytest.approx(signals["best"] + 0.8 * signals["kinship"])
    assert (decision.threshold, decision.regressions) == (WEAK, ())
    assert decision.because.startswith("answered")


def calibrated(asker: Asker, threshold: float) -> Asker:
    """The shipped calibration, as if fitted on this embedder, with a threshold of its own."""
    known = replace(shipped(), embedder=asker.embedder.fingerprint, threshold=threshold)
    return replace(asker, refusal=Refusal(known))


def test_with_a_calibration_the_log_odds_add_up_to_the_probability(shelf: Shelf) -> None:
    decision = explained(calibrated(shelf(), 0.0)).decision
    assert [one.name for one in decision.regressions] == ["answerable", "right", "outside"]
    for one in decision.regressions:
        odds = one.intercept + sum(part.worth for part in one.parts)
        assert one.probability == pytest.approx(1 / (1 + 2.718281828459045**-odds))
    assert decision.value == decision.regressions[0].probability


def test_a_decline_says_which_number_was_below_which(shelf: Shelf) -> None:
    told = explained(calibrated(shelf(), 1.0))
    assert (told.answer.status, told.answer.quotations, told.choice.first) == ("declined", (), None)
    assert told.decision.value is not None
    assert f"{told.decision.value:.3f}, is below 1.000" in told.decision.because


def test_a_question_about_nothing_is_told_so(shelf: Shelf) -> None:
    told = explained(shelf(), "Hoe lang?")
    assert told.decision.because == "declined: no word of the question says what it is about"


def test_where_nothing_is_found_that_is_the_reason(shelf: Shelf) -> None:
    told = explained(shelf(), QUESTION, documents=("nowhere",))
    assert told.decision.because == "declined: nothing was found within what was asked for"
    assert (told.ranking, told.sentences, told.passages) == ((), (), {})


def test_every_passage_named_is_described(shelf: Shelf) -> None:
    told = explained(shelf())
    named = {hit.passage for view in told.views for hit in view.candidates} | {one.passage for one in told.ranking}
    assert set(told.passages) == named
    assert told.passages[told.ranking[0].passage].path == "nl/telewerk.txt"


def test_a_document_for_others_is_nowhere_in_it(shelf: Shelf) -> None:
    hidden = shelf(facts={"nl/telewerk.txt": {"readers": ("hr",), "title": "Geheim"}})
    said = repr(explained(hidden, "telewerk vergoeding leidinggevende"))
    assert "nl/telewerk.txt" not in said
    assert "145 euro" not in said


def test_an_answer_made_without_a_trace_cannot_be_explained(shelf: Shelf) -> None:
    asker = shelf()
    answer = asker.ask(Question(QUESTION, Scope(ANONYMOUS)))
    bare = replace(answer, trace=replace(answer.trace, asking=None))
    with pytest.raises(ValueError, match="trc_1"):
        explain(bare, asker.phrases.analysers, DAY)
