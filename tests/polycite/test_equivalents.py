from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from polycite import terminal
from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.model import ANONYMOUS, Language, Principal, Scope
from polycite.web.contract import answer_out

Shelf = Callable[..., Asker]

NL, FR, EN = "nl/telewerk.pdf", "fr/teletravail.pdf", "en/telework.txt"
DUTCH = "Telewerk is toegestaan op hoogstens twee dagen per week."
FRENCH = "Le télétravail est permis deux jours par semaine au plus."
ENGLISH = "Telework is allowed on no more than two days a week."
TEXTS = {
    NL: f"De leidinggevende beslist binnen tien werkdagen. {DUTCH}",
    FR: f"Le chef de service décide dans les dix jours ouvrables. {FRENCH}",
    EN: f"The manager decides within ten working days. {ENGLISH}",
}
VERSIONS = [((NL, DUTCH), (FR, FRENCH)), ((NL, DUTCH), (EN, ENGLISH)), ((FR, FRENCH), (EN, ENGLISH))]
STAFF = Principal("s", frozenset({"public", "staff"}))
DUTCH_WORDS = "Op hoeveel dagen per week is telewerk toegestaan?"


def ask(asker: Asker, text: str = DUTCH_WORDS, language: Language | None = None, scope: Scope | None = None) -> Answer:
    return asker.ask(Question(text, scope or Scope(ANONYMOUS), language))


def others(answer: Answer) -> list[tuple[str, str]]:
    return [(one.passage.language, one.quote) for one in answer.equivalents.get(1, ())]


def test_a_citation_carries_the_same_sentence_in_the_other_languages(shelf: Shelf) -> None:
    answer = ask(shelf(TEXTS, versions=VERSIONS))
    assert answer.citations[0].quote == DUTCH
    assert others(answer) == [("en", ENGLISH), ("fr", FRENCH)]


def test_an_equivalent_is_quoted_as_verbatim_as_a_citation(shelf: Shelf) -> None:
    for one in ask(shelf(TEXTS, versions=VERSIONS)).equivalents[1]:
        assert one.span.of(one.document.text) == one.quote
        assert one.passage.span.holds(one.span)


def test_without_an_alignment_nothing_is_said_to_be_the_same(shelf: Shelf) -> None:
    answer = ask(shelf(TEXTS))
    assert answer.citations
    assert others(answer) == []


def test_a_version_the_asker_may_not_read_is_not_shown(shelf: Shelf) -> None:
    asker = shelf(TEXTS, {FR: {"readers": ("staff",)}}, versions=VERSIONS)
    assert others(ask(asker)) == [("en", ENGLISH)]
    assert others(ask(asker, scope=Scope(STAFF))) == [("en", ENGLISH), ("fr", FRENCH)]


def test_a_version_that_is_not_in_force_is_not_shown(shelf: Shelf) -> None:
    asker = shelf(TEXTS, {EN: {"valid_to": date(2025, 12, 31)}}, versions=VERSIONS)
    assert others(ask(asker)) == [("fr", FRENCH)]
    past = Scope(ANONYMOUS, as_of=date(2025, 12, 31))
    assert others(ask(asker, scope=past)) == [("en", ENGLISH), ("fr", FRENCH)]


def test_a_version_outside_the_scope_is_not_shown(shelf: Shelf) -> None:
    asker = shelf(TEXTS, versions=VERSIONS)
    assert others(ask(asker, scope=Scope(ANONYMOUS, languages=("nl", "fr")))) == [("fr", FRENCH)]
    assert others(ask(asker, scope=Scope(ANONYMOUS, documents=(NL, EN)))) == [("en", ENGLISH)]


@pytest.mark.parametrize(("language", "quote"), [("nl", DUTCH), ("fr", FRENCH), ("en", ENGLISH)])
def test_the_version_in_the_questions_language_is_cited_whatever_was_found_first(
    shelf: Shelf, language: Language, quote: str
) -> None:
    answer = ask(shelf(TEXTS, versions=VERSIONS), language=language)
    assert [one.quote for one in answer.citations] == [quote]
    assert (answer.text_language, answer.citations[0].passage.language) == (language, language)


def test_it_is_cited_even_where_no_search_brought_it(shelf: Shelf) -> None:
    # Looking one passage deep, the French search brings only the one that has words of the question.
    nearer = {"fr/renvoi.txt": "Qui cherche « telewerk » ou « dagen per week » lit une autre note."}
    answer = ask(replace(shelf({**TEXTS, **nearer}, versions=VERSIONS), depth=1), language="fr")
    assert FR not in {hit.passage.document for hit in answer.hits}
    assert answer.citations[0].quote == FRENCH
    assert answer.citations[0].document is answer.documents[FR]


def test_a_version_that_is_forbidden_is_not_cited_either(shelf: Shelf) -> None:
    asker = shelf(TEXTS, {FR: {"readers": ("staff",)}}, versions=VERSIONS)
    assert ask(asker, language="fr").citations[0].quote == DUTCH
    assert ask(asker, language="fr", scope=Scope(STAFF)).citations[0].quote == FRENCH


def test_a_version_of_the_first_sentence_is_never_the_second(shelf: Shelf) -> None:
    both = "Op hoeveel dagen per week is telewerk toegestaan, and how many days a week is telework allowed?"
    quotes = [one.quote for one in ask(shelf(TEXTS, versions=VERSIONS), both, "nl").citations]
    assert len({DUTCH, FRENCH, ENGLISH} & set(quotes)) == 1


def test_the_api_gives_document_language_quote_and_place(shelf: Shelf) -> None:
    answer = ask(shelf(TEXTS, versions=VERSIONS))
    english, french = answer_out(answer, date(2026, 6, 1)).citations[0].equivalents
    start = TEXTS[EN].index(ENGLISH)
    place = {"start": start, "end": start + len(ENGLISH), "pages": ()}
    assert english.model_dump() == {"document_id": EN, "language": "en", "quote": ENGLISH, **place}
    assert (french.document_id, french.quote) == (FR, FRENCH)
    assert [(page.number, page.label) for page in french.pages] == [(1, "i")]


def test_the_terminal_says_where_else_it_stands_in_the_askers_language(shelf: Shelf) -> None:
    asker = shelf(TEXTS, versions=VERSIONS)
    for language, said in (
        ("nl", "ook in: en en/telework.txt, fr p. i"),
        ("fr", "aussi en : en en/telework.txt, nl p. i"),
    ):
        console = Console(file=io.StringIO(), width=200, highlight=False)
        terminal.answer(ask(asker, language="nl" if language == "nl" else "fr"), console)
        assert isinstance(console.file, io.StringIO)
        assert said in console.file.getvalue()
