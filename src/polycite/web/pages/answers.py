"""The page of an answer: asked again on the index that gave it, so that nothing but the question is remembered."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as PathParameter
from starlette.requests import Request
from starlette.responses import Response

from polycite.ask import Asker
from polycite.explaining import explain
from polycite.question import LONGEST
from polycite.web.again import given_again
from polycite.web.contract import answer_out
from polycite.web.originals import Originals
from polycite.web.pages.copying import as_text
from polycite.web.pages.interface import language_of_page
from polycite.web.pages.rendering import page
from polycite.web.pages.telling import page_of
from polycite.web.pages.why import why_of
from polycite.web.presence import Presence, unless_gone
from polycite.web.principals import principal_of
from polycite.web.traces import Asked, Recent
from polycite.web.turns import Turns


def answer_pages(asker: Asker, recent: Recent, turns: Turns, originals: Originals | None = None) -> APIRouter:
    """GET /answers/{answer_id}, in its turn; without `originals` no page has a picture."""
    router = APIRouter(include_in_schema=False)

    @router.get("/answers/{answer_id}")
    async def shown(answer_id: Annotated[str, PathParameter(max_length=100)], request: Request) -> Response:
        """The answer; `?why=1` explains it. Raises UnknownAnswer, GenerationGone."""
        asked = recent.of(answer_id, principal_of(request))
        return await unless_gone(request, turns, partial(_shown, asker, asked, request, originals))

    return router


def _shown(asker: Asker, asked: Asked, request: Request, originals: Originals | None, presence: Presence) -> Response:
    language, query = language_of_page(request), request.query_params
    answer = given_again(asker, asked, principal_of(request), presence.check)
    drawn = partial(originals.there, answer.generation) if originals else lambda _: False
    origin, told = str(request.base_url), page_of(answer, language, asked.day, drawn)
    explained = explain(answer, asker.phrases.analysers, asked.day) if query.get("why") == "1" else None
    return page(
        "answer.html",
        request,
        "answer",
        answer=answer_out(answer, asked.day, asked.mode),
        told=told,
        why=why_of(explained, answer, language) if explained else None,
        copied=as_text(answer, told, origin),
        origin=origin,
        voted=query.get("voted") == "1",
        longest=LONGEST,
    )
