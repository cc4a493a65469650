"""GET /widget/...: the widget's file for pages elsewhere, and what pins it."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from polycite.web.widget_file import MAJOR, NAME, WidgetFile

MANIFEST = "/widget/manifest.json"
_ANYBODY = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""The file holds nothing of anybody's, and `integrity` needs a script that a page may read."""
_REFUSED = re.compile(r"q=0(\.0{0,3})?")
_YEAR = "public, max-age=31536000, immutable"


def widget(script: WidgetFile, version: str) -> APIRouter:
    """The file at the address of its exact version, which never changes, and at the moving one."""
    router = APIRouter(include_in_schema=False)
    manifest = _manifest(script, version)
    packed = script.packed

    @router.get(MANIFEST)
    async def listed() -> Response:
        return JSONResponse(manifest, headers={**_ANYBODY, "Cache-Control": "no-cache"})

    @router.get(f"/widget/{{named}}/{NAME}")
    async def served(named: str, request: Request) -> Response:
        if named not in (MAJOR, version):
            raise HTTPException(404, f"this service has no widget of that version: {MANIFEST} lists what it has")
        return _sent(script, packed, _YEAR if named == version else "no-cache", request)

    return router


def _sent(script: WidgetFile, packed: bytes, kept: str, request: Request) -> Response:
    zipped = _takes_gzip(request.headers.get("accept-encoding", ""))
    tag = f'"{script.tag}{"-gzip" if zipped else ""}"'
    headers = {**_ANYBODY, "ETag": tag, "Cache-Control": kept, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(packed if zipped else script.body, headers=headers, media_type="text/javascript")


def _takes_gzip(accepted: str) -> bool:
    codings = (one.split(";") for one in accepted.lower().replace(" ", "").split(","))
    return any(name == "gzip" and not any(map(_REFUSED.fullmatch, weight)) for name, *weight in codings)


def _manifest(script: WidgetFile, version: str) -> dict[str, object]:
    size = len(script.body)
    pinned = {"path": f"/widget/{version}/{NAME}", "immutable": True, "integrity": script.integrity, "bytes": size}
    # A page that pinned the moving address would lose the widget at the next release.
    moving = {"path": f"/widget/{MAJOR}/{NAME}", "immutable": False, "bytes": size}
    return {"version": version, "files": [pinned, moving]}
