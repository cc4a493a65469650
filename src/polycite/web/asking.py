"""What may be asked: the bodies of POST /v1/ask and /v1/search, every field bounded, unknown ones refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from polycite.answer import Question
from polycite.followup import TURNS
from polycite.model import Language, Principal, Scope
from polycite.question import LONGEST
from polycite.web.schema import Mode

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _written_out(day: object) -> object:
    # pydantic also reads numbers, and digits in a string, as seconds since 1970.
    if (isinstance(day, str) and not _DAY.fullmatch(day)) or isinstance(day, int | float):
        raise ValueError("a day is written YYYY-MM-DD")
    return day


Day = Annotated[date, BeforeValidator(_written_out)]
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Turn(BaseModel):
    """One earlier message of a conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["user", "assistant"]
    content: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class SearchRequest(BaseModel):
    """A question and what it may be answered from; null lifts a restriction, and leaves the day to the asker."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
    language: Literal[Language, "auto"] = "auto"
    k: Annotated[int, Field(strict=True, ge=1, le=50)] = 8
    as_of: Day | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=3)] | None = None
    documents: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=100)] | None = None

    def put_by(self, principal: Principal) -> Question:
        """The question as this principal asks it."""
        scope = Scope(principal, self.languages, self.documents, self.as_of)
        return Question(self.question, scope, None if self.language == "auto" else self.language, self.k)


class AskRequest(SearchRequest):
    """A question to answer; `stream` asks for server-sent events.

    `history` is oldest first. A question that cannot stand alone is read together with the last questions in it; what
    the assistant said there is never read.
    """

    mode: Mode | None = None
    history: Annotated[tuple[Turn, ...], Field(max_length=20)] = ()
    stream: StrictBool = False

    def put_by(self, principal: Principal) -> Question:
        """The question as this principal asks it, after their own earlier ones."""
        earlier = tuple(turn.content for turn in self.history if turn.role == "user")
        return replace(super().put_by(principal), history=earlier[-TURNS:])
