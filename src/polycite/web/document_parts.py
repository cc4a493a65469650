"""GET /v1/documents/{id} and what is below it: versions, the original file, pages and their pictures."""

from __future__ import annotations

from enum import IntEnum
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from polycite.ask import Asker
from polycite.errors import NoPicture
from polycite.model import Document, Page
from polycite.ports import PageDrawer
from polycite.web.contract import entries_out
from polycite.web.description import problems
from polycite.web.document_shapes import PageTextOut, VersionsOut
from polycite.web.originals import Originals
from polycite.web.principals import principal_of
from polycite.web.relatives import entry_of, language_versions, replaced_by, replaces
from polycite.web.schema import EntryOut

DRAWABLE = "application/pdf"
"""The media type that has pictures of its pages."""
_UNTRUSTED = "sandbox; default-src 'none'"
_JSON = "application/json"
Identifier = Annotated[str, Path(max_length=200)]
Number = Annotated[int, Path(ge=1, le=100_000)]


class Width(IntEnum):
    """Pixels across a picture of a page: few, so that few are drawn and kept."""

    SMALL = 800
    PLAIN = 1200
    FINE = 1600
    LARGE = 2400


def document_parts(asker: Asker, originals: Originals, drawer: PageDrawer | None) -> APIRouter:
    """The routes of one document; only the live generation is needed, no embedder."""
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
        entries = asker.library.current().documents(principal_of(request))
        entry = entry_of(document_id, entries)
        told = (
            entries_out(found, entries, asker.today())
            for found in (language_versions(entry, entries), replaces(entry, entries), replaced_by(entry, entries))
        )
        return Response(_versions(*told).model_dump_json(), media_type=_JSON)

    @router.get("/v1/documents/{document_id}/content", response_class=FileResponse, responses=problems(410))
    def content(document_id: Identifier, request: Request) -> Response:
        """The file that was indexed, as long as it is there unchanged; parts of it by Range."""
        index = asker.library.current()
        source = entry_of(document_id, index.documents(principal_of(request))).source
        headers = _kept(source.digest) | {"Content-Type": source.media_type, "Content-Security-Policy": _UNTRUSTED}
        path = originals.of(index.generation, source)
        if _known(request, headers):
            return Response(status_code=304, headers=_kept(source.digest))
        name = PurePosixPath(source.path).name
        return FileResponse(path, headers=headers, filename=name, stat_result=path.stat())

    @router.get("/v1/documents/{document_id}/pages/{number}", response_model=PageTextOut)
    def page(document_id: Identifier, number: Number, request: Request) -> Response:
        """The text of a page and where it stands in the document's."""
        document = asker.library.current().document(document_id, principal_of(request))
        return Response(_page(document, number).model_dump_json(), media_type=_JSON)

    @router.get(
        "/v1/documents/{document_id}/pages/{number}/image",
        response_class=Response,
        responses={200: {"content": {"image/png": {}}}, **problems(410)},
    )
    def image(document_id: Identifier, number: Number, request: Request, width: Width = Width.PLAIN) -> Response:
        """A picture of a page of a PDF, `width` pixels across."""
        index = asker.library.current()
        entry = entry_of(document_id, index.documents(principal_of(request)))
        if drawer is None or entry.source.media_type != DRAWABLE:
            raise NoPicture(f"{entry.source.path!r} has no pages to draw")
        _require_page(number, entry.pages)
        headers = _kept(f"{entry.source.digest}-{number}-{width}")
        path = originals.of(index.generation, entry.source)
        if _known(request, headers):
            return Response(status_code=304, headers=headers)
        picture = drawer.draw(path, entry.source.digest, number, width)
        return Response(picture, headers=headers, media_type="image/png")

    return router


def _versions(
    languages: tuple[EntryOut, ...], supersedes: tuple[EntryOut, ...], superseded_by: tuple[EntryOut, ...]
) -> VersionsOut:
    return VersionsOut(languages=languages, supersedes=supersedes, superseded_by=superseded_by)


def _page(document: Document, number: int) -> PageTextOut:
    _require_page(number, len(document.pages))
    found: Page = document.pages[number - 1]
    # A damaged PDF can yield half a surrogate pair, which no JSON can carry.
    text = found.span.of(document.text).encode(errors="replace").decode()
    return PageTextOut(number=found.number, label=found.label, start=found.span.start, end=found.span.end, text=text)


def _require_page(number: int, pages: int) -> None:
    if number > pages:
        raise HTTPException(404, "the document has no page of this number: GET /v1/documents/{id} tells how many")


def _kept(tag: str) -> dict[str, str]:
    """Headers of what a cache may keep for its one reader, and must ask for again, as rights may be withdrawn."""
    return {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}


def _known(request: Request, headers: dict[str, str]) -> bool:
    return headers["ETag"] in request.headers.get("if-none-match", "")
