from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.model import ANONYMOUS, Document, Facts, Hit, Language, Passage, Scope, Source, Span
from polycite.search import Candidates, Ranking
from polycite.signals import Findings, figures_in, names_in, signals_of

Shelf = Callable[..., Asker]
TEXT = "De steun in Vlaanderen bedraagt hoogstens 650.000 euro per jaar."


def passage(identifier: str, language: Language = "nl") -> Passage:
    return Passage(identifier, "d", Span(0, len(TEXT)), "prose", ("Steun",), language, (Span(0, len(TEXT)),))


def hits(*scores: float) -> tuple[Hit, ...]:
    return tuple(Hit(passage(f"p{rank}"), score, rank) for rank, score in enumerate(scores, 1))


DOCUMENT = Document("d", Source("d", "d", "d", "text/plain"), Facts("Clusters", "nl"), TEXT)


def ask(asker: Asker, question: str) -> Answer:
    return asker.ask(Question(question, Scope(ANONYMOUS)))


def found(shelf: Shelf, question: str, ranking: Ranking) -> Findings:
    """What was found of DOCUMENT for a question; the sentence read is one that a real answer read."""
    answer = ask(shelf({"d": TEXT}), TEXT)
    return Findings(question, "nl", ranking, answer.trace.reading.sentences, {"d": DOCUMENT}, -2.5)


def test_nothing_read_gives_no_signals() -> None:
    assert signals_of(Findings("?", "nl", Ranking((), ()), (), {}, 0.0)) == {}


def test_the_lead_is_the_distance_to_the_tenth_passage_or_the_last(shelf: Shelf) -> None:
    many = signals_of(found(shelf, "Steun?", Ranking(hits(9.0, 8.0, *(5.0,) * 7, 4.0, 1.0), ())))
    few = signals_of(found(shelf, "Steun?", Ranking(hits(9.0, 7.0), ())))
    assert (many["best"], many["lead"]) == (9.0, 5.0)  # 9 - 4, the tenth
    assert few["lead"] == 2.0


def test_the_nearest_cosine_of_a_view_is_over_all_languages(shelf: Shelf) -> None:
    def seen(view: str, language: Language, score: float) -> Candidates:
        return Candidates(view, language, (Hit(passage("p1", language), score, 1),), 0.5, 0.1)

    views = (seen("passage", "nl", 0.8), seen("passage", "fr", 0.9), seen("sentence", "nl", 0.7))
    signals = signals_of(found(shelf, "Steun?", Ranking(hits(9.0), views)))
    assert (signals["passage_cosine"], signals["sentence_cosine"]) == (0.9, 0.7)


def test_agreement_is_the_share_of_views_that_put_the_quoted_passage_first(shelf: Shelf) -> None:
    answer = ask(shelf(), "Welke vergoeding krijgt wie thuis werkt per maand?")
    quoted = answer.trace.evidence[0].passage
    views = [one for one in answer.trace.ranking.candidates if one.language == quoted.language and one.hits]
    firsts = [one.hits[0].passage.id for one in views]
    assert answer.trace.signals["agreement"] == firsts.count(quoted.id) / 3
    assert firsts.count(quoted.id) > 0


def test_the_documents_among_the_first_ten_passages_are_counted_and_versions_of_one_text_once(shelf: Shelf) -> None:
    many = tuple(Hit(replace(one.passage, document=f"d{one.rank}"), one.score, one.rank) for one in hits(*range(12)))
    documents = {f"d{rank}": replace(DOCUMENT, id=f"d{rank}") for rank in range(1, 13)} | {"d": DOCUMENT}
    read = found(shelf, "Steun?", Ranking(hits(9.0), ()))
    assert signals_of(read)["subjects"] == 1.0
    assert signals_of(replace(read, ranking=Ranking(many, ()), documents=documents))["subjects"] == 10.0
    facts = replace(DOCUMENT.facts, family="steun")
    versions = {name: replace(one, facts=facts) for name, one in documents.items()}
    assert signals_of(replace(read, ranking=Ranking(many, ()), documents=versions))["subjects"] == 1.0


def test_a_question_in_the_documents_own_words_meets_more_of_them_than_another(shelf: Shelf) -> None:
    asker = shelf()
    near = ask(asker, "Op hoeveel dagen per week is telewerk toegestaan?").trace.signals
    far = ask(asker, "Op hoeveel dagen per week is de kantine gesloten?").trace.signals
    assert near["words_met"] > far["words_met"]
    assert near["words_together"] > far["words_together"]


def test_every_word_that_tells_something_is_counted_once_said(shelf: Shelf) -> None:
    signals = ask(shelf(), "Telewerk, telewerk en vergoeding?").trace.signals
    assert signals["words"] == math.log(1 + 2)


def test_the_first_sentence_is_drawn_the_surer_the_stronger_it_is_than_the_others(shelf: Shelf) -> None:
    read = ask(shelf(), "Op hoeveel dagen per week is telewerk toegestaan?").trace
    strengths = [one.score for one in read.evidence]
    total = sum(math.exp(score) for score in strengths)
    assert read.signals["drawn"] == pytest.approx(math.exp(strengths[0]) / total)


def test_names_and_figures_no_passage_holds_are_counted(shelf: Shelf) -> None:
    ranking = Ranking(hits(9.0), ())
    known = signals_of(found(shelf, "Krijgen Clusters in Vlaanderen 650 000 euro?", ranking))
    unknown = signals_of(found(shelf, "Krijgen netwerken in Brussel of Parijs 700 000 euro?", ranking))
    assert (known["unknown_names"], known["unknown_figures"]) == (0.0, 0.0)
    assert (unknown["unknown_names"], unknown["unknown_figures"]) == (2.0, 1.0)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Hoeveel steun krijgt Wallonië?", {"wallonië"}),
        ("Quel est le rôle de l'Europe ?", {"europe"}),
        ("Quel est le rôle de l’État ?", {"état"}),
        ("VPN voor thuis", {"vpn"}),
        ("Who may work from home? When do I ask?", set()),
        ("wie beslist", set()),
    ],
)
def test_a_name_has_a_capital_that_no_beginning_of_a_sentence_explains(question: str, names: set[str]) -> None:
    assert names_in(question) == names


@pytest.mark.parametrize("written", ["650.000", "650 000", "650,000", "650\u00a0000", "650000"])
def test_grouping_marks_make_no_other_figure(written: str) -> None:
    assert figures_in(f"{written} euro") == {"650000"}


def test_the_signals_of_an_answer_are_in_its_trace(shelf: Shelf) -> None:
    question = "Op hoeveel dagen per week is telewerk toegestaan?"
    signals = ask(shelf(), question).trace.signals
    assert signals["length"] == math.log(len(question))
    assert signals["same_language"] == 1.0
    assert [signals[f"asked_in_{language}"] for language in ("nl", "fr", "en")] == [1.0, 0.0, 0.0]


def test_evidence_in_another_language_than_the_question_is_told(shelf: Shelf) -> None:
    answer = shelf().ask(Question("passwords fourteen characters", Scope(ANONYMOUS), language="fr"))
    assert answer.trace.signals["same_language"] == 0.0
    assert answer.trace.signals["asked_in_fr"] == 1.0
