from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.errors import BadQuestion, FingerprintMismatch, NoIndex
from polycite.model import ANONYMOUS, Scope

Shelf = Callable[..., Asker]


def ask(asker: Asker, question: str, **options: object) -> Answer:
    return asker.ask(Question(question, Scope(ANONYMOUS), **options))  # type: ignore[arg-type]


def test_an_answer_quotes_the_sentence_that_says_it(shelf: Shelf) -> None:
    answer = ask(shelf(), "Welke vergoeding krijgt wie thuis werkt per maand?")
    assert answer.status == "answered"
    assert answer.citations[0].quote == "Wie thuis werkt, krijgt een vergoeding van 145 euro per maand."


def test_every_quote_is_the_documents_text_at_its_offsets(shelf: Shelf) -> None:
    for question in ("telewerk per week", "congé par an jours", "lost laptop within two hours"):
        answer = ask(shelf(), question)
        assert answer.citations
        for one in answer.citations:
            assert one.document.text[one.span.start : one.span.end] == one.quote


def test_each_sentence_of_an_answer_has_its_citation(shelf: Shelf) -> None:
    answer = ask(shelf(), "Op hoeveel dagen per week is telewerk toegestaan?")
    markers = {one.marker for one in answer.citations}
    assert answer.sentences
    for sentence in answer.sentences:
        assert set(sentence.citations) <= markers
        assert sentence.support == "verbatim"
        assert all(f"[{marker}]" in answer.text for marker in sentence.citations)


def test_an_answer_in_another_language_says_so_in_the_askers(shelf: Shelf) -> None:
    answer = ask(shelf(), "passwords fourteen characters", language="fr")
    assert (answer.language, answer.text_language) == ("fr", "en")
    assert "en anglais" in answer.text


def test_a_question_without_evidence_is_declined_in_the_askers_language(shelf: Shelf) -> None:
    nowhere = Scope(ANONYMOUS, documents=("nowhere",))
    answer = shelf().ask(Question("Quelle est la durée du congé ?", nowhere))
    assert answer.status == "declined"
    assert answer.declined is not None
    assert (answer.text, answer.text_language) == (answer.declined.message, "fr")
    assert "documents" in answer.text
    assert (answer.citations, answer.sentences) == ((), ())


def test_a_question_is_understood_to_be_in_its_own_language(shelf: Shelf) -> None:
    assert ask(shelf(), "Wie beslist over telewerk?").language == "nl"
    assert ask(shelf(), "Combien de jours de congé ?").language == "fr"


def test_an_empty_question_is_refused_before_any_search(shelf: Shelf) -> None:
    with pytest.raises(BadQuestion):
        ask(shelf(), "  ")


def test_an_index_of_another_embedder_is_an_error_that_names_both(shelf: Shelf) -> None:
    asker = shelf()
    other = HashingEmbedder(dimension=32)
    with pytest.raises(FingerprintMismatch) as caught:
        ask(replace(asker, embedder=other), "telewerk")
    assert asker.embedder.fingerprint in str(caught.value)
    assert other.fingerprint in str(caught.value)


def test_without_an_index_the_command_to_run_is_named(shelf: Shelf) -> None:
    with pytest.raises(NoIndex, match="polycite ingest"):
        ask(replace(shelf(), library=MemoryLibrary()), "telewerk")


def test_the_steps_are_timed(shelf: Shelf) -> None:
    steps = ask(shelf(), "telewerk").trace.milliseconds
    assert list(steps) == ["embed", "total", "search", "evidence", "verify"]
    assert steps["total"] >= max(value for name, value in steps.items() if name != "total")
