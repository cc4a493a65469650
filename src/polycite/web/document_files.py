"""GET /v1/documents/{id}/content and /pages/{n}/image: the original file, and pictures of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePosixPath

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from polycite.ask import Asker
from polycite.errors import NoPicture
from polycite.ports import PageDrawer
from polycite.web.description import Responses, problems
from polycite.web.document_parts import Identifier, Number, require_page
from polycite.web.originals import Originals
from polycite.web.principals import principal_of
from polycite.web.relatives import entry_of

DRAWABLE = "application/pdf"
"""The media type that has pictures of its pages."""
_UNTRUSTED = "sandbox; default-src 'none'"
_PICTURE: Responses = {200: {"content": {"image/png": {}}}}


class Width(IntEnum):
    """Pixels across a picture of a page: few, so that few are drawn and kept."""

    SMALL = 800
    PLAIN = 1200
    FINE = 1600
    LARGE = 2400


def document_files(asker: Asker, originals: Originals, drawer: PageDrawer | None) -> APIRouter:
    """The routes that read the files that were ingested; without `drawer` no page has a picture."""
    router = APIRouter(tags=["documents"], responses=problems(404, 410, 422, 500, 503))
    files = _Files(asker, originals, drawer)

    @router.get("/v1/documents/{document_id}/content", response_class=FileResponse)
    def content(document_id: Identifier, request: Request) -> Response:
        """The file that was indexed, as long as it is there unchanged; parts of it by Range."""
        return files.content(document_id, request)

    @router.get("/v1/documents/{document_id}/pages/{number}/image", response_class=Response, responses=_PICTURE)
    def image(document_id: Identifier, number: Number, request: Request, width: Width = Width.PLAIN) -> Response:
        """A picture of a page of a PDF, `width` pixels across."""
        return files.image(document_id, number, width, request)

    return router


@dataclass(frozen=True, slots=True)
class _Files:
    asker: Asker
    originals: Originals
    drawer: PageDrawer | None

    def content(self, document_id: str, request: Request) -> Response:
        index = self.asker.library.current()
        source = entry_of(document_id, index.documents(principal_of(request))).source
        path, kept = self.originals.of(index.generation, source), _kept(source.digest)
        if _known(request, kept):
            return Response(status_code=304, headers=kept)
        headers = kept | {"Content-Type": _sent_as(source.media_type), "Content-Security-Policy": _UNTRUSTED}
        name = PurePosixPath(source.path).name
        return FileResponse(path, headers=headers, filename=name, stat_result=path.stat())

    def image(self, document_id: str, number: int, width: int, request: Request) -> Response:
        index = self.asker.library.current()
        entry = entry_of(document_id, index.documents(principal_of(request)))
        if self.drawer is None or entry.source.media_type != DRAWABLE:
            raise NoPicture(f"{entry.source.path!r} has no pages to draw")
        require_page(number, entry.pages)
        headers = _kept(f"{entry.source.digest}-{number}-{int(width)}")
        path = self.originals.of(index.generation, entry.source)
        if _known(request, headers):
            return Response(status_code=304, headers=headers)
        picture = self.drawer.draw(path, entry.source.digest, number, width)
        return Response(picture, headers=headers, media_type="image/png")


def _sent_as(media_type: str) -> str:
    """The media type of an original; a page of somebody else's is a file to keep, which no browser opens as ours."""
    return "application/octet-stream" if media_type == "text/html" else media_type


def _kept(tag: str) -> dict[str, str]:
    """Headers of what a cache may keep for its one reader, and must ask for again, as rights may be withdrawn."""
    return {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}


def _known(request: Request, headers: dict[str, str]) -> bool:
    return headers["ETag"] in request.headers.get("if-none-match", "")
