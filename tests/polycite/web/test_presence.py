"""Nobody makes an answer that nobody will read: over a real connection (browser test 30), and step by step."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Event
from time import monotonic

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.testclient import TestClient
from starlette.types import Message

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.errors import Overloaded, Stopping
from polycite.model import ANONYMOUS, Scope, Vectors
from polycite.web.presence import Abandoned, Presence, unless_gone
from polycite.web.turns import Turns
from tests.polycite.web.processes import QUESTION, heard, let_through, served
from tests.polycite.web.shelves import QUESTION as WORDS


def request_of(receive: Callable[[], asyncio.Future[Message]]) -> Request:
    async def received() -> Message:
        return await receive()

    return Request({"type": "http", "method": "POST", "headers": []}, received)


def leaving() -> Request:
    """Of a client that is gone."""

    def receive() -> asyncio.Future[Message]:
        message = asyncio.get_running_loop().create_future()
        message.set_result({"type": "http.disconnect"})
        return message

    return request_of(receive)


def staying() -> Request:
    """Of a client that waits."""
    return request_of(lambda: asyncio.get_running_loop().create_future())


def test_who_stays_gets_what_is_made() -> None:
    assert asyncio.run(unless_gone(staying(), Turns(), lambda presence: "made")) == "made"


def test_who_stays_gets_what_goes_wrong() -> None:
    def fail(presence: Presence) -> str:
        raise KeyError("x")

    with pytest.raises(KeyError):
        asyncio.run(unless_gone(staying(), Turns(), fail))


def test_who_leaves_ends_the_request_while_the_work_still_runs_and_the_work_learns_of_it() -> None:
    released, learned = Event(), Event()

    def work(presence: Presence) -> None:
        assert released.wait(30)
        try:
            presence.check()
        except Abandoned:
            learned.set()

    with pytest.raises(ClientDisconnect):
        asyncio.run(unless_gone(leaving(), Turns(), work))
    released.set()
    assert learned.wait(30)


def test_a_question_refused_has_nobody_waiting_for_it() -> None:
    turns = Turns()
    turns.close()
    with pytest.raises(Stopping):
        asyncio.run(unless_gone(staying(), turns, lambda presence: None))
    assert turns.idle


class Counting(HashingEmbedder):
    """Counts what it embeds."""

    embedded = 0

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors."""
        self.embedded += 1
        return super().embed_questions(texts)


def test_an_answer_is_given_up_after_its_passages_are_found_and_before_they_are_read(asker: Asker) -> None:
    named: list[str] = []
    embedder, presence = Counting(), Presence()
    presence.leave()

    def new_id() -> str:
        named.append("x")
        return "x"

    def ask() -> Answer:
        watched = replace(asker, embedder=embedder, new_id=new_id)
        return watched.ask(Question(WORDS, Scope(ANONYMOUS)), found=presence.check)

    with pytest.raises(Abandoned):
        ask()
    assert (embedder.embedded, named) == (1, [])


def refused(client: httpx.Client, **fields: object) -> httpx.Response:
    return client.post("/v1/ask", json={**QUESTION, **fields})


def test_beyond_the_queue_a_question_is_told_to_come_back() -> None:
    with (
        served("slow", "narrow") as (process, client),
        client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as first,
        client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as second,
    ):
        lines, others = first.iter_lines(), second.iter_lines()
        assert (next(lines), next(others), heard(process)) == ("event: start", "event: start", "asked\n")
        for response in (refused(client), refused(client, stream=True), client.post("/v1/search", json=QUESTION)):
            assert (response.status_code, response.headers["retry-after"]) == (503, "5")
            assert response.json()["type"] == "urn:polycite:problem:overloaded"
        assert client.get("/readyz").status_code == 200
        let_through(process)
        assert "event: done" in list(lines)
        assert heard(process) == "asked\n"
        let_through(process)
        assert "event: done" in list(others)


def answers_again(identifier: str) -> list[str]:
    """Every address that makes an answer once more."""
    page = f"/answers/{identifier}"
    return [page, f"{page}?why=1", f"/v1{page}", f"/v1{page}/trace"]


@contextmanager
def taken(turns: Turns) -> Iterator[None]:
    """Every place of a service is taken."""
    released = Event()
    try:
        with suppress(Overloaded):
            while True:
                turns.take(lambda: released.wait(30))
        yield
    finally:
        released.set()


def test_an_answer_made_again_waits_for_its_turn_like_any_question(app: FastAPI, site: TestClient) -> None:
    answer = site.post("/v1/ask", json={"question": WORDS}).json()
    view = answer["citations"][0]["view_url"].replace("#", f"&answer={answer['id']}&n=1#")
    assert "view-journey" in site.get(view).text
    with taken(app.state.turns):
        told = [site.get(one) for one in answers_again(answer["id"])]
        assert [(one.status_code, one.headers["retry-after"]) for one in told] == [(503, "5")] * 4
        # The source is shown all the same, only without the other citations of its answer.
        alone = site.get(view)
        assert (alone.status_code, "view-journey" in alone.text) == (200, False)


def asked_until_taken(client: httpx.Client) -> httpx.Response:
    """The response to a question put again and again for at most ten seconds, until there is room for it."""
    deadline = monotonic() + 10
    question = client.build_request("POST", "/v1/ask", json={**QUESTION, "stream": True})
    response = client.send(question, stream=True)
    while response.status_code == 503 and monotonic() < deadline:
        response.close()
        response = client.send(question, stream=True)
    return response


@pytest.mark.parametrize("stream", [True, False])
def test_one_who_leaves_the_queue_makes_room_and_is_never_answered(stream: bool) -> None:
    with served("slow", "narrow") as (process, client):
        with client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as first:
            assert heard(process) == "asked\n"
            with pytest.raises(httpx.ReadTimeout):
                client.post("/v1/ask", json={**QUESTION, "stream": stream}, timeout=0.5)
            third = asked_until_taken(client)
            assert third.status_code == 200
            let_through(process)
            assert "event: done" in list(first.iter_lines())
        # Of the two that were left only one comes to the embedder, and it is the one that somebody waits for.
        assert heard(process) == "asked\n"
        let_through(process)
        assert "event: done" in list(third.iter_lines())
        process.terminate()
        assert (heard(process), process.wait(timeout=30)) == ("", 0)


def test_one_who_leaves_while_being_answered_is_not_answered() -> None:
    with served("slow", "narrow") as (process, client):
        with client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as first:
            assert (next(first.iter_lines()), heard(process)) == ("event: start", "asked\n")
        # The server takes the second only after it has seen the first leave.
        second = asked_until_taken(client)
        let_through(process)
        assert heard(process) == "asked\n"
        let_through(process)
        assert "event: done" in list(second.iter_lines())
        assert client.get("/v1/answers/ans_1/trace").status_code == 404
