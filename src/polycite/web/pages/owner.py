"""GET /owner: what the owner of the documents must know to make them better, and the journal as a file.

There is no sign-on yet: the page is served to nobody but the person at the machine, and is not there for others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from polycite.ask import Asker
from polycite.drift import DriftReport, Side, drift
from polycite.errors import NoIndex
from polycite.journal import Line
from polycite.last_ingest import LastIngest, read_last_ingest
from polycite.model import Language, Principal, Span
from polycite.ports import Index, Journal
from polycite.web.contract import page_out, view_url
from polycite.web.export import exported
from polycite.web.loopback import is_here
from polycite.web.pages.figures import figure
from polycite.web.pages.interface import language_of_page
from polycite.web.pages.owner_told import Unanswered, Voted, counts, day, moment, unanswered, voted
from polycite.web.pages.rendering import page
from polycite.web.principals import principal_of
from polycite.web.schema import EntryOut
from polycite.web.site import Site

_AS_FILE = {"Content-Disposition": 'attachment; filename="journal.jsonl"'}


@dataclass(frozen=True, slots=True)
class OwnerView:
    """Everything the page shows; `drift` and `documents` are empty before anything was ingested."""

    counts: Mapping[str, int]
    unanswered: tuple[Unanswered, ...]
    voted: tuple[Voted, ...]
    ingested: LastIngest | None
    drift: DriftReport | None
    documents: tuple[EntryOut, ...]


class Drifts:
    """The last report of drift that was made: it takes a quarter of a second and changes only with the index."""

    def __init__(self) -> None:
        self._known: tuple[tuple[str, Principal], DriftReport] | None = None

    def of(self, index: Index, principal: Principal) -> DriftReport:
        """What differs between the versions this principal may read."""
        asked = index.generation.id, principal
        if self._known is None or self._known[0] != asked:
            self._known = asked, drift(index, principal)
        return self._known[1]


def owner(asker: Asker, site: Site, journal: Journal) -> APIRouter:
    """The page and its export, 404 unless the site shows them and the request comes from this machine."""

    def only_here(request: Request) -> None:
        if not site.owner or not is_here(request):
            raise HTTPException(404)

    router = APIRouter(include_in_schema=False, dependencies=[Depends(only_here)])
    drifts = Drifts()

    @router.get("/owner")
    def shown(request: Request) -> Response:
        language, principal = language_of_page(request), principal_of(request)
        told = _view(asker, site, journal.lines(), drifts, principal, language)
        place = partial(_place, told.documents)
        return page("owner.html", request, "owner", told=told, place=place, day=day, moment=moment, figure=figure)

    @router.get("/owner/journal.jsonl")
    def export(request: Request) -> Response:
        """The journal as JSON lines, to keep as a file."""
        written = exported(journal.lines(), asker.library.current(), principal_of(request))
        return Response("".join(written), headers=_AS_FILE, media_type="application/x-ndjson")

    return router


def _place(documents: Sequence[EntryOut], side: Side) -> str:
    """The address of a sentence that has drifted."""
    document = next(one for one in documents if one.path == side.path)
    return view_url(document.id, Span(side.start, side.end))


def _view(
    asker: Asker, site: Site, lines: Sequence[Line], drifts: Drifts, principal: Principal, language: Language
) -> OwnerView:
    try:
        index = asker.library.current()
    except NoIndex:  # then the page says what to do
        index = None
    entries = index.documents(principal) if index else ()
    return OwnerView(
        counts=counts(lines),
        unanswered=unanswered(lines, index, principal),
        voted=voted(lines, index, principal, language),
        ingested=read_last_ingest(site.folder) if site.folder else None,
        drift=drifts.of(index, principal) if index else None,
        documents=page_out(index.generation, entries, entries, asker.today(), None).documents if index else (),
    )
