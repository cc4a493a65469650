"""Every answer is recorded where it is given, and no answer is lost to a journal that fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from polycite.adapters.journal.sqlite import journal_in_memory
from polycite.answer import Question
from polycite.ask import Asker
from polycite.journal import Cited, Near
from polycite.model import ANONYMOUS, Scope
from polycite.ports import Journal
from polycite.web.app import create_app
from polycite.web.recording import NEAREST, kept_of
from tests.polycite.web.journals import DECLINED, EVENING, BrokenJournal, SlowJournal
from tests.polycite.web.shelves import QUESTION, QUOTE, TEXTS


@pytest.fixture
def app(asker: Asker) -> FastAPI:
    return create_app(asker, journal=journal_in_memory())


@pytest.fixture
def journal(app: FastAPI) -> Journal:
    """As the routes have it: it tells what still waits to be written too."""
    journal: Journal = app.state.journal
    return journal


@pytest.fixture
def site(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def test_an_answer_is_on_record_when_it_arrives(site: TestClient, journal: Journal) -> None:
    answer = site.post("/v1/ask", json={"question": QUESTION}).json()
    (line,) = journal.lines()
    kept = line.kept
    assert (kept.id, kept.question, kept.language) == (answer["id"], QUESTION, "nl")
    assert (kept.status, kept.reason, kept.confidence) == ("answered", None, answer["confidence"])
    assert kept.generation == answer["index"]["generation"]
    spans = [(one.document, one.span.start, one.span.end) for one in kept.cited]
    assert spans == [(one["document"]["id"], one["start"], one["end"]) for one in answer["citations"]]
    assert [one.passage for one in kept.nearest] == [one["passage_id"] for one in answer["passages"]][:NEAREST]


def test_a_streamed_answer_is_on_record_too(site: TestClient, journal: Journal) -> None:
    site.post("/v1/ask", json={"question": QUESTION, "stream": True})
    assert [line.kept.question for line in journal.lines()] == [QUESTION]


def test_a_decline_is_kept_with_its_reason(site: TestClient, journal: Journal) -> None:
    answer = site.post("/v1/ask", json={"question": DECLINED}).json()
    (line,) = journal.lines()
    assert (line.kept.status, line.kept.reason) == ("declined", answer["declined"]["reason"])
    assert line.kept.cited == ()


def test_a_search_and_a_trace_and_an_answer_shown_again_are_not_recorded(site: TestClient, journal: Journal) -> None:
    identifier = site.post("/v1/ask", json={"question": QUESTION}).json()["id"]
    site.post("/v1/search", json={"question": QUESTION})
    site.get(f"/v1/answers/{identifier}")
    site.get(f"/v1/answers/{identifier}/trace")
    assert len(journal.lines()) == 1


def test_a_follow_up_is_kept_as_it_was_read(site: TestClient, journal: Journal) -> None:
    history = [{"role": "user", "content": "Wat is er afgesproken over telewerk?"}]
    site.post("/v1/ask", json={"question": "En hoe lang?", "history": history})
    (line,) = journal.lines()
    assert line.kept.question == "Wat is er afgesproken over telewerk? En hoe lang?"


def test_personal_data_in_a_question_is_not_on_record(site: TestClient, journal: Journal) -> None:
    answer = site.post("/v1/ask", json={"question": f"{QUESTION} Ik ben jan@kantoor.be"}).json()
    assert "jan@kantoor.be" in answer["question"]
    assert [line.kept.question for line in journal.lines()] == [f"{QUESTION} Ik ben [e-mail]"]


@pytest.mark.parametrize("stream", [False, True])
def test_a_journal_that_fails_costs_one_line_and_no_answer(
    asker: Asker, caplog: pytest.LogCaptureFixture, stream: bool
) -> None:
    app = create_app(asker, journal=BrokenJournal())
    with TestClient(app) as site, caplog.at_level(logging.WARNING), closing(app.state.journal):
        response = site.post("/v1/ask", json={"question": QUESTION, "stream": stream})
    assert response.status_code == 200
    assert QUOTE in response.text
    assert [one.getMessage() for one in caplog.records] == [
        "ans_2 was not recorded: the journal cannot be used: the disk is full"
        if not stream
        else "ans_1 was not recorded: the journal cannot be used: the disk is full"
    ]


def test_no_answer_waits_for_a_journal_that_is_being_written(asker: Asker) -> None:
    slow = SlowJournal()
    app = create_app(asker, journal=slow)
    with TestClient(app) as site, closing(app.state.journal):
        answers = [site.post("/v1/ask", json={"question": QUESTION}).json() for _ in range(3)]
        assert slow.lines() == ()
        slow.may.set()
        assert {line.kept.id for line in app.state.journal.lines()} == {one["id"] for one in answers}


def test_a_record_names_every_place_that_is_quoted(asker: Asker) -> None:
    answer = asker.ask(Question(QUESTION, Scope(ANONYMOUS)))
    kept = kept_of(answer, EVENING)
    start = TEXTS["telewerk.txt"].index(QUOTE)
    assert kept.at == EVENING
    assert [(one.document, one.span.start) for one in kept.cited] == [("telewerk.txt", start)]
    assert kept.cited == tuple(Cited(one.document.id, one.span) for one in answer.citations)
    assert kept.nearest[0] == Near(answer.hits[0].passage.id, answer.hits[0].score)
    many = replace(answer, hits=answer.hits * NEAREST)
    assert len(kept_of(many, EVENING).nearest) == NEAREST
