"""GET /embed: the widget as a page of its own, for pages elsewhere that can only take a frame."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from polycite.web.pages.interface import language_of_page
from polycite.web.pages.rendering import CONTENT_SECURITY, render
from polycite.web.site import Site
from polycite.web.widget_file import MAJOR, NAME

THEMES = ("auto", "light", "dark")
_NOBODY = "frame-ancestors 'none'"


def embed(site: Site) -> APIRouter:
    """The page; only listed origins may frame it, and it talks only to the one its address names."""
    router = APIRouter(include_in_schema=False)
    security = framed_by(site.origins)

    @router.get("/embed")
    def framed(request: Request) -> Response:
        asked = request.query_params
        told = {
            "host": asked.get("origin") if asked.get("origin") in site.origins else None,
            "theme": asked.get("theme") if asked.get("theme") in THEMES else THEMES[0],
            "script": f"/widget/{MAJOR}/{NAME}",
        }
        written = render("embed.html", language_of_page(request), **told)
        return HTMLResponse(written, headers={"Content-Security-Policy": security, "Vary": "Accept-Language"})

    return router


def framed_by(origins: tuple[str, ...]) -> str:
    """The policy of every page, but these origins may frame it; nobody where there are none."""
    allowed = f"frame-ancestors {' '.join(origins)}" if origins else _NOBODY
    return CONTENT_SECURITY.replace(_NOBODY, allowed).replace("form-action 'self'", "form-action 'none'")
