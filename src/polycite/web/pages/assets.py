"""The style sheets and scripts of the pages, as files of this package."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def assets() -> APIRouter:
    """GET /assets/{name}: one file, kept by browsers and asked for again; 304 where they still have it."""
    router = APIRouter(include_in_schema=False)
    folder = {one.name: one.read_bytes() for one in files(__package__).joinpath("assets").iterdir() if one.is_file()}

    @router.get("/assets/{name}")
    def asset(name: str, request: Request) -> Response:
        body = folder.get(name)
        if body is None:
            raise HTTPException(404, "no such asset")
        tag = f'"{sha256(body).hexdigest()}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type=_TYPES[name[name.rfind(".") :]])

    return router
