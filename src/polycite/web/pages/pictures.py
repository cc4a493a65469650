"""The part of a printed page that holds what is quoted, with the quotations marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from polycite.model import Citation
from polycite.web.highlight import Rectangle, highlights

_MEDIA_TYPE = "application/pdf"
_PIXELS = 800
"""Across the picture of a whole page."""
_AROUND = 40.0
"""Points of the page shown above and below what is marked."""
_SHARE = 0.4
"""Height of the part over its width, at least."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A strip of a page in points: `top` and `height` of what is shown of it, `whole` its full height."""

    url: str
    label: str
    width: float
    whole: float
    top: float
    height: float
    marks: tuple[Rectangle, ...]


def picture_of(citations: Sequence[Citation]) -> Picture | None:
    """The page that the first of these quotations of one document begins on; None where no place on it is certain."""
    document = citations[0].document
    page = next(iter(citations[0].pages), None)
    if page is None or document.source.media_type != _MEDIA_TYPE or page.width <= 0:
        return None
    marks = tuple(mark for one in citations for mark in highlights(document, one.span).get(page.number, ()))
    if not marks:
        return None
    top, height = _strip(marks, page.width, page.height)
    url = f"/v1/documents/{quote(document.id, safe='')}/pages/{page.number}/image?width={_PIXELS}"
    return Picture(url, page.label, page.width, page.height, top, height, marks)


def _strip(marks: Sequence[Rectangle], width: float, whole: float) -> tuple[float, float]:
    """Top and height of a strip around all marks, within the page."""
    first, last = min(one.top for one in marks), max(one.top + one.height for one in marks)
    height = min(whole, max(last - first + 2 * _AROUND, _SHARE * width))
    top = min(max(0.0, (first + last - height) / 2), whole - height)
    return round(top, 1), round(height, 1)
