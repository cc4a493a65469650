"""GET /v1/documents/{id}, its versions, and the text of its pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from polycite.ask import Asker
from polycite.model import Document, Page
from polycite.web.contract import entries_out
from polycite.web.description import problems
from polycite.web.document_shapes import PageTextOut, VersionsOut
from polycite.web.principals import principal_of
from polycite.web.relatives import entry_of, language_versions, replaced_by, replaces
from polycite.web.schema import EntryOut

Identifier = Annotated[str, Path(max_length=200)]
Number = Annotated[int, Path(ge=1, le=100_000)]
_JSON = "application/json"


def document_parts(asker: Asker) -> APIRouter:
    """What is told of one document; only the live generation is needed, no embedder."""
    router = APIRouter(tags=["documents"], responses=problems(404, 422, 500, 503))

    @router.get("/v1/documents/{document_id}", response_model=EntryOut)
    def one(document_id: Identifier, request: Request) -> Response:
        """A document as the list of documents has it."""
        entries = asker.library.current().documents(principal_of(request))
        (told,) = entries_out([entry_of(document_id, entries)], entries, asker.today())
        return Response(told.model_dump_json(), media_type=_JSON)

    @router.get("/v1/documents/{document_id}/versions", response_model=VersionsOut)
    def versions(document_id: Identifier, request: Request) -> Response:
        """Its other languages, what it replaced and what replaced it, as far as the asker may read them."""
        return Response(_versions(asker, document_id, request).model_dump_json(), media_type=_JSON)

    @router.get("/v1/documents/{document_id}/pages/{number}", response_model=PageTextOut)
    def page(document_id: Identifier, number: Number, request: Request) -> Response:
        """The text of a page and where it stands in the document's."""
        document = asker.library.current().document(document_id, principal_of(request))
        return Response(_page(document, number).model_dump_json(), media_type=_JSON)

    return router


def require_page(number: int, pages: int) -> None:
    """Raises HTTPException (404) for a page that a document of so many pages does not have."""
    if number > pages:
        raise HTTPException(404, "the document has no page of this number: GET /v1/documents/{id} tells how many")


def _versions(asker: Asker, document_id: str, request: Request) -> VersionsOut:
    entries = asker.library.current().documents(principal_of(request))
    entry, today = entry_of(document_id, entries), asker.today()
    return VersionsOut(
        languages=entries_out(language_versions(entry, entries), entries, today),
        supersedes=entries_out(replaces(entry, entries), entries, today),
        superseded_by=entries_out(replaced_by(entry, entries), entries, today),
    )


def _page(document: Document, number: int) -> PageTextOut:
    require_page(number, len(document.pages))
    found: Page = document.pages[number - 1]
    # A damaged PDF can yield half a surrogate pair, which no JSON can carry.
    text = found.span.of(document.text).encode(errors="replace").decode()
    return PageTextOut(number=found.number, label=found.label, start=found.span.start, end=found.span.end, text=text)
