"""Problems as pages: for a browser that asks for a page, what went wrong and what to do next, in its language."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from polycite.web.pages.interface import language_of_page
from polycite.web.pages.rendering import page
from polycite.web.problems import MEDIA_TYPE, Problem

Failing = Callable[[Request, Exception], Response]
# Every address but these is a page, so that a mistyped one is answered in a person's language too.
_API = ("/v1/", "/widget/", "/assets/", "/openapi.json", "/livez", "/readyz", "/healthz")
_BY_TYPE = {
    "unknown-answer": "answer",
    "generation-gone": "answer",
    "unknown-document": "document",
    "no-index": "empty",
}
_BY_STATUS = {404: "address", 405: "address", 500: "crash"}


def as_page(failing: Failing) -> Failing:
    """The same handler, whose problem a browser is shown as a page."""

    def shown(request: Request, error: Exception) -> Response:
        return to_be_read(request, failing(request, error))

    return shown


def to_be_read(request: Request, response: Response) -> Response:
    """The same response, or its problem as a page where a browser asks for one."""
    if not _wants_page(request) or response.media_type != MEDIA_TYPE:
        return response
    return _page(request, Problem.model_validate_json(bytes(response.body)), response)


def _wants_page(request: Request) -> bool:
    """Whether a browser asks for a page, not a program for data."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(_API)


def _page(request: Request, said: Problem, response: Response) -> Response:
    name = said.type.rpartition(":")[2]
    kind = _BY_TYPE.get(name) or _BY_STATUS.get(said.status, "busy" if said.status == 503 else "request")
    told = page("failure.html", request, "", said.status, language_of_page(request), kind=kind, problem=said)
    for header in ("retry-after", "allow"):
        if header in response.headers:
            told.headers[header] = response.headers[header]
    return told
