"""Ruled tables: found by pdfplumber from their lines, filled with the glyphs that pdfium read."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from ingest.readers.pdf_glyphs import Gap, Glyph, Sheet
from ingest.readers.pdf_ink import Box, area
from ingest.readers.pdf_lines import Line, lines_of

_THIN = 3.0  # points: what is thinner and longer than this is a rule
_NOISE = 0.1  # points
_FEWEST_RULES = 4
_MOST_DRAWINGS = 5_000  # a map or chart: pdfplumber took 33 s for 120,000 lines
_LONGEST_NAME = 120
_COLUMN_SHIFT = 4.0
FAULTS = (PdfminerException, PDFException, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table's outline and, row by row, the box of each cell; None where a cell beside or above reaches over."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]

    def turned(self, turn: int) -> Grid:
        """The same cells in the rows one reads when text runs at `turn` clockwise quarters; boxes keep their places."""
        rows = self.rows
        for _ in range(turn % 4):
            rows = tuple(reversed(tuple(zip(*rows, strict=True))))
        return Grid(self.box, rows)


@dataclass(frozen=True, slots=True)
class Row:
    """The lines in each cell, in column order."""

    cells: tuple[tuple[Line, ...], ...]
    header: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Each cell's text, lines set apart by spaces."""
        return tuple(" ".join(line.text for line in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table or the part of it on one page; `edges` are the left edges of its columns in points."""

    page: int
    rows: tuple[Row, ...]
    edges: tuple[float, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of every cell, row by row."""
        return tuple(line for row in self.rows for cell in row.cells for line in cell)

    def continues(self, before: Table) -> bool:
        """Whether this is the next page's part of the table `before`: the same columns at the same places."""
        near = zip(self.edges, before.edges, strict=False)
        return (
            self.page == before.page + 1
            and len(self.edges) == len(before.edges)
            and all(abs(a - b) <= _COLUMN_SHIFT for a, b in near)
        )


@dataclass(frozen=True, slots=True)
class Edge:
    """The rim of a frame that is no table: text on either side of it never runs together."""


Piece = Line | Table | Edge
"""What a page is made of, in drawing order."""


def is_ruled(page: pdfium.PdfPage) -> bool:
    """Whether a page has rules enough for a table, yet not so many that they must be a drawing."""
    rules = 0
    for count, drawing in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > _MOST_DRAWINGS:
            return False
        rules += _is_rule(drawing)
    return rules >= _FEWEST_RULES


def _is_rule(drawing: pdfium.PdfObject) -> int:
    """How many rules a path can be: one for a line, four for a rectangle, none for a dot."""
    left, bottom, right, top = drawing.get_bounds()
    width, height = right - left, top - bottom
    if max(width, height) <= _THIN:
        return 0
    return 1 if min(width, height) <= _THIN else _FEWEST_RULES


class GridFinder:
    """pdfplumber on one file, opened at the first page that needs it: it is forty times slower than pdfium."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: PDF | None = None
        logging.getLogger("pdfminer").setLevel(logging.ERROR)

    def grids(self, page: int) -> tuple[Grid, ...]:
        """The grids on a page (from 1). Raises one of `FAULTS` where pdfplumber cannot read the file or the page."""
        if self._document is None:
            self._document = pdfplumber.open(self._path)
        found = self._document.pages[page - 1]
        try:
            return tuple(_page_grids(found))
        finally:
            found.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._document is not None:
            self._document.close()


def _page_grids(page: PlumberPage) -> Iterator[Grid]:
    _straighten(page)
    shift_x, shift_y = page.cropbox[:2]  # pdfplumber counts from the media box, what is displayed is the crop box
    for table in page.find_tables():
        rows = tuple(tuple(_moved(cell, shift_x, shift_y) for cell in row.cells) for row in table.rows)
        outline = _moved(table.bbox, shift_x, shift_y)
        if rows and outline:
            yield Grid(outline, rows)


def _straighten(page: PlumberPage) -> None:
    """Make nearly level lines level: pdfplumber takes a line for upright unless its two heights are the same float."""
    for line in page.lines:
        if abs(line["bottom"] - line["top"]) < _NOISE:
            line["bottom"] = line["top"]
        elif abs(line["x1"] - line["x0"]) < _NOISE:
            line["x1"] = line["x0"]


def _moved(cell: Box | None, x: float, y: float) -> Box | None:
    return None if cell is None else (cell[0] - x, cell[1] - y, cell[2] - x, cell[3] - y)


def pieces_of(sheet: Sheet, page: int, grids: Sequence[Grid]) -> Iterator[Piece]:
    """A page's lines and, each where its first glyph was drawn, its tables and frames."""
    grids = [grid.turned(sheet.turn) for grid in grids]
    held: dict[int, list[Glyph | Gap]] = {index: [] for index in range(len(grids))}
    stretch: list[Glyph | Gap] = []
    parts: list[list[Glyph | Gap] | int] = [stretch]
    inside: int | None = None
    for mark in sheet.marks:
        if isinstance(mark, Glyph):
            inside = _grid_around(mark, grids)
        if inside is None:
            stretch.append(mark)
            continue
        if not held[inside]:
            stretch = []
            parts += [inside, stretch]
        held[inside].append(mark)
    for part in parts:
        if isinstance(part, int):
            yield from _filled(grids[part], held[part], sheet, page)
        else:
            yield from lines_of(part, page, sheet.width, sheet.height)


def _grid_around(glyph: Glyph, grids: Sequence[Grid]) -> int | None:
    """The innermost grid, as a table may stand in a frame."""
    around = [index for index, grid in enumerate(grids) if _holds(grid.box, glyph)]
    return min(around, key=lambda index: area(grids[index].box)) if around else None


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _filled(grid: Grid, marks: Sequence[Glyph | Gap], sheet: Sheet, page: int) -> Iterator[Piece]:
    """The grid as a table, or as lines between edges where it has words in fewer than two columns: a frame."""
    written = _by_cell(grid, marks)
    rows = tuple(
        Row(tuple(lines_of(written.get(box, ()), page, sheet.width, sheet.height) for box in row)) for row in grid.rows
    )
    rows = tuple(row for row in rows if any(row.cells))
    if len({column for row in rows for column, cell in enumerate(row.cells) if cell}) > 1:
        yield Table(page, _headed(rows), _edges(grid, sheet.turn))
    else:
        yield Edge()
        yield from lines_of(marks, page, sheet.width, sheet.height)
        yield Edge()


def _by_cell(grid: Grid, marks: Sequence[Glyph | Gap]) -> dict[Box | None, list[Glyph | Gap]]:
    boxes = tuple(box for row in grid.rows for box in row if box is not None)
    written: dict[Box | None, list[Glyph | Gap]] = {}
    here: Box | None = None
    for mark in marks:
        if isinstance(mark, Glyph) and not (here and _holds(here, mark)):
            here = next((box for box in boxes if _holds(box, mark)), None)
        if here:
            written.setdefault(here, []).append(mark)
    return written


def _edges(grid: Grid, turn: int) -> tuple[float, ...]:
    """Where each column begins, along the direction of reading."""
    widest = max(grid.rows, key=lambda row: sum(cell is not None for cell in row))
    return tuple(cell[turn % 2] if cell else -1.0 for cell in widest)


def _headed(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same rows, with those that name columns marked: all bold, or else words above figures."""
    bold = len(list(takewhile(_is_bold, rows)))
    if bold == len(rows) > 1:
        bold = 0
    count = bold or int(len(rows) > 2 and _names_columns(rows))
    return tuple(replace(row, header=index < count) for index, row in enumerate(rows))


def _is_bold(row: Row) -> bool:
    return all(line.bold for cell in row.cells for line in cell) and sum(map(bool, row.cells)) > 1


def _names_columns(rows: Sequence[Row]) -> bool:
    first, rest = rows[0], rows[1:]
    if not all(first.cells) or any(_figures(word) or len(word) > _LONGEST_NAME for word in first.words):
        return False
    columns = list(zip(*(row.words for row in rest), strict=False))
    return any(sum(map(_figures, column)) * 2 > len(column) for column in columns[1:])


def _figures(words: str) -> bool:
    return any(character.isdigit() for character in words)
