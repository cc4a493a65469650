"""The part of a printed page that holds what is quoted, with the quotations marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from polycite.model import Citation, Page
from polycite.web.highlight import Rectangle, highlights

_MEDIA_TYPE = "application/pdf"
_PIXELS = 800
"""Across the picture of a whole page."""
_AROUND = 40.0
"""Points of the page shown above and below what is marked."""
_SHARE = 0.4
"""Height of the part over the width of its page, at least."""
_MARGIN = 0.08
"""Part of the width left out at either side, where nothing is marked there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page, in points: `shown` of its `whole`, both from the top left corner of the page."""

    url: str
    label: str
    whole: Rectangle
    shown: Rectangle
    marks: tuple[Rectangle, ...]


def picture_of(citations: Sequence[Citation]) -> Picture | None:
    """The page that the first of these quotations of one document begins on; None where no place on it is certain."""
    document = citations[0].document
    page = next(iter(citations[0].pages), None)
    if page is None or document.source.media_type != _MEDIA_TYPE or page.width <= 0:
        return None
    marks = tuple(
        mark for one in citations for mark in highlights(document, one.span, page.number).get(page.number, ())
    )
    if not marks:
        return None
    url = f"/v1/documents/{quote(document.id, safe='')}/pages/{page.number}/image?width={_PIXELS}"
    return Picture(url, page.label, Rectangle(0, 0, page.width, page.height), _around(marks, page), marks)


def _around(marks: Sequence[Rectangle], page: Page) -> Rectangle:
    """The part of the page around all marks, with the text to the left and right of them."""
    first, last = min(one.top for one in marks), max(one.top + one.height for one in marks)
    height = min(page.height, max(last - first + 2 * _AROUND, _SHARE * page.width))
    top = min(max(0.0, (first + last - height) / 2), page.height - height)
    left = max(0.0, min(_MARGIN * page.width, *(one.left for one in marks)))
    right = min(page.width, max((1 - _MARGIN) * page.width, *(one.left + one.width for one in marks)))
    return Rectangle(round(left, 1), round(top, 1), round(right - left, 1), round(height, 1))
