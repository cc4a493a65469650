"""POST /v1/feedback, and POST /feedback for the form of a page: what the asker of an answer says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Depends
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from polycite.journal import LONGEST_REASON, Feedback, Vote, said
from polycite.ports import Journal
from polycite.web.description import problems
from polycite.web.pages.forms import form_of
from polycite.web.pages.interface import language_of_page
from polycite.web.principals import principal_of
from polycite.web.strict_json import StrictRoute

UNDO = "undo"
"""The vote of a form that takes a vote back."""
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
Form = Annotated[Mapping[str, str], Depends(form_of)]


class FeedbackRequest(BaseModel):
    """What is said of an answer, in place of what was said of it before; `vote` null takes everything back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer_id: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    vote: Vote | None
    reason: Annotated[str, StringConstraints(max_length=LONGEST_REASON)] | None = None
    tags: Annotated[tuple[Tag, ...], Field(max_length=10)] = ()

    @property
    def given(self) -> Feedback | None:
        """As the journal takes it."""
        if self.vote is None:
            return None
        return Feedback(self.vote, said(self.reason or ""), tuple(dict.fromkeys(self.tags)))


def feedback(journal: Journal) -> APIRouter:
    """The route of the API."""
    router = APIRouter(route_class=StrictRoute, tags=["feedback"])

    @router.post("/v1/feedback", status_code=204, responses=problems(400, 403, 404, 413, 415, 422, 500, 503))
    def give(told: FeedbackRequest, request: Request) -> Response:
        """Say whether an answer helped; only who asked may, and saying it again replaces it."""
        journal.give(told.answer_id, principal_of(request), told.given)
        return Response(status_code=204)

    return router


def feedback_form(journal: Journal) -> APIRouter:
    """The route of the form, which leads back to the page named in `back`, or else to the answer's."""
    router = APIRouter(include_in_schema=False)

    @router.post("/feedback")
    def sent(form: Form, request: Request) -> Response:
        told = _read(form)
        journal.give(told.answer_id, principal_of(request), told.given)
        own = f"/answers/{quote(told.answer_id, safe='')}?{urlencode({'lang': language_of_page(request)})}"
        return RedirectResponse(same_site(form.get("back", "")) or own, 303)

    return router


def _read(form: Mapping[str, str]) -> FeedbackRequest:
    """What a form says; fields of the page's own are none of it. Raises RequestValidationError."""
    vote = form.get("vote")
    # A browser sends a line's end as two characters, and people count one.
    reason = form.get("reason", "").replace("\r\n", "\n")
    fields = {"answer_id": form.get("answer_id"), "vote": None if vote == UNDO else vote or "", "reason": reason}
    try:
        return FeedbackRequest.model_validate(fields)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from error


def same_site(address: str) -> str | None:
    """A path of this service with its query and fragment, to send a browser to; None for anything else."""
    if not address.startswith("/") or not address.isascii() or not address.isprintable() or "\\" in address:
        return None
    # Browsers read // as the start of another host.
    return None if address.startswith("//") or urlsplit(address).netloc else address
