"""GET /v1/answers/{id}: an answer once more, for the one who asked, made again on the generation that gave it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as PathParameter
from starlette.requests import Request
from starlette.responses import Response

from polycite.answer import Answer
from polycite.ask import Asker, Heard
from polycite.errors import GenerationGone
from polycite.model import Principal
from polycite.web.contract import answer_out
from polycite.web.description import problems
from polycite.web.presence import Presence, unless_gone
from polycite.web.principals import principal_of
from polycite.web.schema import AskResponse
from polycite.web.traces import Asked, Recent
from polycite.web.turns import Turns


def again(asker: Asker, recent: Recent, turns: Turns) -> APIRouter:
    """The route that gives an answer once more, in its turn: it costs as much as asking."""
    router = APIRouter(tags=["questions"], responses=problems(404, 410, 422, 500, 503))

    @router.get("/v1/answers/{answer_id}", response_model=AskResponse)
    async def given(answer_id: Annotated[str, PathParameter(max_length=100)], request: Request) -> Response:
        """The same answer under the same id. Only the last answers are remembered, by the one who asked."""
        principal = principal_of(request)
        return await unless_gone(request, turns, partial(_written, asker, recent.of(answer_id, principal), principal))

    return router


def given_again(asker: Asker, asked: Asked, principal: Principal, found: Heard = lambda _: None) -> Answer:
    """A remembered answer under its own names, from what its asker may read now. Raises GenerationGone, and what
    `found` raises, which is told the passages."""
    index = asker.index()
    if index.generation.id != asked.generation:
        raise GenerationGone(asked.generation, index.generation.id)
    scope = replace(asked.question.scope, principal=principal)
    answer = replace(asker, today=lambda: asked.day).ask(replace(asked.question, scope=scope), index, found)
    return replace(answer, id=asked.answer_id, trace=replace(answer.trace, id=asked.trace_id))


def _written(asker: Asker, asked: Asked, principal: Principal, presence: Presence) -> Response:
    response = answer_out(given_again(asker, asked, principal, presence.check), asked.day, asked.mode)
    return Response(response.model_dump_json(), media_type="application/json")
