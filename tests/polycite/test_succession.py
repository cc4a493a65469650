from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.model import ANONYMOUS, Entry, Facts, Language, Principal, Scope, Source
from polycite.succession import Successors, in_force
from polycite.wording import changed, in_words, validity
from tests.polycite.conftest import TEXTS

Shelf = Callable[..., Asker]

OLD = "Het personeelslid meldt verlies van een toestel binnen 24 uur aan de servicedesk. De koffie is gratis."
NEW = "Het personeelslid meldt verlies van een toestel binnen 4 uur aan de servicedesk. De koffie is gratis."
QUESTION = "Binnen hoeveel uur meld ik verlies van een toestel aan de servicedesk?"
THEN = date(2025, 6, 1)


def told(
    shelf: Shelf, new: str = NEW, as_of: date | None = THEN, who: Principal = ANONYMOUS, **facts: object
) -> Answer:
    known: dict[str, dict[str, object]] = {
        "oud.txt": {"title": "Regels 2022", "valid_from": date(2022, 1, 1), "valid_to": date(2025, 12, 31)},
        "nieuw.txt": {"title": "Regels 2026", "valid_from": date(2026, 1, 1), "supersedes": ("oud.txt",), **facts},
    }
    asker = shelf({**TEXTS, "oud.txt": OLD, "nieuw.txt": new}, known)
    return asker.ask(Question(QUESTION, Scope(who, as_of=as_of)))


def entry(path: str, language: Language = "nl", *supersedes: str) -> Entry:
    return Entry(path, Source(path, path, path, "text/plain"), Facts(path, language, supersedes=supersedes), 0, 9, 1)


def newest(entries: list[Entry], path: str, language: Language = "nl") -> str | None:
    found = Successors(entries).of(path, language)
    return found.source.path if found else None


def test_a_document_nobody_replaces_has_no_successor() -> None:
    assert newest([entry("a"), entry("b", "nl", "c")], "a") is None


def test_the_successor_in_the_documents_language_goes_first() -> None:
    entries = [entry("en", "en", "a"), entry("nl", "nl", "a")]
    assert (newest(entries, "a", "nl"), newest(entries, "a", "en"), newest(entries, "a", "fr")) == ("nl", "en", "en")


def test_a_successor_that_was_replaced_itself_leads_on_to_the_newest() -> None:
    assert newest([entry("c", "nl", "b"), entry("b", "nl", "a")], "a") == "c"


def test_documents_that_replace_one_another_in_a_circle_do_not_hang() -> None:
    assert newest([entry("a", "nl", "b"), entry("b", "nl", "a")], "a") == "b"


def test_what_replaced_a_rule_is_quoted_beside_it(shelf: Shelf) -> None:
    answer = told(shelf)
    (change,) = answer.changes
    assert answer.citations[change.marker - 1].quote == OLD.split(" De koffie")[0]
    assert change.told.quote == NEW.split(" De koffie")[0]
    assert (change.since, change.told.document.source.path) == (date(2026, 1, 1), "nieuw.txt")
    assert "vervangen door ‘Regels 2026’, van kracht van 1 januari 2022 tot en met 31 december 2025" in answer.text
    assert f"\nSinds 1 januari 2026 (Regels 2026): {change.told.quote}" in answer.text


def test_what_is_shown_as_new_is_no_citation_of_the_answer(shelf: Shelf) -> None:
    answer = told(shelf)
    assert {one.document.source.path for one in answer.citations} == {"oud.txt"}
    assert len(answer.sentences) == len(answer.citations)


def test_a_rule_that_stayed_the_same_is_no_change(shelf: Shelf) -> None:
    answer = told(shelf, new=OLD.replace("Het personeelslid meldt", "Het personeelslid meldt telkens"))
    assert answer.changes == ()
    assert "vervangen door" in answer.text


def test_a_successor_that_says_nothing_of_it_is_named_and_not_quoted(shelf: Shelf) -> None:
    answer = told(shelf, new="De parking sluit om 20 uur. Bezoekers krijgen een kaart.")
    assert answer.changes == ()
    assert "vervangen door ‘Regels 2026’" in answer.text


def test_a_successor_somebody_may_not_read_is_neither_named_nor_quoted(shelf: Shelf) -> None:
    answer = told(shelf, readers=("hr",))
    assert answer.changes == ()
    assert "Regels 2026" not in answer.text
    assert "niet meer van kracht sinds 1 januari 2026" in answer.text
    read = told(shelf, readers=("hr",), who=Principal("p", frozenset({"public", "hr"})))
    assert len(read.changes) == 1


def test_a_rule_in_force_that_is_about_to_change_says_from_when(shelf: Shelf) -> None:
    known: dict[str, dict[str, object]] = {
        "oud.txt": {"title": "Nu", "valid_from": date(2022, 1, 1), "valid_to": date(2026, 12, 31)},
        "nieuw.txt": {"title": "Straks", "valid_from": date(2027, 1, 1), "supersedes": ("oud.txt",)},
    }
    asker = shelf({**TEXTS, "oud.txt": OLD, "nieuw.txt": NEW}, known)
    answer = asker.ask(Question(QUESTION, Scope(ANONYMOUS)))
    assert [one.since for one in answer.changes] == [date(2027, 1, 1)]
    assert "Vanaf 1 januari 2027 (Straks):" in answer.text


def test_today_the_new_rule_answers_and_names_no_change(shelf: Shelf) -> None:
    answer = told(shelf, as_of=None)
    assert {one.document.source.path for one in answer.citations} == {"nieuw.txt"}
    assert answer.changes == ()


def test_a_change_without_a_day_is_told_without_one(shelf: Shelf) -> None:
    (change,) = told(shelf, valid_from=None).changes
    assert change.since is None
    assert changed(change.told, None, "en", THEN) == "Now (Regels 2026, in Dutch):"


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "1 maart 2026"), ("fr", "1er mars 2026"), ("en", "1 March 2026")]
)
def test_a_day_is_written_as_people_write_it(language: Language, said: str) -> None:
    assert in_words(date(2026, 3, 1), language) == said


def test_validity_names_what_is_known() -> None:
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    assert validity(Facts("t", "nl", valid_from=start), "fr") == "en vigueur à partir du 1er janvier 2026"
    assert validity(Facts("t", "nl", valid_to=end), "en") == "in force until 31 December 2026"
    assert validity(Facts("t", "nl"), "nl") == ""


def test_a_document_holds_on_its_first_and_its_last_day() -> None:
    facts = Facts("t", "nl", valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 2))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    assert [in_force(facts, day) for day in days] == [False, True, True, False]
