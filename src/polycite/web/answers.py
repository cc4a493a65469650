"""POST /v1/ask and POST /v1/search."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Body
from fastapi.sse import EventSourceResponse
from starlette.requests import Request
from starlette.responses import Response

from polycite.ask import Asker
from polycite.ports import Index
from polycite.web.asking import AskRequest, SearchRequest
from polycite.web.contract import answer_out, found_out
from polycite.web.description import QUESTIONS, STREAM, problems
from polycite.web.events import events
from polycite.web.principals import principal_of
from polycite.web.problems import problem_of
from polycite.web.schema import AskResponse, SearchResponse
from polycite.web.strict_json import StrictRoute
from polycite.web.traces import Recent

_STREAM = "text/event-stream"
# RFC 9110, 12.4.2: a weight of 0 means "not acceptable".
_REFUSED = re.compile(r"q=0(\.0{0,3})?")


def answers(asker: Asker, recent: Recent) -> APIRouter:
    """The routes that take a question."""
    router = APIRouter(route_class=StrictRoute, tags=["questions"], responses=problems(400, 413, 415, 422, 500, 503))

    @router.post("/v1/ask", response_model=AskResponse, responses={200: {"content": STREAM}})
    def ask(asked: Annotated[AskRequest, Body(openapi_examples=QUESTIONS)], request: Request) -> Response:
        """Answer with verified quotations, or decline with the nearest passages; JSON, or server-sent events."""
        if asked.stream or _accepts_stream(request):
            return _streamed(asker, asked, request, recent)
        return _written(_answered(asker, asked, request, recent))

    @router.post("/v1/search", response_model=SearchResponse)
    def search(asked: Annotated[SearchRequest, Body(openapi_examples=QUESTIONS)], request: Request) -> Response:
        """The nearest passages, best first."""
        return _written(found_out(asker.search(asked.put_by(principal_of(request)))))

    return router


def _answered(
    asker: Asker, asked: AskRequest, request: Request, recent: Recent, index: Index | None = None
) -> AskResponse:
    answer, today = asker.ask(asked.put_by(principal_of(request)), index), asker.today()
    recent.keep(answer, today)
    return answer_out(answer, today, asked.mode)


def _streamed(asker: Asker, asked: AskRequest, request: Request, recent: Recent) -> Response:
    """A stream; what can be known to fail now still fails with its own status."""
    index, identifier = asker.index(), asker.new_id()
    # The first event names the answer before it is made, so this asker gives it that name.
    named = replace(asker, new_id=lambda: identifier)
    start: dict[str, object] = {
        "answer_id": f"ans_{identifier}",
        "request_id": request.state.request_id,
        "index_version": index.generation.id,
    }
    stream = events(
        start, lambda: _answered(named, asked, request, recent, index), lambda error: problem_of(request, error)
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
