"""The page that takes a question, and the form that sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from polycite.answer import Question
from polycite.ask import Asker
from polycite.errors import BadQuestion, Overloaded, PolyciteError, Stopping, Unavailable, UnknownAnswer
from polycite.followup import TURNS
from polycite.model import LANGUAGES, Language, Principal, Scope
from polycite.question import LONGEST
from polycite.web.pages.forms import form_of
from polycite.web.pages.interface import language_of_page
from polycite.web.pages.rendering import page
from polycite.web.presence import Presence, unless_gone
from polycite.web.principals import principal_of
from polycite.web.problems import on_error
from polycite.web.site import Site
from polycite.web.traces import Recent
from polycite.web.turns import Turns

Form = Annotated[Mapping[str, str], Depends(form_of)]


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes questions from the form, and gives it back where one cannot be asked."""

    asker: Asker
    recent: Recent
    site: Site

    def blank(
        self,
        request: Request,
        language: Language,
        text: str = "",
        error: str | None = None,
        after: str | None = None,
        status: int = 422,
    ) -> Response:
        """The form; `error` is the key of what is said of the text in it, which has a status of its own."""
        return page(
            "ask.html",
            request,
            "ask",
            status if error else 200,
            language,
            question=text,
            error=error,
            after=after,
            longest=LONGEST,
            days=self.site.days,
            suggestions=self.site.suggestions.get(language, ()),
        )

    def take(self, request: Request, form: Mapping[str, str], presence: Presence) -> Response:
        """Ask, and lead to the page of the answer. Raises Abandoned where nobody waits for it any more."""
        language, text, after = _typed(request, form)
        if not text or len(text) > LONGEST:
            return self.blank(request, language, text, "ask_too_long" if text else "ask_empty", after)
        try:
            answer = self.asker.ask(_put(text, principal_of(request), self.recent, after), found=presence.check)
        except UnknownAnswer:
            return self.blank(request, language, text, "ask_forgotten")
        except BadQuestion:
            return self.blank(request, language, text, "ask_unreadable", after)
        self.recent.keep(answer, self.asker.today())
        return RedirectResponse(address_of(answer.id, language), 303)

    def later(self, request: Request, form: Mapping[str, str], error: PolyciteError) -> Response:
        """The form with what was typed, to be sent again in a moment."""
        language, text, after = _typed(request, form)
        told = self.blank(request, language, text, "ask_busy", after, 503)
        told.headers["Retry-After"] = on_error(request, error).headers["Retry-After"]
        return told


def questions(asker: Asker, recent: Recent, site: Site, turns: Turns) -> APIRouter:
    """GET / and POST /ask, which waits for its turn."""
    router, desk = APIRouter(include_in_schema=False), Desk(asker, recent, site)

    @router.get("/")
    @router.get("/ask")
    def ready(request: Request) -> Response:
        """The form; `?question=` fills it in and asks nothing."""
        return desk.blank(request, language_of_page(request), request.query_params.get("question", "")[:LONGEST])

    @router.post("/ask")
    async def asked(request: Request, form: Form) -> Response:
        try:
            return await unless_gone(request, turns, partial(desk.take, request, form))
        except (Overloaded, Stopping, Unavailable) as error:
            return desk.later(request, form, error)

    return router


def address_of(answer_id: str, language: Language) -> str:
    """The page of an answer, relative to the service."""
    return f"/answers/{quote(answer_id, safe='')}?{urlencode({'lang': language})}"


def _typed(request: Request, form: Mapping[str, str]) -> tuple[Language, str, str | None]:
    """The language of the page, the question and the answer it follows."""
    language = next((one for one in LANGUAGES if one == form.get("lang")), language_of_page(request))
    return language, form.get("question", "").replace("\r\n", "\n").strip(), form.get("after")


def _put(text: str, principal: Principal, recent: Recent, after: str | None) -> Question:
    """A question, after those of the answer it follows. Raises UnknownAnswer."""
    question = Question(text, Scope(principal))
    if not after:
        return question
    earlier = recent.of(after, principal).question
    return replace(question, history=(*earlier.history, earlier.text)[-TURNS:])
