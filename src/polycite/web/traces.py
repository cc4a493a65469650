"""GET /v1/answers/{id}/trace: how an answer came about, for the one who asked.

Only the question is remembered, with the generation that answered; the trace is made by asking it again there, which
gives the same answer. So asking costs nothing more, and nobody is shown what they may no longer read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from threading import Lock
from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as PathParameter
from starlette.requests import Request
from starlette.responses import Response

from polycite.answer import Answer, Asking, Question
from polycite.ask import Asker
from polycite.errors import UnknownAnswer
from polycite.explanation import Explanation
from polycite.model import Principal
from polycite.replay import asked_again, written
from polycite.web.description import problems
from polycite.web.presence import Presence, unless_gone
from polycite.web.principals import principal_of
from polycite.web.schema import Mode
from polycite.web.turns import Turns

REMEMBERED = 1000
"""Answers whose question is remembered; the oldest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is remembered of an answer: its question as it was asked, the generation, the day, its own names, and the
    mode it was asked in."""

    question: Question
    generation: str
    day: date
    answer_id: str
    trace_id: str
    mode: Mode | None = None


class Recent:
    """The last questions by the id of their answer, in memory only. Safe to share between threads.

    `also` is told of each answer too.
    """

    def __init__(self, room: int = REMEMBERED, also: Callable[[Answer, Asking], None] = lambda *_: None) -> None:
        self._room, self._lock, self._also = room, Lock(), also
        self._asked: OrderedDict[str, Asked] = OrderedDict()

    def keep(self, answer: Answer, day: date, mode: Mode | None = None) -> None:
        """Remember what was asked."""
        asking = answer.trace.asking
        if asking is None:
            return
        with self._lock:
            names = answer.id, answer.trace.id
            self._asked[answer.id] = Asked(asking.question, answer.generation.id, day, *names, mode)
            while len(self._asked) > self._room:
                self._asked.popitem(last=False)
        self._also(answer, asking)

    def of(self, identifier: str, principal: Principal) -> Asked:
        """What somebody asked. Raises UnknownAnswer, for another's answer too."""
        with self._lock:
            known = self._asked.get(identifier)
        if known is None or known.question.scope.principal.id != principal.id:
            raise UnknownAnswer(identifier)
        return known


def traces(asker: Asker, recent: Recent, turns: Turns) -> APIRouter:
    """The route that explains an answer, in its turn: it is asked once more."""
    router = APIRouter(tags=["questions"], responses=problems(404, 410, 422, 500, 503))

    @router.get("/v1/answers/{answer_id}/trace", response_model=Explanation)
    async def trace(answer_id: Annotated[str, PathParameter(max_length=100)], request: Request) -> Response:
        """Every stage from the question to the answer. Only the last answers are remembered, by the one who asked."""
        principal = principal_of(request)
        return await unless_gone(request, turns, partial(_written, asker, recent.of(answer_id, principal), principal))

    return router


def traced(asker: Asker, asked: Asked, principal: Principal) -> Explanation:
    """The explanation of a remembered answer, under its own names. Raises GenerationGone."""
    scope = replace(asked.question.scope, principal=principal)
    told = asked_again(asker, replace(asked.question, scope=scope), asked.generation, asked.day)
    return replace(told, answer_id=asked.answer_id, trace_id=asked.trace_id)


def _written(asker: Asker, asked: Asked, principal: Principal, presence: Presence) -> Response:
    presence.check()
    return Response(written(traced(asker, asked, principal)), media_type="application/json")
