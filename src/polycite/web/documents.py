"""GET /v1/documents and a document's text."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from polycite.ask import Asker
from polycite.model import Entry
from polycite.web.contract import page_out
from polycite.web.cursors import Cursors, Place
from polycite.web.description import problems
from polycite.web.principals import principal_of
from polycite.web.schema import DocumentsResponse


def documents(asker: Asker, cursors: Cursors) -> APIRouter:
    """The routes that show what is indexed; only its live generation is needed, no embedder."""
    router = APIRouter(tags=["documents"], responses=problems(422, 500, 503))

    @router.get("/v1/documents", response_model=DocumentsResponse, responses=problems(400))
    def listing(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=100)] = 50,
        cursor: Annotated[str | None, Query(max_length=8192)] = None,
    ) -> Response:
        """Documents by path; `next_cursor`, also in the Link header, asks for the following ones."""
        principal, index = principal_of(request), asker.library.current()
        entries = sorted(index.documents(principal), key=_place)
        rest = _after(entries, cursors.read(cursor, principal) if cursor else None)
        more = cursors.write(_place(rest[limit - 1]), principal) if len(rest) > limit else None
        response = page_out(index.generation, rest[:limit], entries, asker.today(), more)
        headers = {"Link": f'</v1/documents?{urlencode({"limit": limit, "cursor": more})}>; rel="next"'} if more else {}
        return Response(response.model_dump_json(), headers=headers, media_type="application/json")

    @router.get("/v1/documents/{document_id}/text", response_class=PlainTextResponse, responses=problems(404))
    def text(document_id: str, request: Request) -> Response:
        """The canonical text, which the offsets of quotes and passages point into, in UTF-8."""
        document = asker.library.current().document(document_id, principal_of(request))
        # A damaged PDF can yield half a surrogate pair, which UTF-8 cannot carry; no offset moves.
        return _tagged(document.text.encode(errors="replace"), request)

    return router


def _tagged(body: bytes, request: Request) -> Response:
    """A text that a cache may keep and must ask for again; 304 where the asker still has it."""
    tag = f'"{sha256(body).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return PlainTextResponse(body, headers=headers)


def _place(entry: Entry) -> Place:
    return entry.source.path, entry.id


def _after(entries: Sequence[Entry], place: Place | None) -> Sequence[Entry]:
    return entries if place is None else [entry for entry in entries if _place(entry) > place]
