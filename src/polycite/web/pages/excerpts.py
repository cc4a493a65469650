"""A passage as a page shows it: running text with its quotations marked, or a table with its quoted rows marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from polycite.model import Citation, Document, Passage, Span
from polycite.text import cells, display, visible

_ROWS, _LETTERS = 4, 420
"""Rows and characters of a beginning at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `markers` number the quotations that cover it."""

    text: str
    markers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `header` marks the row of column names."""

    cells: tuple[str, ...]
    markers: tuple[int, ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of a passage: `rows` of a table, or else `pieces` of text."""

    pieces: tuple[Piece, ...] = ()
    rows: tuple[Row, ...] = ()


def excerpt(document: Document, passage: Passage, citations: Sequence[Citation] = ()) -> Excerpt:
    """A whole passage with these quotations marked."""
    if passage.kind == "table":
        rows = tuple(_rows(document, passage, citations))
        if any(len(row.cells) > 1 for row in rows):
            return Excerpt(rows=rows)
    return Excerpt(pieces=tuple(_pieces(document, passage.span, citations)))


def quotation(citations: Sequence[Citation]) -> tuple[Excerpt, ...]:
    """The quotations alone, in their order: neighbouring rows of one table together, any other by itself."""
    made: list[Excerpt] = []
    before: Citation | None = None
    for one in citations:
        row = _quoted_row(one)
        if row and made and made[-1].rows and before and before.passage.id == one.passage.id:
            made[-1] = Excerpt(rows=(*made[-1].rows, row))
        else:
            made.append(Excerpt(rows=(row,)) if row else Excerpt(pieces=(_quoted_piece(one),)))
        before = one
    return tuple(made)


def beginning(shown: Excerpt) -> Excerpt:
    """As much as tells what a passage is about: its first rows, or its first words."""
    if shown.rows:
        return Excerpt(rows=shown.rows[:_ROWS])
    text = "".join(piece.text for piece in shown.pieces)
    if len(text) <= _LETTERS:
        return shown
    return Excerpt(pieces=(Piece(text[:_LETTERS].rpartition(" ")[0] or text[:_LETTERS]),))


def _quoted_row(one: Citation) -> Row | None:
    row = cells(one.document, one.span) if one.passage.kind == "table" else ()
    return Row(row, (one.marker,), one.span == one.passage.header) if len(row) > 1 else None


def _quoted_piece(one: Citation) -> Piece:
    return Piece(display(one.document, one.span), (one.marker,))


def _rows(document: Document, passage: Passage, citations: Sequence[Citation]) -> Iterator[Row]:
    header = passage.header
    spans = [header] if header and not passage.span.holds(header) else []
    for span in (*spans, *_lines(document, passage.span)):
        row = cells(document, span)
        if any(row):
            markers = tuple(one.marker for one in citations if one.span.meets(span))
            yield Row(row, markers, header is not None and header.meets(span))


def _lines(document: Document, span: Span) -> Iterator[Span]:
    at = span.start
    for line in span.of(document.text).splitlines(keepends=True):
        yield Span(at, at + len(line))
        at += len(line)


def _pieces(document: Document, span: Span, citations: Sequence[Citation]) -> Iterator[Piece]:
    """The text cut wherever a quotation begins or ends."""
    spans = [one.span for one in citations]
    inside = (place for one in spans for place in (one.start, one.end) if span.start < place < span.end)
    cuts = sorted({span.start, span.end, *inside})
    for start, end in pairwise(cuts):
        markers = tuple(one.marker for one in citations if one.span.meets(Span(start, end)))
        yield Piece(visible(document, Span(start, end)), markers)
