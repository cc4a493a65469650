"""What of a document is shown at once: a page with its picture, or a stretch of text, and the ways to the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote as url_quote

from polycite.model import Document, Page, Span
from polycite.web.document_files import Width
from polycite.web.highlight import Rectangle, highlights
from polycite.web.pages.view_links import ZOOMS, Look
from polycite.web.pages.view_text import Block, around, blocks

WHOLE = 400_000
"""Characters of text that one page of HTML may hold; a longer text is read page by page or as plain text."""
_WIDTHS: Mapping[int, Width] = {100: Width.PLAIN, 150: Width.FINE, 200: Width.LARGE}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, under the printed label of its page where the format has pages."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as printed, in points, what is marked on it, and its address at each zoom (per cent, address, chosen)."""

    url: str
    width: float
    height: float
    rectangles: tuple[Rectangle, ...]
    zooms: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """Where one is among the pages; an address is "" where it leads nowhere.

    `also` has the printed label and the address of each other page that the quotation stands on.
    """

    number: int
    count: int
    label: str
    previous: str
    following: str
    also: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown. `whole` leads to all of the text and `back` from there; "" where that is what is shown."""

    parts: tuple[Part, ...]
    turning: Turning | None = None
    picture: Picture | None = None
    whole: str = ""
    back: str = ""

    @property
    def marked(self) -> bool:
        """Whether something of the quotation is among what is shown."""
        return any(
            piece.first
            for part in self.parts
            for block in part.blocks
            for row in block.rows
            for cell in row
            for piece in cell
        )


def sheet(document: Document, quote: Span | None, look: Look, drawn: bool) -> Sheet:
    """The page or the part of the text that a look is at; `drawn` says whether its pages have pictures."""
    if look.whole and len(document.text) <= WHOLE:
        return Sheet(tuple(_parts(document, quote)), back=replace(look, whole=False).url)
    if document.pages:
        return _leaf(document, quote, look, drawn)
    shown = around(document, quote)
    whole = _whole(document, look) if len(shown) < len(document.text) else ""
    return Sheet((Part("", blocks(document, shown, quote)),), whole=whole)


def _parts(document: Document, quote: Span | None) -> Sequence[Part]:
    """All of the text; only the first part of a quotation is what a link jumps to."""
    if not document.pages:
        return [Part("", blocks(document, Span(0, len(document.text)), quote))]
    first = next(iter(document.pages_of(quote)), None) if quote else None
    return [Part(page.label, blocks(document, page.span, quote, page is first)) for page in document.pages]


def _leaf(document: Document, quote: Span | None, look: Look, drawn: bool) -> Sheet:
    on = document.pages_of(quote) if quote else ()
    page = _page(document, on, look.page)
    return Sheet(
        (Part(page.label, blocks(document, _bounded(page.span), quote)),),
        _turning(document, page, on, look),
        _picture(document, page, quote, look) if drawn else None,
        _whole(document, look) if len(document.pages) > 1 else "",
    )


def _bounded(span: Span) -> Span:
    """What of a page is shown: a hostile one may hold a library."""
    return Span(span.start, min(span.end, span.start + WHOLE))


def _page(document: Document, on: Sequence[Page], asked: int | None) -> Page:
    """The page asked for, else where the quotation begins, else the first."""
    if asked is not None and 1 <= asked <= len(document.pages):
        return document.pages[asked - 1]
    return on[0] if on else document.pages[0]


def _turning(document: Document, page: Page, on: Sequence[Page], look: Look) -> Turning:
    def url(number: int) -> str:
        return replace(look, page=number).url if 1 <= number <= len(document.pages) else ""

    also = tuple((one.label, url(one.number)) for one in on if one.number != page.number)
    return Turning(page.number, len(document.pages), page.label, url(page.number - 1), url(page.number + 1), also)


def _picture(document: Document, page: Page, quote: Span | None, look: Look) -> Picture | None:
    if page.width <= 0 or page.height <= 0:
        return None
    place = f"/v1/documents/{url_quote(document.id, safe='')}/pages/{page.number}/image"
    found = highlights(document, quote, page.number).get(page.number, ()) if quote else ()
    zooms = tuple((zoom, replace(look, page=page.number, zoom=zoom).url, zoom == look.zoom) for zoom in ZOOMS)
    return Picture(f"{place}?width={_WIDTHS[look.zoom]}", page.width, page.height, found, zooms)


def _whole(document: Document, look: Look) -> str:
    if len(document.text) <= WHOLE:
        return replace(look, whole=True, page=None).url
    return f"/v1/documents/{url_quote(document.id, safe='')}/text"
