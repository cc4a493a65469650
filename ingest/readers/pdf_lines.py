"""From glyphs to lines of text: who stands beside whom, and which raised figures are only footnote marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.clean import SOFT_HYPHEN, expanded
from ingest.readers.pdf_frame import upright
from ingest.readers.pdf_glyphs import LINE_END_HYPHEN, SYMBOL_BULLETS, Gap, Glyph, composed
from ingest.readers.pdf_ink import Box, Ink, joined, pack, undrawn

# Multiples of the font size. Superscripts are raised by about a third; neighbouring lines are a whole size apart.
_SAME_LINE = 0.5
_RAISED = 0.18
_SMALL = 0.54
_WORD_GAP = 0.2
_DROPPED = 0.85  # a superscript set in a smaller size is smaller than this
_BOLD = 0.85  # of the letters: a bold word that opens a line does not make it a heading
_STEP_BACK = 2.0
_COLUMN_GAP = 10.0
_MARK = re.compile(r"[\d,*†‡§()\[\]]+")
_POWERED = re.compile(r"(?:^|[^\w])(?:[^\W\d_]|[kcdm]m|10)$")  # x², m², km² and powers of ten keep their figure


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed on `page` (from 1); measures are points of the page turned so that this line is upright.

    `size` is that of most of its letters, `bold` says that nearly all are bold, `noted` that it began with a raised
    mark, now removed, and `label` that it opens with bold words up to a colon, as a line "Publisher: ..." does.
    """

    ink: Ink
    page: int
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    noted: bool = False
    turn: int = 0
    label: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return self.ink.text


@dataclass(frozen=True, slots=True)
class _Seen:
    """A glyph in upright coordinates, beside the glyph as displayed; `spaced` by a gap from the one before."""

    glyph: Glyph
    box: Box
    baseline: float
    spaced: bool


def lines_of(marks: Iterable[Glyph | Gap], page: int, width: float, height: float) -> tuple[Line, ...]:
    """The lines of a stretch of a page, in drawing order; `width` and `height` are the displayed page's.

    Text of the page's main direction comes first, then what is turned otherwise; slanted text is a stamp
    across the page, no part of what the page says, and is left out.
    """
    stream = tuple(marks)
    turns = Counter(mark.turn for mark in stream if isinstance(mark, Glyph) and mark.turn is not None)
    return tuple(line for turn, _ in turns.most_common() for line in _turned(stream, turn, page, width, height))


def _turned(stream: Sequence[Glyph | Gap], turn: int, page: int, width: float, height: float) -> Iterator[Line]:
    for row in _rows(_upright(stream, turn, width, height)):
        line = _line(row, page, turn)
        if line.text:
            yield line


def _upright(stream: Sequence[Glyph | Gap], turn: int, width: float, height: float) -> Iterator[_Seen]:
    frame, spaced = upright(turn, width, height) if turn else None, False
    for mark in stream:
        if isinstance(mark, Gap) or mark.character.isspace():
            spaced = True
        elif mark.turn == turn:
            baseline = frame.point(mark.x, mark.baseline)[1] if frame else mark.baseline
            yield _Seen(mark, frame.box(*mark.box) if frame else mark.box, baseline, spaced)
            spaced = False


def _rows(seen: Iterable[_Seen]) -> Iterator[list[_Seen]]:
    row: list[_Seen] = []
    for one in seen:
        if row and not _follows(row[-1], one):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _follows(last: _Seen, one: _Seen) -> bool:
    size = max(last.glyph.size, one.glyph.size)
    if abs(one.baseline - last.baseline) > _SAME_LINE * size or one.box[0] < last.box[2] - _STEP_BACK * size:
        return False
    return not (one.spaced and one.box[0] > last.box[2] + _COLUMN_GAP * size)


def _line(row: list[_Seen], page: int, turn: int) -> Line:
    size = Counter(one.glyph.size for one in row).most_common(1)[0][0]
    baseline = Counter(round(one.baseline, 1) for one in row if one.glyph.size == size).most_common(1)[0][0]
    kept, noted = _without_marks(row, baseline, size)
    bold = sum(one.glyph.bold for one in kept) > _BOLD * len(kept)
    left, right = min(one.box[0] for one in row), max(one.box[2] for one in row)
    return Line(_ink(kept), page, left, right, baseline, size, bold, noted, turn, not bold and _is_labelled(kept))


def _is_labelled(row: Sequence[_Seen]) -> bool:
    opening = tuple(takewhile(lambda one: one.glyph.bold, row))
    return bool(opening) and opening[-1].glyph.character == ":"


def _without_marks(row: list[_Seen], baseline: float, size: float) -> tuple[list[_Seen], bool]:
    """The row without its footnote marks, and whether one opened it."""
    raised = [_raised(one, baseline, size) for one in row]
    kept: list[_Seen] = []
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and raised[end] == raised[start]:
            end += 1
        run = row[start:end]
        if not (raised[start] and _is_mark(run, kept)):
            kept.extend(run)
        start = end
    return kept or row, raised[0] and bool(kept) and kept[0] is not row[0]


def _raised(one: _Seen, baseline: float, size: float) -> bool:
    glyph = one.glyph
    if glyph.size < _DROPPED * size and baseline - one.baseline > _RAISED * size:
        return _MARK.fullmatch(glyph.character) is not None
    # Fonts with drawn superscripts keep size and origin: only the ink itself is small and high.
    small = one.box[3] - one.box[1] < _SMALL * size
    return glyph.character.isdigit() and small and baseline - one.box[3] > _RAISED * size


def _is_mark(run: Sequence[_Seen], before: Sequence[_Seen]) -> bool:
    text = "".join(one.glyph.character for one in run)
    if not any(character.isdigit() or character in "*†‡§" for character in text):
        return False
    word = "".join((" " if one.spaced else "") + one.glyph.character for one in before[-4:])
    apart = bool(before) and run[0].box[0] - before[-1].box[2] > _WORD_GAP * before[-1].glyph.size
    return _POWERED.search(word) is None or apart


def _ink(row: Sequence[_Seen]) -> Ink:
    parts: list[Ink] = []
    for index, one in enumerate(_accented(row)):
        if one.spaced and index:
            parts.append(undrawn(" "))
        character = "•" if one.glyph.character in SYMBOL_BULLETS else one.glyph.character
        text = "-" if character == LINE_END_HYPHEN else expanded(character)
        parts.append(Ink(text, pack(one.glyph.box) * len(text)))
    ink = joined(parts).stripped()
    # A soft hyphen is written out only where it divides a word at the line's end.
    return joined((ink, undrawn(SOFT_HYPHEN))) if row and row[-1].glyph.character == SOFT_HYPHEN else ink


def _accented(row: Sequence[_Seen]) -> Iterator[_Seen]:
    held: _Seen | None = None
    for one in row:
        both = composed(held.glyph, one.glyph) if held and not one.spaced else None
        if held and both:
            held = _Seen(both, held.box, held.baseline, held.spaced)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held
