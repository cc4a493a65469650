"""The page of an answer: asked again on the index that gave it, so that nothing but the question is remembered."""

from __future__ import annotations

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
from polycite.web.pages.copying import as_text
from polycite.web.pages.interface import language_of_page
from polycite.web.pages.rendering import page
from polycite.web.pages.telling import page_of
from polycite.web.pages.why import why_of
from polycite.web.principals import principal_of
from polycite.web.traces import Recent


def answer_pages(asker: Asker, recent: Recent, draws: bool = False) -> APIRouter:
    """GET /answers/{answer_id}; `draws` says whether the service has pictures of pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/answers/{answer_id}")
    def shown(
        answer_id: Annotated[str, PathParameter(max_length=100)], request: Request, why: str = "", voted: str = ""
    ) -> Response:
        """The answer; `?why=1` explains it. Raises UnknownAnswer, GenerationGone."""
        language, principal = language_of_page(request), principal_of(request)
        asked = recent.of(answer_id, principal)
        answer = given_again(asker, asked, principal)
        origin, told = str(request.base_url), page_of(answer, language, asked.day, draws)
        return page(
            "answer.html",
            request,
            "answer",
            answer=answer_out(answer, asked.day),
            told=told,
            why=why_of(explain(answer, asker.phrases.analysers, asked.day), answer, language) if why == "1" else None,
            copied=as_text(answer, told, origin),
            origin=origin,
            voted=voted == "1",
            longest=LONGEST,
        )

    return router
