"""The text of a document as one stream: paragraphs carried over page and column ends, footnotes out of their way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from ingest.clean import HYPHENS
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_notes import footnotes
from ingest.readers.pdf_paragraphs import CAPTION, Body, Lines, ends_sentence, is_contents, is_item, paragraphs_of
from ingest.readers.pdf_tables import Piece as Printed
from ingest.readers.pdf_tables import Table

_LIKE_SIZE = 1.08
_SYLLABLE = 3  # times the font size: a line this much short of its column's width is still a full one


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, list item, heading or footnote, possibly of two pages."""

    lines: Lines
    note: bool = False

    @property
    def text(self) -> str:
        """Its lines set apart by spaces: for looking at, not for quoting."""
        return " ".join(line.text for line in self.lines)


Piece = Paragraph | Table


def stands_out(lines: Lines, body: Body) -> bool:
    """Whether a paragraph looks unlike running text: larger, or bold where the body is not."""
    return lines[0].size > _LIKE_SIZE * body.size or (all(line.bold for line in lines) and not body.bold)


def flow(pages: Sequence[Sequence[Printed]], body: Body) -> tuple[Piece, ...]:
    """Every page's pieces in reading order, running lines already gone.

    A paragraph that goes on in the next column or on the next page is one, and so is a table; the footnotes of the
    page it began on then stand before it, so that page ends stay in order and no sentence or table is cut by a note.
    """
    laid = [_laid(page, body) for page in pages]
    laid = [(texts, notes) for texts, notes in laid if texts or notes]
    stream: list[Piece] = []
    for index, (texts, notes) in enumerate(laid):
        for piece in texts:
            _add(stream, piece, body)
        following = laid[index + 1][0] if index + 1 < len(laid) else []
        _add_notes(stream, notes, following[0] if following else None, body)
    return tuple(stream)


def _add_notes(stream: list[Piece], notes: Sequence[Paragraph], following: Piece | None, body: Body) -> None:
    if not notes:
        return
    last = stream[-1] if stream else None
    page = notes[0].lines[0].page
    if not last or not following or _page(last) != page or not _crosses(last, following, body):
        stream.extend(notes)
        return
    place = -2 if isinstance(last, Table) and _is_caption(stream[-2:-1], page) else -1
    stream[place:place] = notes


def _crosses(last: Piece, following: Piece, body: Body) -> bool:
    """Whether `following`, on the next page, is the rest of `last`."""
    if isinstance(last, Table) and isinstance(following, Table):
        return following.continues(last)
    return _runs_on(last, following, body)


def _is_caption(before: Sequence[Piece], page: int) -> bool:
    return any(isinstance(piece, Paragraph) and CAPTION.match(piece.text) and _page(piece) == page for piece in before)


def _laid(page: Sequence[Printed], body: Body) -> tuple[list[Piece], list[Paragraph]]:
    """A page's pieces, and apart from them its footnotes."""
    tabled = [line for piece in page if isinstance(piece, Table) for line in piece.lines]
    notes = footnotes([piece for piece in page if isinstance(piece, Line)], body.size, tabled)
    noted = {id(line) for line in chain.from_iterable(notes)}
    kept = [piece for piece in page if id(piece) not in noted]
    return list(_pieces(kept, body)), [Paragraph(note, note=True) for note in notes]


def _pieces(page: Sequence[Printed], body: Body) -> Iterator[Piece]:
    for is_text, run in groupby(page, key=lambda piece: isinstance(piece, Line)):
        if is_text:
            lines = (piece for piece in run if isinstance(piece, Line))
            yield from map(Paragraph, paragraphs_of(lines, body))
        else:
            yield from (piece for piece in run if isinstance(piece, Table))


def _add(stream: list[Piece], piece: Piece, body: Body) -> None:
    last = stream[-1] if stream else None
    if isinstance(last, Paragraph) and isinstance(piece, Paragraph) and _runs_on(last, piece, body):
        stream[-1] = Paragraph(last.lines + piece.lines)
    else:
        stream.append(piece)


def _runs_on(last: Piece, piece: Piece, body: Body) -> bool:
    """Whether `piece`, at the top of a column or page, goes on with the sentence that `last` left open."""
    if isinstance(last, Table) or isinstance(piece, Table) or last.note:
        return False
    end, start = last.lines[-1], piece.lines[0]
    if end.page == start.page and start.baseline > end.baseline:
        return False
    return _alike(last.lines, piece.lines, body) and _left_open(last.lines, piece.lines)


def _alike(last: Lines, piece: Lines, body: Body) -> bool:
    end, start = last[-1], piece[0]
    if is_item(piece) or is_contents(last) or is_contents(piece):
        return False
    if stands_out(last, body) or stands_out(piece, body):
        return False
    return end.turn == start.turn and max(end.size, start.size) <= _LIKE_SIZE * min(end.size, start.size)


def _left_open(last: Lines, piece: Lines) -> bool:
    end, start = last[-1].text, piece[0].text
    if end[-1] in HYPHENS:
        return True
    if ends_sentence(end):
        return end[-1] == "." and start[0].islower() and _is_full(last, piece)
    return not start[0].isupper() or _is_full(last, piece)


def _is_full(last: Lines, piece: Lines) -> bool:
    width = max(line.right - line.left for line in (*last, *piece))
    end = last[-1]
    return end.right - min(line.left for line in last) > width - _SYLLABLE * end.size


def _page(piece: Piece) -> int:
    return piece.page if isinstance(piece, Table) else piece.lines[0].page
