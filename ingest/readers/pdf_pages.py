"""Opening a PDF and reading it page by page, within bounds and naming what is wrong with each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.readers.pdf_glyphs import Sheet, sheet_of
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_tables import FAULTS, Grid, GridFinder, Piece, Table, is_ruled, pieces_of
from polycite.errors import BadSource

Flaw = Literal["", "drawn", "garbled", "broken", "untabled"]

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000
AGAIN = "then run 'polycite ingest PATH' again"
_MAGIC = b"%PDF-"
_END = b"%%EOF"
_TAIL = 2_048
_GARBLED = 0.3  # the share of glyphs without a meaning from which a page's text is worth nothing


@dataclass(frozen=True, slots=True)
class Printed:
    """One page as read: its displayed size in points, its lines and tables, the `turn` of its text in quarters.

    `flaw`: drawn (ink but no text: a scan), garbled (fonts that do not say which characters they draw), broken
    (unreadable), untabled (tables read as plain lines).
    """

    width: float
    height: float
    pieces: tuple[Piece, ...] = ()
    flaw: Flaw = ""
    turn: int = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines outside tables."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Line))

    @property
    def words(self) -> tuple[str, ...]:
        """The text of every line, those in tables too."""
        return tuple(_texts(self.pieces))


def _texts(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece.text
        elif isinstance(piece, Table):
            yield from (line.text for line in piece.lines)


def check_kind(path: Path) -> bool:
    """Whether the file ends as a whole PDF does. Raises BadSource (unreadable, empty, type_mismatch) if it is none."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            tail = file.read()
    except OSError as fault:
        raise BadSource("unreadable", f"{path.name} cannot be opened ({fault.strerror}): allow it, {AGAIN}") from fault
    if not size:
        raise BadSource("empty", f"{path.name} is empty: put the document in its place, {AGAIN}")
    if head != _MAGIC:
        raise BadSource("type_mismatch", f"{path.name} is not a PDF inside: give it its right name, {AGAIN}")
    return _END in tail


def read_pages(path: Path) -> tuple[Printed, ...]:
    """Every page. Raises BadSource: encrypted, corrupt, too_large."""
    with closing(_opened(path)) as document, closing(GridFinder(path)) as grids:
        if len(document) > MOST_PAGES:
            raise BadSource("too_large", f"{path.name} has more than {MOST_PAGES:,} pages: split it, {AGAIN}")
        pages, characters = [], 0
        for number in range(1, len(document) + 1):
            pages.append(_read_page(document, number, grids))
            characters += sum(map(len, pages[-1].words))
            if characters > MOST_CHARACTERS:
                raise BadSource("too_large", f"{path.name} has over {MOST_CHARACTERS:,} characters: split it, {AGAIN}")
    return tuple(pages)


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as fault:
        if fault.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise BadSource("encrypted", f"{path.name} asks for a password: save it without one, {AGAIN}") from fault
        raise BadSource("corrupt", f"{path.name} is damaged or cut off: get the whole file, {AGAIN}") from fault
    if len(document) == 0:
        document.close()
        raise BadSource("corrupt", f"{path.name} has no page: get the whole file, {AGAIN}")
    return document


def _read_page(document: pdfium.PdfDocument, number: int, grids: GridFinder) -> Printed:
    try:
        with closing(document[number - 1]) as page:
            sheet = sheet_of(page)
            if flaw := _flaw(page, sheet):
                return Printed(sheet.width, sheet.height, flaw=flaw)
            ruled = is_ruled(page)
    except pdfium.PdfiumError:
        return Printed(0.0, 0.0, flaw="broken")
    found, flaw = _found(grids, number) if ruled else ((), "")
    return Printed(sheet.width, sheet.height, tuple(pieces_of(sheet, number, found)), flaw, sheet.turn)


def _flaw(page: pdfium.PdfPage, sheet: Sheet) -> Flaw:
    if not sheet.marks:
        return "drawn" if pdfium_c.FPDFPage_CountObjects(page) else ""
    return "garbled" if sheet.garbled > _GARBLED else ""


def _found(grids: GridFinder, number: int) -> tuple[tuple[Grid, ...], Flaw]:
    try:
        return grids.grids(number), ""
    except FAULTS:
        return (), "untabled"
