"""Text as people read it: markup left out, white space folded, accents and case set aside for comparison."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from polycite.model import Document, Span

_SPACE = re.compile(r"\s+")
_COMBINING = re.compile("[\u0300-\u036f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\ufeff\u2060-\u2064\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# <p>een</p><p>twee</p> is two words, <b>een</b>s is one.
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|table|tr|td|th|h[1-6])\b", re.IGNORECASE)


def display(document: Document, span: Span) -> str:
    """The words of a span on one line: marks, invisible and soft-hyphen characters left out, white space folded."""
    return fold_space(visible(document, span))


def cells(document: Document, span: Span) -> tuple[str, ...]:
    """The cells of a table row, each on one line and empty ones in their place; one cell for what is no row.

    A row is parted by tabs, or by the bars that Markdown draws its tables with.
    """
    pieces, at = [], span.start
    for bar in _bars(document, span):
        pieces.append(visible(document, Span(at, bar.start)))
        at = bar.end
    row = "\t".join((*pieces, visible(document, Span(at, span.end))))
    if pieces:  # the outer bars stand beside cells, not between them
        row = row.strip(" \n").removeprefix("\t").removesuffix("\t")
    return tuple(fold_space(cell) for cell in row.split("\t"))


def _bars(document: Document, span: Span) -> Iterator[Span]:
    for mark in _marks_in(document.marks, span):
        if mark.of(document.text).strip() == "|":
            yield mark


def visible(document: Document, span: Span) -> str:
    """What a span shows with its lines kept: marks, invisible and soft-hyphen characters left out."""
    return _INVISIBLE.sub("", "".join(unmarked(document, span)))


def unmarked(document: Document, span: Span) -> Iterator[str]:
    """The pieces of a span's text between the document's marks."""
    at = span.start
    for mark in _marks_in(document.marks, span):
        yield document.text[at : max(at, mark.start)]
        if _BLOCK_TAG.match(document.text, mark.start):
            yield " "
        at = max(at, mark.end)
    yield document.text[at : max(at, span.end)]


def _marks_in(marks: tuple[Span, ...], span: Span) -> Iterator[Span]:
    first = bisect_left(marks, span.start, key=lambda mark: mark.end)
    for mark in marks[first:]:
        if mark.start >= span.end:
            return
        yield Span(max(mark.start, span.start), min(mark.end, span.end))


def printable(text: str) -> str:
    """A text that cannot steer a terminal: control and direction characters, line breaks too, become a middle dot."""
    return _CONTROL.sub("·", text)


def counted(count: int, noun: str) -> str:
    """`1 file` and `2 files`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def fold_space(text: str) -> str:
    """Runs of white space become one space; none at either end."""
    return _SPACE.sub(" ", text).strip()


def fold_accents(text: str) -> str:
    """Lower case without accents (Unicode NFKD, combining marks dropped): `Été` and `ete` are equal."""
    if text.isascii():
        return text.lower()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))
