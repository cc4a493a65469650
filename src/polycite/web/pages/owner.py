"""GET /owner: what the owner of the documents must know to make them better, and the journal as a file.

There is no sign-on yet: the page is served to nobody but who has the key that was said at the start on this machine,
and is not there for others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from polycite.model import Entry, Principal, Span
from polycite.ports import Index, Journal
from polycite.web.contract import page_out, view_url
from polycite.web.export import exported
from polycite.web.loopback import has_key, is_here
from polycite.web.pages.figures import figure
from polycite.web.pages.owner_told import Unanswered, Voted, counts, day, moment, unanswered, voted
from polycite.web.pages.rendering import page
from polycite.web.principals import principal_of
from polycite.web.schema import EntryOut
from polycite.web.site import Site

_INDEXED = ("live", "unchanged")
"""Outcomes whose number would tell how many documents are for others."""
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
    """The page and its export, 404 unless a request comes from this machine and has the key of the site."""

    def only_here(request: Request) -> None:
        if site.owner is None or not is_here(request) or not has_key(request, site.owner):
            raise HTTPException(404)

    router = APIRouter(include_in_schema=False, dependencies=[Depends(only_here)])
    drifts = Drifts()

    @router.get("/owner")
    def shown(request: Request) -> Response:
        told = _view(asker, site, journal.lines(), drifts, principal_of(request))
        place = partial(_place, told.documents)
        return page(
            "owner.html",
            request,
            "owner",
            told=told,
            place=place,
            day=day,
            moment=moment,
            figure=figure,
            key=site.owner,
        )

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


def _ingested(site: Site, entries: Sequence[Entry]) -> LastIngest | None:
    """The last run as far as it is about documents that may be read."""
    told = read_last_ingest(site.folder) if site.folder else None
    if told is None:
        return None
    outcomes = {name: count for name, count in told.outcomes.items() if name not in _INDEXED}
    paths = {one.source.path for one in entries}
    noted = tuple(one for one in told.noted if one.path in paths)
    return replace(told, documents=len(entries), outcomes=outcomes, noted=noted)


def _view(asker: Asker, site: Site, lines: Sequence[Line], drifts: Drifts, principal: Principal) -> OwnerView:
    try:
        index = asker.library.current()
    except NoIndex:  # then the page says what to do
        index = None
    entries = index.documents(principal) if index else ()
    return OwnerView(
        counts=counts(lines),
        unanswered=unanswered(lines, index, principal),
        voted=voted(lines, index, principal),
        ingested=_ingested(site, entries),
        drift=drifts.of(index, principal) if index else None,
        documents=page_out(index.generation, entries, entries, asker.today(), None).documents if index else (),
    )
