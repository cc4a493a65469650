"""Addresses of the source view: of a place in a document, in a journey through the citations of an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote as url_quote
from urllib.parse import urlencode

from starlette.requests import Request

from polycite.model import Language, Span
from polycite.web.contract import QUOTE
from polycite.web.pages.interface import language_of_page

ZOOMS = (100, 150, 200)
"""Per cent of the width there is."""
_LARGEST = 2**31


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody looks at: where the quotation is said to be, a page, an answer and the marker in it.

    `asked` says whether an address named a place at all, right or wrong.
    """

    document: str
    language: Language
    start: int | None = None
    end: int | None = None
    page: int | None = None
    answer: str | None = None
    n: int | None = None
    zoom: int = ZOOMS[0]
    whole: bool = False
    asked: bool = False

    @property
    def url(self) -> str:
        """Its address, relative to the service, which jumps to the mark."""
        zoom = self.zoom if self.zoom != ZOOMS[0] else None
        whole = 1 if self.whole else None
        told = {"start": self.start, "end": self.end, "page": self.page, "answer": self.answer, "n": self.n}
        said = {name: value for name, value in (told | {"zoom": zoom, "whole": whole}).items() if value is not None}
        query = urlencode(said | {"lang": self.language})
        return f"/view/{url_quote(self.document, safe='')}?{query}#{QUOTE if self.start is not None else 'text'}"

    def to(self, document: str, span: Span | None = None) -> Look:
        """The same for another place, outside the answer."""
        start, end = (span.start, span.end) if span else (None, None)
        return Look(document, self.language, start, end, zoom=self.zoom)

    def cited(self, document: str, span: Span, n: int) -> Look:
        """The same for another citation of the answer."""
        return replace(self.to(document, span), answer=self.answer, n=n)


def look_of(document: str, request: Request) -> Look:
    """What an address asks for; what cannot be read in it is as if it were not there."""
    told = request.query_params
    numbers = {name: _number(told.get(name)) for name in ("start", "end", "page", "n")}
    zoom = _number(told.get("zoom"))
    return Look(
        document=document,
        language=language_of_page(request),
        **numbers,
        answer=told.get("answer") or None,
        zoom=zoom if zoom in ZOOMS else ZOOMS[0],
        whole=told.get("whole") == "1",
        asked="start" in told or "end" in told,
    )


def _number(text: str | None) -> int | None:
    """A count as an address writes it."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    return number if (number := int(text)) <= _LARGEST else None
