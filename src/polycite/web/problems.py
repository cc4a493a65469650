"""Everything that can go wrong over HTTP, as problem details (RFC 9457) of stable types.

One table maps the error tree and one maps bare status codes. A problem never repeats what was sent: names of known
fields only, as JSON pointers (RFC 6901), and never shows a stack or a path of the server.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from polycite.errors import (
    BadQuestion,
    FingerprintMismatch,
    GenerationGone,
    IndexBusy,
    IndexDamaged,
    NoIndex,
    NoPicture,
    OriginalGone,
    Overloaded,
    PolyciteError,
    Stopping,
    Unavailable,
    UnknownAnswer,
    UnknownDocument,
)
from polycite.web.field_errors import FieldError, field_errors

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


class Problem(BaseModel):
    """The body of every error."""

    model_config = ConfigDict(frozen=True)

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of problem: `name` ends its type URI; `retry` is seconds after which trying again makes sense."""

    status: int
    name: str
    detail: str
    retry: int | None = None

    @property
    def uri(self) -> str:
        """The type URI, which never changes."""
        return f"urn:polycite:problem:{self.name}"


INTERNAL = Sort(500, "internal", "something went wrong here: give the request_id to the operator")
INVALID = Sort(422, "invalid-request", "a field is missing, unknown or out of its bounds: see errors")
TOO_LARGE = Sort(413, "body-too-large", "the body is larger than 256 kB")
FOREIGN = Sort(
    403, "origin-not-allowed", "pages of this origin may not use the service: its operator lists it in POLYCITE_ORIGINS"
)
BY_STATUS: Mapping[int, Sort] = {
    sort.status: sort
    for sort in (
        Sort(400, "malformed-request", "the request cannot be read"),
        Sort(404, "not-found", "nothing is at this address: /openapi.json lists what is"),
        Sort(405, "method-not-allowed", "this address does not take this method: see the Allow header"),
        TOO_LARGE,
        Sort(415, "unsupported-media-type", "send JSON, with Content-Type: application/json"),
        INVALID,
        INTERNAL,
    )
}
BY_ERROR: Mapping[type[PolyciteError], Sort] = {
    BadQuestion: INVALID,
    UnknownDocument: Sort(404, "unknown-document", "no document of this id: GET /v1/documents lists them"),
    UnknownAnswer: Sort(404, "unknown-answer", "no answer of this id is remembered: ask again"),
    NoPicture: Sort(404, "no-picture", "there is no picture of this page: its text is at /v1/documents/{id}/pages/{n}"),
    OriginalGone: Sort(
        410,
        "original-gone",
        "the file is gone or was changed after it was indexed: run 'polycite ingest PATH' on the server",
    ),
    GenerationGone: Sort(410, "generation-gone", "the index that answered has been replaced: ask again"),
    NoIndex: Sort(503, "no-index", "nothing was ingested yet: run 'polycite ingest PATH' on the server"),
    FingerprintMismatch: Sort(
        503,
        "fingerprint-mismatch",
        "the index was built with another embedder: run 'polycite ingest PATH' on the server, "
        "or set POLYCITE_EMBEDDER back",
    ),
    IndexDamaged: Sort(503, "index-damaged", "the index is damaged: run 'polycite ingest PATH' on the server"),
    IndexBusy: Sort(503, "index-busy", "the index is being written: try again", retry=5),
    Overloaded: Sort(503, "overloaded", "too many questions at once: try again in a moment", retry=5),
    Stopping: Sort(503, "stopping", "the service is being restarted: try again in a moment", retry=10),
    Unavailable: Sort(503, "unavailable", "something the service needs does not answer: try again", retry=5),
}


def problem(request: Request, sort: Sort, detail: str | None = None, errors: Sequence[FieldError] = ()) -> Problem:
    """A problem of this request."""
    return Problem(
        type=sort.uri,
        title=HTTPStatus(sort.status).phrase,
        status=sort.status,
        detail=detail or sort.detail,
        request_id=request.state.request_id,
        errors=tuple(errors),
    )


def answer_with(said: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The response that carries a problem."""
    return Response(said.model_dump_json(), said.status, headers, MEDIA_TYPE)


def sort_of(error: BaseException) -> Sort:
    """The sort of an error, by its nearest kin in the table; INTERNAL for what nobody foresaw."""
    return next((BY_ERROR[kind] for kind in type(error).__mro__ if kind in BY_ERROR), INTERNAL)


def problem_of(request: Request, error: BaseException) -> Problem:
    """An error as a problem; what only the operator may read goes to the log, with the stack of an unforeseen one."""
    sort = sort_of(error)
    if isinstance(error, BadQuestion):
        return problem(request, sort, errors=[FieldError(pointer="/question", code="bad_question", message=str(error))])
    if sort.status >= 500:
        foreseen = isinstance(error, PolyciteError)
        _log.error("%s %s", request.state.request_id, error, exc_info=None if foreseen else error)
    return problem(request, sort)


def on_error(request: Request, error: Exception) -> Response:
    """Handler of PolyciteError."""
    assert isinstance(error, PolyciteError)
    retry = sort_of(error).retry
    return answer_with(problem_of(request, error), {"Retry-After": str(retry)} if retry else None)


def on_status(request: Request, error: Exception) -> Response:
    """Handler of a bare HTTP status: no such address, a method it does not take, a body that cannot be read."""
    assert isinstance(error, HTTPException)
    sort = BY_STATUS.get(error.status_code, INTERNAL)
    plain = error.detail == HTTPStatus(error.status_code).phrase
    return answer_with(problem(request, sort, None if plain else error.detail), error.headers)


def on_invalid(request: Request, error: Exception) -> Response:
    """Handler of a request that does not fit its schema."""
    assert isinstance(error, RequestValidationError)
    body = getattr(request.scope["route"], "body_field", None)
    return answer_with(
        problem(request, INVALID, errors=field_errors(error.errors(), body and body.field_info.annotation))
    )


def on_crash(request: Request, error: Exception) -> Response:
    """Handler of everything nobody foresaw; the server logs the stack."""
    return answer_with(problem(request, INTERNAL))
