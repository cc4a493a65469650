"""The HTTP application: routes, problems and the doorway, around one asker."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from importlib.metadata import version

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from polycite.adapters.journal.sqlite import journal_in_memory
from polycite.ask import Asker
from polycite.errors import PolyciteError
from polycite.ports import Journal, PageDrawer
from polycite.web.again import again
from polycite.web.answers import answers
from polycite.web.cursors import Cursors
from polycite.web.description import DescribedApp
from polycite.web.document_files import document_files
from polycite.web.document_parts import document_parts
from polycite.web.documents import documents
from polycite.web.doorway import Doorway, stamp
from polycite.web.embed import embed
from polycite.web.feedback import feedback, feedback_form
from polycite.web.heads import HeadAsGet
from polycite.web.health import health
from polycite.web.originals import Originals
from polycite.web.pages.answers import answer_pages
from polycite.web.pages.assets import assets
from polycite.web.pages.failures import as_page
from polycite.web.pages.listing import document_pages
from polycite.web.pages.owner import owner
from polycite.web.pages.questions import questions
from polycite.web.pages.viewing import Viewer, viewing
from polycite.web.presence import on_left
from polycite.web.problems import on_crash, on_error, on_invalid, on_status
from polycite.web.queued_journal import QueuedJournal
from polycite.web.recording import recorder
from polycite.web.site import Site
from polycite.web.suggestions import suggestions
from polycite.web.traces import Recent, traces
from polycite.web.turns import Turns
from polycite.web.widget_file import widget_file
from polycite.web.widget_routes import widget


def create_app(
    asker: Asker,
    cursor_key: bytes | None = None,
    site: Site | None = None,
    journal: Journal | None = None,
    drawer: PageDrawer | None = None,
) -> FastAPI:
    """The application that serves one asker; cursors live as long as their key (32 bytes, by default this process).

    Without a journal what people ask and give back is kept in memory, and goes with the process; without `drawer` no
    page has a picture.
    """
    app = _described()
    site = site or Site()
    app.add_middleware(HeadAsGet)
    app.add_middleware(Doorway, origins=site.origins)
    _handle_errors(app)
    app.state.turns = Turns(site.at_once, site.waiting)
    kept = app.state.journal = QueuedJournal(journal or journal_in_memory())
    faces = _Faces(asker, site, kept, app.state.turns, drawer, Recent(also=recorder(kept)), Originals())
    for router in (
        *faces.api(Cursors(cursor_key or secrets.token_bytes(32))),
        *faces.pages(),
        *faces.widget(app.version),
    ):
        app.include_router(router)
    return app


def _described() -> FastAPI:
    # FastAPI's pages of documentation load scripts from elsewhere, so there are none; /openapi.json stays.
    return DescribedApp(
        title="polycite",
        version=version("polycite"),
        summary="Answers in Dutch, French and English from policy documents, with verified quotations.",
        docs_url=None,
        redoc_url=None,
        # A redirect would repeat the Host header somebody sent.
        redirect_slashes=False,
    )


@dataclass(frozen=True, slots=True)
class _Faces:
    """What the routes share."""

    asker: Asker
    site: Site
    journal: Journal
    turns: Turns
    drawer: PageDrawer | None
    recent: Recent
    originals: Originals

    def api(self, cursors: Cursors) -> tuple[APIRouter, ...]:
        """For programs."""
        return (
            answers(self.asker, self.recent, self.turns),
            traces(self.asker, self.recent, self.turns),
            again(self.asker, self.recent, self.turns),
            feedback(self.journal),
            documents(self.asker, cursors),
            document_parts(self.asker),
            document_files(self.asker, self.originals, self.drawer),
            suggestions(self.site),
            health(self.asker, self.turns),
        )

    def pages(self) -> tuple[APIRouter, ...]:
        """For people."""
        draws = self.drawer is not None
        return (
            questions(self.asker, self.recent, self.site, self.turns),
            answer_pages(self.asker, self.recent, self.turns, self.originals if draws else None),
            feedback_form(self.journal),
            document_pages(self.asker),
            viewing(Viewer(self.asker, self.recent, self.originals, draws), self.turns),
            owner(self.asker, self.site, self.journal),
            assets(),
        )

    def widget(self, release: str) -> tuple[APIRouter, ...]:
        """For the pages of others."""
        return widget(widget_file(), release), embed(self.site)


def _handle_errors(app: FastAPI) -> None:
    app.add_exception_handler(PolyciteError, as_page(on_error))
    app.add_exception_handler(HTTPException, as_page(on_status))
    app.add_exception_handler(RequestValidationError, as_page(on_invalid))
    app.add_exception_handler(ClientDisconnect, on_left)
    app.add_exception_handler(Exception, _crashed)


def _crashed(request: Request, error: Exception) -> Response:
    """The last handler stands outside the doorway, so it stamps its own response."""
    response = as_page(on_crash)(request, error)
    stamp(response.headers, request.state.told)
    return response
