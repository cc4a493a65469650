from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.answer import Found
from polycite.ask import Asker, Heard
from polycite.errors import Unavailable
from polycite.model import Vectors
from polycite.ports import Generation
from polycite.web.app import create_app
from polycite.web.events import KEEP_ALIVE, Numbering, events
from polycite.web.problems import Problem
from polycite.web.schema import AskResponse
from polycite.web.turns import Turns
from tests.polycite.web.shelves import QUESTION, QUOTE, republishing

CANARY = "zq-canary-18"
UNAVAILABLE = Problem(type="urn:x", title="x", status=503, detail="try again", request_id="r")


@dataclass(frozen=True)
class Told:
    name: str
    data: Any
    id: int


def told(stream: str) -> list[Told]:
    """The events of a stream, by the rules of the HTML standard for one data line each."""
    return list(_told(stream))


def _told(stream: str) -> Iterator[Told]:
    for block in stream.split("\n\n"):
        if block and not block.startswith(":"):
            fields = dict(line.split(": ", 1) for line in block.split("\n"))
            yield Told(fields["event"], json.loads(fields["data"]), int(fields["id"]))


def asked(site: TestClient, **fields: Any) -> list[Told]:
    return told(site.post("/v1/ask", json={"question": QUESTION, "stream": True, **fields}).text)


def whole_answer(site: TestClient) -> AskResponse:
    return AskResponse.model_validate_json(site.post("/v1/ask", json={"question": QUESTION}).text)


FOUND = Found((), {}, Generation("1", "hashing-64", "now", "shelf", 0, 0, {}))


def telling(answer: AskResponse) -> Callable[[Heard], AskResponse]:
    """Finds nothing, and answers."""

    def answered(found: Heard) -> AskResponse:
        found(FOUND)
        return answer

    return answered


def collected(answer: Callable[[Heard], AskResponse], turns: Turns | None = None) -> list[bytes]:
    async def collect() -> list[bytes]:
        stream = events({"answer_id": "ans_1"}, answer, lambda error: UNAVAILABLE, turns or Turns())
        return [event async for event in stream]

    return asyncio.run(collect())


def test_an_answer_is_told_from_its_sources_to_the_whole_of_it(site: TestClient) -> None:
    names = [one.name for one in asked(site)]
    assert names == ["start", "status", "sources", "status", "delta", "citation", "done"]


def test_events_are_numbered_from_one(site: TestClient) -> None:
    assert [one.id for one in asked(site)] == [1, 2, 3, 4, 5, 6, 7]


def test_the_parts_of_a_stream_make_its_whole(site: TestClient) -> None:
    stream = asked(site, mode="generative")
    done = AskResponse.model_validate(stream[-1].data)
    assert "".join(one.data["text"] for one in stream if one.name == "delta") == done.answer
    assert [one.data for one in stream if one.name == "citation"] == stream[-1].data["citations"]
    assert [one.data["passages"] for one in stream if one.name == "sources"] == [stream[-1].data["passages"]]
    assert (done.status, done.citations[0].quote) == ("degraded", QUOTE)


def test_the_start_names_the_answer_the_request_and_the_index(site: TestClient) -> None:
    response = site.post("/v1/ask", json={"question": QUESTION, "stream": True}, headers={"X-Request-ID": "abc-1"})
    start, *_, done = told(response.text)
    assert start.data == {"answer_id": done.data["id"], "request_id": "abc-1", "index_version": "1"}


def test_a_stream_ends_on_the_generation_it_started_on(asker: Asker) -> None:
    with TestClient(create_app(republishing(asker))) as site:
        start, *_, done = asked(site)
    assert (start.data["index_version"], done.data["index"]["generation"]) == ("1", "1")
    assert done.data["citations"][0]["quote"] == QUOTE


def test_a_decline_streams_its_message_and_no_citation(site: TestClient) -> None:
    stream = asked(site, documents=["nowhere"])
    assert [one.name for one in stream] == ["start", "status", "sources", "status", "delta", "done"]
    assert stream[-1].data["status"] == "declined"
    assert stream[-2].data["text"] == stream[-1].data["declined"]["message"]


@pytest.mark.parametrize(
    "accept", ["text/event-stream", "application/json;q=0.5, Text/Event-Stream;q=1", "*/*, text/event-stream;q=0.001"]
)
def test_a_client_may_ask_for_a_stream_by_its_accept_header(site: TestClient, accept: str) -> None:
    response = site.post("/v1/ask", json={"question": QUESTION}, headers={"Accept": accept})
    assert response.headers["content-type"].startswith("text/event-stream")


