"""A document's text as paragraphs and rows of cells, with one quotation marked in it.

Only the format's own marks and invisible characters are left out; what is marked is the quotation and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
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


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are wholly quoted or not at all; `first` is the one a link can jump to."""

    words: str
    quoted: bool = False
    first: bool = False


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item, which are one row of one cell, or rows that follow each other as a table."""

    rows: tuple[tuple[Cell, ...], ...]
    table: bool = False
    item: bool = False


def quoted(document: Document, start: int | None, end: int | None) -> Span | None:
    """The span to mark; None where the two are no place in this text with something to see, which is not marked."""
    if start is None or end is None or not 0 <= start < end <= len(document.text):
        return None
    span = Span(start, end)
    return span if visible(document, span).strip() else None


def around(document: Document, quote: Span | None) -> Span:
    """The part of a text without pages to show first: all of a short one, else the quotation and whole lines about it.

    Where a line or a quotation is longer than what is shown, it is cut.
    """
    text = document.text
    if len(text) <= LONG:
        return Span(0, len(text))
    start, end = (quote.start, min(quote.end, quote.start + LONG)) if quote else (0, 0)
    before = text.rfind("\n", max(0, start - 2 * _AROUND), max(0, start - _AROUND)) + 1
    after = text.find("\n", end + _AROUND, end + 2 * _AROUND)
    return Span(before or max(0, start - _AROUND), after if after >= 0 else min(len(text), end + _AROUND))


def blocks(document: Document, span: Span, quote: Span | None, named: bool = True) -> tuple[Block, ...]:
    """The paragraphs and tables of a part of the text; lines that hold tabs are rows.

    `named` says whether the quotation begins here, so that a link can jump to it.
    """
    part, first = _part(document, span, quote)
    shown = _Shown(document, part, first if named else -1)
    lines = [(cells, _is_item(document, line)) for line in _lines(document, span) if (cells := shown.cells(line))]
    made: list[Block] = []
    for table, found in groupby(lines, key=lambda line: len(line[0]) > 1):
        rows = tuple(found)
        made += (
            [Block(tuple(cells for cells, _ in rows), True)] if table else [Block((one,), item=it) for one, it in rows]
        )
    return tuple(made)


def _part(document: Document, span: Span, quote: Span | None) -> tuple[Span, int]:
    """What of the quotation stands in a span, and the first character of it that is seen; neither where none is."""
    if quote is None or not quote.meets(span):
        return Span(0, 0), -1
    part = Span(max(span.start, quote.start), min(span.end, quote.end))
    seen = (at for at in range(part.start, part.end) if visible(document, Span(at, at + 1)).strip())
    return part, next(seen, -1)


def _lines(document: Document, span: Span) -> Iterator[Span]:
    """The lines of a text; where they are its author's, a paragraph at once and a row alone."""
    start = end = -1
    for line in _written(document.text, span):
        words = line.of(document.text)
        joins = _is_as_written(document) and words.strip() and not _is_row(document, line)
        if start >= 0 and (not joins or _is_item(document, line)):
            yield Span(start, end)
            start = -1
        if joins:
            start, end = line.start if start < 0 else start, line.end
        else:
            yield line
    if start >= 0:
        yield Span(start, end)


def _written(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    while at < span.end:
        found = text.find("\n", at, span.end)
        end = span.end if found < 0 else found
        yield Span(at, end)
        at = end + 1


def _is_as_written(document: Document) -> bool:
    return document.source.media_type in _AS_WRITTEN


def _is_row(document: Document, line: Span) -> bool:
    words = line.of(document.text)
    return "\t" in words or (words.lstrip().startswith("|") and bool(_bounds(document, line)))


def _is_item(document: Document, line: Span) -> bool:
    """Whether a line begins with the mark of a list item that its author wrote."""
    words = line.of(document.text)
    indent = len(words) - len(words.lstrip())
    return words[indent : indent + 1] in set("-*+") and _is_mark(document, line.start + indent)


def _bounds(document: Document, line: Span) -> list[int]:
    """Where a row is divided: at its tabs, or at the bars that Markdown draws its tables with."""
    tabs = [at for at in range(line.start, line.end) if document.text[at] == "\t"]
    if tabs or not _is_as_written(document):
        return tabs
    bars = (at for at in range(line.start, line.end) if document.text[at] == "|")
    return [at for at in bars if _is_mark(document, at)]


def _is_mark(document: Document, at: int) -> bool:
    """Whether a character is markup."""
    found = bisect_right(document.marks, at, key=lambda mark: mark.start) - 1
    return found >= 0 and at < document.marks[found].end


@dataclass(frozen=True, slots=True)
class _Shown:
    """Cuts lines where the quotation begins and ends."""

    document: Document
    quote: Span
    first: int

    def cells(self, line: Span) -> tuple[Cell, ...]:
        """The cells of a line, a single one where it is no row; none where nothing of it is seen."""
        bounds = _bounds(self.document, line) if _is_row(self.document, line) else []
        starts, ends = [line.start, *(at + 1 for at in bounds)], [*bounds, line.end]
        spans = [Span(*ends) for ends in zip(starts, ends, strict=True)]
        if bounds and self.document.text[bounds[0]] == "|":
            spans = spans[1:-1]
        cells = tuple(self._pieces(self._trimmed(span)) for span in spans)
        return cells if any(cells) else ()

    def _trimmed(self, span: Span) -> Span:
        """Without what shows nothing at its ends."""
        start, end = span.start, span.end
        while start < end and not self._words(Span(start, start + 1)).strip():
            start += 1
        while start < end and not self._words(Span(end - 1, end)).strip():
            end -= 1
        return Span(start, end)

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
