"""An answer with its sources as plain text, to be pasted into a letter or a note."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from polycite.answer import Answer
from polycite.text import display
from polycite.web.contract import view_url
from polycite.web.pages.places import Place
from polycite.web.pages.telling import Page


def as_text(answer: Answer, told: Page, origin: str) -> str:
    """The question, the answer with its markers, and a numbered list of sources with their permanent addresses."""
    return "\n".join((answer.question, "", answer.text, "", *_sources(answer, told, origin))).strip() + "\n"


def _sources(answer: Answer, told: Page, origin: str) -> Iterator[str]:
    places = {marker: one.place for one in told.sources for marker in one.markers}
    for one in answer.citations:
        yield f"[{one.marker}] {_named(places[one.marker])}"
        yield f"    “{display(one.document, one.span)}”"
        yield f"    {urljoin(origin, view_url(one.document.id, one.span))}"


def _named(place: Place) -> str:
    page = f"p. {place.label}" if place.label else " › ".join(place.heading[-1:])
    said = (place.title, page, place.publisher, place.published, place.about)
    return ", ".join(one for one in said if one)
