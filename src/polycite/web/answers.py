"""POST /v1/ask and POST /v1/search."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.sse import EventSourceResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from polycite.ask import Asker, Heard
from polycite.ports import Index
from polycite.web.asking import AskRequest, SearchRequest
from polycite.web.contract import answer_out, found_out
from polycite.web.description import QUESTIONS, STREAM, problems
from polycite.web.events import events
from polycite.web.presence import Presence, unless_gone
from polycite.web.principals import principal_of
from polycite.web.problems import problem_of
from polycite.web.schema import AskResponse, SearchResponse
from polycite.web.strict_json import StrictRoute
from polycite.web.traces import Recent
from polycite.web.turns import Turns

_STREAM = "text/event-stream"
# RFC 9110, 12.4.2: a weight of 0 means "not acceptable".
_REFUSED = re.compile(r"q=0(\.0{0,3})?")


def answers(asker: Asker, recent: Recent, turns: Turns) -> APIRouter:
    """The routes that take a question, each in its turn."""
    router = APIRouter(
        route_class=StrictRoute, tags=["questions"], responses=problems(400, 403, 413, 415, 422, 500, 503)
    )

    @router.post("/v1/ask", response_model=AskResponse, responses={200: {"content": STREAM}})
    async def ask(asked: Annotated[AskRequest, Body(openapi_examples=QUESTIONS)], request: Request) -> Response:
        """Answer with verified quotations, or decline with the nearest passages; JSON, or server-sent events."""
        if asked.stream or _accepts_stream(request):
            turns.admit()
            return _streamed(asker, await run_in_threadpool(asker.index), asked, request, recent, turns)
        work = partial(_written_answer, asker, asked, request, recent)
        return await unless_gone(request, turns, work)

    @router.post("/v1/search", response_model=SearchResponse)
    async def search(asked: Annotated[SearchRequest, Body(openapi_examples=QUESTIONS)], request: Request) -> Response:
        """The nearest passages, best first."""
        question = asked.put_by(principal_of(request))
        return await unless_gone(request, turns, lambda _: _written(found_out(asker.search(question))))

    return router


def _answered(
    asker: Asker, asked: AskRequest, request: Request, recent: Recent, found: Heard, index: Index | None = None
) -> AskResponse:
    answer, today = asker.ask(asked.put_by(principal_of(request)), index, found), asker.today()
    recent.keep(answer, today, asked.mode)
    return answer_out(answer, today, asked.mode)


def _written_answer(asker: Asker, asked: AskRequest, request: Request, recent: Recent, presence: Presence) -> Response:
    return _written(_answered(asker, asked, request, recent, presence.check))


def _streamed(
    asker: Asker, index: Index, asked: AskRequest, request: Request, recent: Recent, turns: Turns
) -> Response:
    """A stream; what can be known to fail before it still fails with its own status."""
    identifier = asker.new_id()
    # The first event names the answer before it is made, so this asker gives it that name.
    named = replace(asker, new_id=lambda: identifier)
    start: dict[str, object] = {
        "answer_id": f"ans_{identifier}",
        "request_id": request.state.request_id,
        "index_version": index.generation.id,
    }
    stream = events(
        start,
        lambda found: _answered(named, asked, request, recent, found, index),
        lambda error: problem_of(request, error),
        turns,
    )
    return EventSourceResponse(stream, headers={"X-Accel-Buffering": "no"})


def _accepts_stream(request: Request) -> bool:
    """Whether an Accept header names the stream, with a weight above 0."""
    ranges = ",".join(request.headers.getlist("accept")).lower().split(",")
    named = ([part.strip() for part in one.split(";")] for one in ranges)
    return any(kind == _STREAM and not any(map(_REFUSED.fullmatch, rest)) for kind, *rest in named)


def _written(response: AskResponse | SearchResponse) -> Response:
    """Written once, by the same function as --json."""
    return Response(response.model_dump_json(), media_type="application/json")
