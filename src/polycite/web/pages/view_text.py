"""A document's text as paragraphs and rows of cells, with one quotation marked in it.

Only the format's own marks and invisible characters are left out; what is marked is the quotation and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from polycite.model import Document, Span
from polycite.text import visible

LONG = 12_000
"""Characters up to which a text without pages is shown whole."""
_AROUND = 4_000
"""Characters shown before and after a quotation in a longer one."""
_AS_WRITTEN = ("text/plain", "text/markdown")
"""Formats whose text is the file itself: a paragraph ends at an empty line, and its line breaks are its author's."""
_LINE = re.compile(r"[^\n]+")
_STANZA = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n\t]*[^\s][^\n\t]*)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are wholly quoted or not at all; `first` is the one a link can jump to."""

    words: str
    quoted: bool = False
    first: bool = False


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, which is one row of one cell, or rows that follow each other as a table."""

    rows: tuple[tuple[Cell, ...], ...]
    table: bool = False


def quoted(document: Document, start: int | None, end: int | None) -> Span | None:
    """The span to mark; None where the two are no place in this text with something to see, which is not marked."""
    if start is None or end is None or not 0 <= start < end <= len(document.text):
        return None
    span = Span(start, end)
    return span if visible(document, span).strip() else None


def around(document: Document, quote: Span | None) -> Span:
    """The part of a text without pages to show first: all of a short one, else whole lines about the quotation."""
    text = document.text
    if len(text) <= LONG:
        return Span(0, len(text))
    middle = quote or Span(0, 0)
    before = text.rfind("\n", 0, max(0, middle.start - _AROUND)) + 1
    after = text.find("\n", min(len(text), middle.end + _AROUND))
    return Span(before, len(text) if after < 0 else after)


def blocks(document: Document, span: Span, quote: Span | None, named: bool = True) -> tuple[Block, ...]:
    """The paragraphs and tables of a part of the text; lines that hold tabs are rows.

    `named` says whether the quotation begins here, so that a link can jump to it.
    """
    part, first = _part(document, span, quote)
    shown = _Shown(document, part, first if named else -1)
    lines = [cells for line in _lines(document, span) if (cells := shown.cells(line))]
    made: list[Block] = []
    for table, rows in groupby(lines, key=lambda cells: len(cells) > 1):
        made += [Block(tuple(rows), True)] if table else [Block((cells,)) for cells in rows]
    return tuple(made)


def _part(document: Document, span: Span, quote: Span | None) -> tuple[Span, int]:
    """What of the quotation stands in a span, and the first character of it that is seen; neither where none is."""
    if quote is None or not quote.meets(span):
        return Span(0, 0), -1
    part = Span(max(span.start, quote.start), min(span.end, quote.end))
    seen = (at for at in range(part.start, part.end) if visible(document, Span(at, at + 1)).strip())
    return part, next(seen, -1)


def _lines(document: Document, span: Span) -> Iterator[Span]:
    pattern = _STANZA if document.source.media_type in _AS_WRITTEN else _LINE
    for found in pattern.finditer(document.text, span.start, span.end):
        yield Span(*found.span())


@dataclass(frozen=True, slots=True)
class _Shown:
    """Cuts lines where the quotation begins and ends."""

    document: Document
    quote: Span
    first: int

    def cells(self, line: Span) -> tuple[Cell, ...]:
        """The cells of a line, a single one where it has no tab; none where nothing of it is seen."""
        tabs = [at for at in range(line.start, line.end) if self.document.text[at] == "\t"]
        starts, ends = [line.start, *(at + 1 for at in tabs)], [*tabs, line.end]
        cells = tuple(self._pieces(Span(*ends)) for ends in zip(starts, ends, strict=True))
        return cells if any(piece.words.strip() for cell in cells for piece in cell) else ()

    def _pieces(self, span: Span) -> Cell:
        start, end = (min(max(at, span.start), span.end) for at in (self.quote.start, self.quote.end))
        spans = (Span(span.start, start), Span(start, end), Span(end, span.end))
        return tuple(
            Piece(words, marked, marked and one.start <= self.first < one.end)
            for one, marked in zip(spans, (False, True, False), strict=True)
            if (words := self._words(one))
        )

    def _words(self, span: Span) -> str:
        # A damaged PDF can yield half a surrogate pair, which no page can carry.
        return visible(self.document, span).encode(errors="replace").decode()
