"""GET /documents: what can be quoted, to browse and to filter."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from polycite.ask import Asker
from polycite.model import LANGUAGES
from polycite.web.pages.catalogue import Screen, Wanted, screen_of
from polycite.web.pages.figures import is_one
from polycite.web.pages.interface import language_of_page
from polycite.web.pages.rendering import page
from polycite.web.principals import principal_of

_LONGEST = 200
"""Characters of the words looked for at most; the rest is not read."""


def document_pages(asker: Asker) -> APIRouter:
    """The list of documents a reader may read."""
    router = APIRouter(include_in_schema=False)

    @router.get("/documents")
    def listed(
        request: Request,
        q: str = "",
        tongue: str = "",
        current: str = "",
        number: Annotated[int, Query(alias="page", ge=1, le=10**6)] = 1,
    ) -> Response:
        language, day = language_of_page(request), asker.today()
        entries = asker.library.current().documents(principal_of(request))
        named = next((one for one in LANGUAGES if one == tongue), None)
        wanted = Wanted(q.strip()[:_LONGEST], named, current == "1")
        screen = screen_of(entries, wanted, language, day, number)
        return page(
            "documents.html",
            request,
            "documents",
            wanted=wanted,
            screen=screen,
            is_one=is_one,
            total=len(entries),
            before=_address(request, screen, -1),
            after=_address(request, screen, 1),
        )

    return router


def _address(request: Request, screen: Screen, step: int) -> str | None:
    """The address of the screen before or after this one; None where there is none."""
    number = screen.number + step
    if not 1 <= number <= screen.screens:
        return None
    kept = {name: value for name, value in request.query_params.items() if name != "page"}
    return f"/documents?{urlencode({**kept, 'page': number})}"