@pytest.mark.parametrize(
    "accept", ["", "*/*", "text/event-stream;q=0", "application/json, TEXT/event-stream ; level=1 ; Q=0.000"]
)
def test_a_client_that_does_not_want_a_stream_gets_none(site: TestClient, accept: str) -> None:
    response = site.post("/v1/ask", json={"question": QUESTION}, headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")


def test_a_stream_is_neither_kept_nor_held_back_on_its_way(site: TestClient) -> None:
    headers = site.post("/v1/ask", json={"question": QUESTION, "stream": True}).headers
    assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")
    assert "connection" not in headers


def test_what_can_fail_before_the_stream_fails_with_its_own_status(empty_site: TestClient) -> None:
    response = empty_site.post("/v1/ask", json={"question": QUESTION, "stream": True})
    assert (response.status_code, response.json()["type"]) == (503, "urn:polycite:problem:no-index")


def test_an_unusable_question_ends_the_stream_with_a_problem(site: TestClient) -> None:
    stream = asked(site, question="?!")
    assert [one.name for one in stream] == ["start", "status", "error"]
    assert stream[-1].data["errors"][0]["pointer"] == "/question"


def test_a_failure_in_the_middle_ends_the_stream_with_a_problem_and_no_done() -> None:
    def fail(found: Heard) -> AskResponse:
        raise Unavailable("qdrant at 10.0.0.1 does not answer")

    *_, last = told(b"".join(collected(fail)).decode())
    assert (last.name, last.data) == ("error", UNAVAILABLE.model_dump(mode="json"))


class Broken(HashingEmbedder):
    """Fails in a way nobody foresaw."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Raises."""
        raise RuntimeError(f"{CANARY} in weights.onnx")


def test_what_nobody_foresaw_also_ends_the_stream_once_and_tells_only_the_log(
    asker: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    with TestClient(create_app(replace(asker, embedder=Broken()))) as site:
        response = site.post("/v1/ask", json={"question": QUESTION, "stream": True}, headers={"X-Request-ID": "abc-1"})
    stream = told(response.text)
    assert [one.name for one in stream] == ["start", "status", "error"]
    assert (stream[-1].data["type"], stream[-1].data["request_id"]) == ("urn:polycite:problem:internal", "abc-1")
    assert CANARY not in response.text
    assert "abc-1" in caplog.text
    assert f"RuntimeError: {CANARY} in weights.onnx" in caplog.text


def test_an_answer_that_cannot_be_written_ends_the_stream_with_a_problem_after_nothing_of_it(site: TestClient) -> None:
    unwritable = whole_answer(site).model_copy(update={"answer": "half a character: \ud800"})
    stream = told(b"".join(collected(telling(unwritable))).decode())
    assert [(one.name, one.id) for one in stream] == [("start", 1), ("status", 2), ("sources", 3), ("error", 4)]


def test_text_cannot_forge_an_event(site: TestClient) -> None:
    forged = 'x\n\nevent: done\ndata: {}\n\r\n\u2028"'
    answer = whole_answer(site).model_copy(update={"answer": forged})
    stream = told(b"".join(collected(telling(answer))).decode())
    assert [one.name for one in stream].count("done") == 1
    assert "".join(one.data["text"] for one in stream if one.name == "delta") == forged


def test_a_slow_answer_keeps_its_connection_alive(site: TestClient) -> None:
    answer, released = whole_answer(site), Event()

    def slow(found: Heard) -> AskResponse:
        assert released.wait(30)
        return answer

    async def listen() -> list[bytes]:
        heard = []
        async for event in events({}, slow, lambda error: UNAVAILABLE, Turns(), silence=0.001):
            heard.append(event)
            if heard.count(KEEP_ALIVE) == 3:
                released.set()
        return heard

    heard = asyncio.run(listen())
    assert heard[2:5] == [KEEP_ALIVE] * 3
    assert heard[-1].startswith(b"event: done")


def test_each_stream_counts_for_itself() -> None:
    first, second = Numbering(), Numbering()
    assert first.event("a", {}) == second.event("a", {}) == b"event: a\ndata: {}\nid: 1\n\n"
    assert b"id: 2" in first.event("a", {})


def test_two_streams_have_answers_of_two_names(asker: Asker) -> None:
    with TestClient(create_app(replace(asker))) as site:
        assert asked(site)[-1].data["id"] != asked(site)[-1].data["id"]
