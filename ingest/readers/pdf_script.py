"""Writing the canonical text: every character is given its offset, its page and its box, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from ingest.clean import HYPHENS, SOFT_HYPHEN, Vocabulary
from ingest.readers.pdf_flow import Paragraph, Piece
from ingest.readers.pdf_ink import Ink, joined, undrawn
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_paragraphs import is_contents, is_item
from ingest.readers.pdf_tables import Row, Table
from ingest.reading import Block
from polycite.model import Page, Span

_SAME_DEPTH = 3.0  # points


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page still without text: number from 1, printed label, displayed size in points."""

    number: int
    label: str
    width: float
    height: float


class Script:
    """A canonical text in the making: pieces are written in order, then it is closed into text, pages and blocks."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._length = 0
        self._written: list[tuple[int, Ink]] = []
        self._blocks: list[Block] = []
        self._depths: list[float] = []
        self._tables = 0
        self._table: Table | None = None

    def heading(self, piece: Paragraph, level: int) -> None:
        """Write a heading."""
        self._add(Block("heading", self._paragraph(piece.lines), level=level))

    def piece(self, piece: Piece) -> None:
        """Write anything else: a table row by row, an item, prose; contents lists are written but are no block."""
        if isinstance(piece, Table):
            self._whole_table(piece)
            return
        span = self._paragraph(piece.lines)
        if piece.note:
            self._blocks.append(Block("prose", span))  # and a list or table above it may go on below it
        elif is_item(piece.lines):
            self._add(Block("item", span, level=self._depth(piece.lines[0].left)))
        elif not is_contents(piece.lines):
            self._add(Block("prose", span))

    def closed(self, leaves: Sequence[Leaf]) -> tuple[str, tuple[Page, ...], tuple[Block, ...]]:
        """The text, its pages without a gap between them, and its blocks."""
        inks: dict[int, list[Ink]] = {leaf.number: [] for leaf in leaves}
        for number, ink in self._written:
            inks[number].append(ink)
        return "".join(ink.text for _, ink in self._written), tuple(_bound(leaves, inks)), tuple(self._blocks)

    def _add(self, block: Block) -> None:
        if block.kind != "item":
            self._depths = []
        if block.kind != "row":
            self._table = None
        self._blocks.append(block)

    def _depth(self, left: float) -> int:
        """How deep an item is, by the lefts of the items it stands under."""
        while self._depths and self._depths[-1] > left + _SAME_DEPTH:
            self._depths.pop()
        if not self._depths or self._depths[-1] < left - _SAME_DEPTH:
            self._depths.append(left)
        return len(self._depths)

    def _whole_table(self, table: Table) -> None:
        """Write a table, or the next part of the one above without the header it may print again."""
        heads: tuple[Row, ...] = ()
        if self._table and table.continues(self._table):
            heads = tuple(row for row in self._table.rows if row.header)
            table = replace(table, rows=_without(heads, table.rows))
        else:
            self._tables += 1
        for row in table.rows:
            self._row(row, table.page)
        self._table = replace(table, rows=heads or table.rows)

    def _row(self, row: Row, page: int) -> None:
        self._break(page)
        cells = []
        for column, cell in enumerate(row.cells):
            if column:
                self._write(page, undrawn("\t"))
            start = self._length
            for _, ink in _inks(cell, self._vocabulary):
                self._write(page, ink)
            cells.append(Span(start, self._length))
        self._add(
            Block("row", Span(cells[0].start, self._length), cells=tuple(cells), header=row.header, table=self._tables)
        )

    def _paragraph(self, lines: Sequence[Line]) -> Span:
        self._break(lines[0].page)
        start = self._length
        for page, ink in _inks(lines, self._vocabulary):
            self._write(page, ink)
        return Span(start, self._length)

    def _break(self, page: int) -> None:
        """End the line before, on the page where that line stands."""
        if self._written:
            self._write(self._written[-1][0], undrawn("\n"))

    def _write(self, page: int, ink: Ink) -> None:
        self._written.append((page, ink))
        self._length += len(ink.text)


def _without(heads: Sequence[Row], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a table's next part: data, all of them, once the rows at its top that repeat the header are gone."""
    named = [row.words for row in heads]
    return tuple(replace(row, header=False) for row in dropwhile(lambda row: row.words in named, rows))


def _inks(lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[tuple[int, Ink]]:
    """Each line with what joins it to the next one."""
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        yield line.page, _joining(line.ink, after, vocabulary)


def _joining(ink: Ink, after: Line | None, vocabulary: Vocabulary) -> Ink:
    if after is None or ink.text[-1] not in HYPHENS:
        whole = ink.cut(0, -1) if ink.text.endswith(SOFT_HYPHEN) else ink
        return joined((whole, undrawn(" "))) if after else whole
    match vocabulary.joint(ink.text, after.text):
        case "":
            return ink.cut(0, -1)
        case "-":
            return ink
        case _:
            return joined((ink, undrawn(" ")))


def _bound(leaves: Sequence[Leaf], inks: dict[int, list[Ink]]) -> Iterator[Page]:
    start = 0
    for leaf in leaves:
        ink = joined(inks[leaf.number])
        span = Span(start, start + len(ink.text))
        yield Page(leaf.number, leaf.label, span, leaf.width, leaf.height, ink.boxes)
        start = span.end
