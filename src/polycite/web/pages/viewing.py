"""GET /view/{id}: a document with one quotation marked, so that a reader can check it against the page as printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from polycite.ask import Asker
from polycite.errors import Overloaded, Stopping, UnknownDocument
from polycite.model import Principal
from polycite.succession import Successors
from polycite.web.document_files import DRAWABLE
from polycite.web.originals import Originals
from polycite.web.pages.rendering import page
from polycite.web.pages.view_facts import About, about
from polycite.web.pages.view_journey import Journey, journey
from polycite.web.pages.view_links import Look, look_of
from polycite.web.pages.view_sheet import Sheet, sheet
from polycite.web.pages.view_text import quoted
from polycite.web.pages.view_versions import Version, versions
from polycite.web.presence import Presence, unless_gone
from polycite.web.principals import principal_of
from polycite.web.relatives import entry_of
from polycite.web.traces import Recent
from polycite.web.turns import Turns


@dataclass(frozen=True, slots=True)
class Shown:
    """What the template is told.

    `misplaced`: an address named a place that is none. `lost`: the original is gone. `undrawn`: pages have no pictures
    here, though they could.
    """

    about: About
    sheet: Sheet
    journey: Journey | None
    versions: tuple[Version, ...]
    look: Look
    misplaced: bool
    lost: bool
    undrawn: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """Tells what the page of a document shows; `draws` says whether pages have pictures here."""

    asker: Asker
    recent: Recent
    originals: Originals
    draws: bool

    def shown(self, look: Look, principal: Principal, presence: Presence | None) -> Shown:
        """All of it; the citations of the answer beside it only for somebody present. Raises UnknownDocument."""
        index = self.asker.library.current()
        document, entries = index.document(look.document, principal), index.documents(principal)
        entry, quote = entry_of(document.id, entries), quoted(document, look.start, look.end)
        there = self.originals.there(index.generation, entry.source)
        printed = document.source.media_type == DRAWABLE
        newer = Successors(entries).of(document.source.path, document.facts.language)
        return Shown(
            about(entry, newer, look, self.asker.today(), there),
            sheet(document, quote, look, printed and there and self.draws),
            journey(self.asker, self.recent, look, quote, principal, presence.check) if presence else None,
            versions(index, entry, entries, quote, look, principal),
            look,
            misplaced=look.asked and quote is None,
            lost=not there,
            undrawn=printed and there and not self.draws,
        )


def viewing(viewer: Viewer, turns: Turns) -> APIRouter:
    """The source view; only the live generation is needed, and without pictures it is all text.

    Beside an answer it waits for its turn, as the answer is made again.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/view/{document_id}")
    async def view(document_id: str, request: Request) -> Response:
        seen = partial(_seen, viewer, look_of(document_id, request), request)
        if "answer" not in request.query_params:
            return await run_in_threadpool(seen)
        try:
            return await unless_gone(request, turns, seen)
        except (Overloaded, Stopping):
            # The page shows its quotation all the same, only without its neighbours.
            return await run_in_threadpool(seen)

    return router


def _seen(viewer: Viewer, look: Look, request: Request, presence: Presence | None = None) -> Response:
    try:
        shown = viewer.shown(look, principal_of(request), presence)
    except UnknownDocument:
        # Hidden and absent look alike, here too.
        return page("view_missing.html", request, here="", status=404)
    return page("view.html", request, here="", shown=shown)
