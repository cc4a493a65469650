"""The HTTP application: routes, problems and the doorway, around one asker."""

from __future__ import annotations

import secrets
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from polycite.ask import Asker
from polycite.errors import PolyciteError
from polycite.web.answers import answers
from polycite.web.cursors import Cursors
from polycite.web.description import DescribedApp
from polycite.web.documents import documents, views
from polycite.web.doorway import Doorway, stamp
from polycite.web.embed import embed
from polycite.web.health import health
from polycite.web.pages.assets import assets
from polycite.web.presence import on_left
from polycite.web.problems import on_crash, on_error, on_invalid, on_status
from polycite.web.site import Site
from polycite.web.traces import Recent, traces
from polycite.web.turns import Turns
from polycite.web.widget_file import widget_file
from polycite.web.widget_routes import widget


def create_app(asker: Asker, cursor_key: bytes | None = None, site: Site | None = None) -> FastAPI:
    """The application that serves one asker; cursors live as long as their key (32 bytes, by default this process)."""
    # FastAPI's pages of documentation load scripts from elsewhere, so there are none; /openapi.json stays.
    app = DescribedApp(
        title="polycite",
        version=version("polycite"),
        summary="Answers in Dutch, French and English from policy documents, with verified quotations.",
        docs_url=None,
        redoc_url=None,
        # A redirect would repeat the Host header somebody sent.
        redirect_slashes=False,
    )
    site = site or Site()
    app.add_middleware(Doorway, origins=site.origins)
    app.add_exception_handler(PolyciteError, on_error)
    app.add_exception_handler(HTTPException, on_status)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(ClientDisconnect, on_left)
    app.add_exception_handler(Exception, _crashed)
    cursors = Cursors(cursor_key or secrets.token_bytes(32))
    recent, turns = Recent(), Turns(site.at_once, site.waiting)
    app.state.turns = turns
    for router in (
        answers(asker, recent, turns),
        traces(asker, recent),
        documents(asker, cursors),
        views(asker),
        health(asker, turns),
        assets(),
        widget(widget_file(), app.version),
        embed(site),
    ):
        app.include_router(router)
    return app


def _crashed(request: Request, error: Exception) -> Response:
    """The last handler stands outside the doorway, so it stamps its own response."""
    response = on_crash(request, error)
    stamp(response.headers, request.state.told)
    return response
