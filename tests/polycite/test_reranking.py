from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log

import pytest

from polycite.answer import Question
from polycite.ask import Asker
from polycite.model import ANONYMOUS, Document, Facts, Hit, Kind, Language, Passage, Scope, Source, Span
from polycite.ports import Contender, Sought
from polycite.reranking import FEATURES, LinearReranker, features, shipped

Shelf = Callable[..., Asker]
EVERYTHING = Scope(ANONYMOUS)


def titled(identifier: str) -> Document:
    """A document of 1,000 characters, or of 400 where its name says that it is short."""
    text = "x" * (400 if identifier == "short" else 1000)
    return Document(identifier, Source(identifier, identifier, identifier, "text/plain"), Facts("Telewerk", "nl"), text)


def sought() -> Sought:
    """A question in Dutch that shares a quarter of its words with anything Dutch that says "telewerk"."""
    return Sought("?", "nl", titled, lambda text, language: 0.25 * ("Telewerk" in text) * (language == "nl"))


def contender(
    name: str, score: float, document: str = "d", language: Language = "nl", kind: Kind = "prose", start: int = 900
) -> Contender:
    passage = Passage(name, document, Span(start, start + 100), kind, (), language, ())
    return Contender(Hit(passage, score, 1), 1.0, 2.0, 3.0)


def of(feature: str, hits: Sequence[Contender]) -> list[float]:
    column = FEATURES.index(feature)
    return [float(row[column]) for row in features(sought(), hits)]


def test_the_views_speak_for_themselves() -> None:
    one = [contender("a", 4.0)]
    assert [of(view, one) for view in ("passage", "sentence", "terms")] == [[1.0], [2.0], [3.0]]


def test_a_document_counts_by_its_three_best_passages() -> None:
    hits = [
        contender("a", 9.0),
        contender("b", 6.0),
        contender("c", 3.0),
        contender("e", 0.0),
        contender("f", 5.0, "x"),
    ]
    # d: (9 + 6 + 3) / 3; x has one passage, and the last score of all, 0, stands for the others: (5 + 0 + 0) / 3.
    assert of("document", hits) == pytest.approx([6.0, 6.0, 6.0, 6.0, 5 / 3])


def test_what_a_passage_is_counts() -> None:
    hits = [contender("a", 1.0, kind="table"), contender("b", 1.0, language="fr"), contender("c", 1.0, start=0)]
    assert of("table", hits) == [1.0, 0.0, 0.0]
    assert of("own_language", hits) == [1.0, 0.0, 1.0]
    assert of("opening", hits) == [0.0, 0.0, 1.0]
    assert of("length", hits) == pytest.approx([log(100)] * 3)


def test_a_short_document_is_all_there_is_and_has_no_opening() -> None:
    # 100 of 1,000 characters are an opening, 100 of 400 are not.
    hits = [contender("a", 1.0, start=0), contender("b", 1.0, "short", start=0)]
    assert of("opening", hits) == [1.0, 0.0]


def test_a_document_whose_title_has_the_question_s_words_counts_in_the_language_it_speaks() -> None:
    assert of("title", [contender("a", 1.0), contender("b", 1.0, language="fr")]) == [0.25, 0.0]


def test_a_title_is_compared_in_the_words_of_the_question(shelf: Shelf) -> None:
    looked = Looking()
    replace(shelf(), reranker=looked).search(Question("telewerk laptop", EVERYTHING))
    assert looked.question is not None
    # Of the two words of equal weight, the title has one.
    assert looked.question.shared("Telewerkbeleid: telewerk", "nl") == 0.5
    assert looked.question.shared("Verlof", "nl") == 0.0


def test_the_score_is_the_weighted_sum() -> None:
    only = LinearReranker({**dict.fromkeys(FEATURES, 0.0), "terms": 2.0, "table": -1.0})
    hits = [contender("a", 1.0), contender("b", 1.0, kind="table")]
    assert only.rerank(sought(), hits) == [6.0, 5.0]


def test_nothing_found_is_nothing_reranked() -> None:
    assert list(shipped().rerank(sought(), [])) == []


class Looking:
    """A reranker that keeps the question it was given."""

    def __init__(self) -> None:
        self.question: Sought | None = None

    def rerank(self, question: Sought, hits: Sequence[Contender]) -> Sequence[float]:
        self.question = question
        return [one.hit.score for one in hits]


@dataclass(frozen=True, slots=True)
class Reading:
    """A reranker that reads, as a cross-encoder would: the passages that say a word."""

    word: str

    def rerank(self, question: Sought, hits: Sequence[Contender]) -> Sequence[float]:
        return [float(self.word in self._text(question, one)) for one in hits]

    def _text(self, question: Sought, one: Contender) -> str:
        passage = one.hit.passage
        return passage.span.of(question.document(passage.document).text)


def test_a_reranker_of_ones_own_decides_the_order_and_both_orders_are_kept(shelf: Shelf) -> None:
    asker = replace(shelf(), reranker=Reading("laptop"))
    ranking = asker.ask(Question("telewerk dagen per week", EVERYTHING)).trace.ranking
    assert ranking.hits[0].passage.document == "en/security.txt"
    assert ranking.fused[0].passage.document == "nl/telewerk.txt"
    assert {hit.passage.id for hit in ranking.hits} == {hit.passage.id for hit in ranking.fused}
    assert asker.search(Question("telewerk", EVERYTHING)).hits[0].passage.document == "en/security.txt"
