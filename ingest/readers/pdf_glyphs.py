"""What pdfium sees on a page: characters, in the order drawn, with their places and their looks."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.clean import meaningless
from ingest.readers.pdf_frame import Frame, displayed, turn_of
from ingest.readers.pdf_ink import Box

SYMBOL_BULLETS = (
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf06e"  # bullets of Symbol and Wingdings, as office programs write them
)
LINE_END_HYPHEN = "\x02"  # pdfium writes this for a hyphen that ends a line
_KNOWN_SIGNS = LINE_END_HYPHEN + SYMBOL_BULLETS + "\t\n\r "
_SURROGATES = range(0xD800, 0xE000)
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"demi")
_BOLD_WEIGHT = 700
_NAME_BYTES = 128


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character drawn: `box` and `x`, `baseline` (its origin) in points of the displayed page.

    `size` is the font's, in displayed points; `turn` counts clockwise quarters of its direction, None if slanted.
    """

    character: str
    box: Box
    x: float
    baseline: float
    size: float
    bold: bool
    turn: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """White space that pdfium infers: the end of a line, or a space between two glyphs."""

    line_end: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page's glyphs and gaps in drawing order, size in displayed points.

    `garbled` is the share of glyphs whose font does not say which characters they are.
    """

    width: float
    height: float
    marks: tuple[Glyph | Gap, ...]
    garbled: float = 0.0

    @property
    def turn(self) -> int:
        """The direction most of its text runs in, in clockwise quarters."""
        turns = Counter(mark.turn for mark in self.marks if isinstance(mark, Glyph) and mark.turn is not None)
        return turns.most_common(1)[0][0] if turns else 0


@dataclass(frozen=True, slots=True)
class _Look:
    """What the characters of one text object share."""

    size: float
    bold: bool
    turn: int | None


def sheet_of(page: pdfium.PdfPage) -> Sheet:
    """Everything written on a page. Raises pypdfium2's PdfiumError where the page cannot be read."""
    frame = displayed(page.get_bbox(), page.get_rotation())
    text = page.get_textpage()
    try:
        marks = tuple(_marks(text, frame))
        return Sheet(page.get_width(), page.get_height(), marks, _garbled(text))
    finally:
        text.close()


def _garbled(text: pdfium.PdfTextPage) -> float:
    drawn = [index for index in range(text.count_chars()) if not pdfium_c.FPDFText_IsGenerated(text, index)]
    lost = sum(_is_lost(text, index) for index in drawn)
    return lost / len(drawn) if drawn else 0.0


def _is_lost(text: pdfium.PdfTextPage, index: int) -> bool:
    if pdfium_c.FPDFText_HasUnicodeMapError(text, index) == 1:
        return True
    code = pdfium_c.FPDFText_GetUnicode(text, index)
    return code > 0x10FFFF or (chr(code) not in _KNOWN_SIGNS and meaningless(chr(code)))


def _marks(text: pdfium.PdfTextPage, frame: Frame) -> Iterator[Glyph | Gap]:
    drawn_by, look, ruler = -1, _Look(0.0, False, 0), _Ruler(text, frame)
    for index, character in _characters(text):
        if pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            yield Gap(line_end=character in "\r\n")
            continue
        drawer = pdfium_c.FPDFText_GetTextObject(text, index)
        address = ctypes.addressof(drawer.contents) if drawer else 0
        if address != drawn_by:
            drawn_by, look = address, _look(text, index, frame)
        yield ruler.glyph(index, character, look)


def _characters(text: pdfium.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Index and code point; the two halves of a character beyond the first plane are made one again."""
    high = 0
    for index in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if code in _SURROGATES:
            if code < 0xDC00:
                high = code
            elif high:
                yield index, chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
                high = 0
            continue
        yield index, chr(code) if code <= 0x10FFFF else "\ufffd"


class _Ruler:
    """Where characters stand. Its numbers are reused, as making them anew took a third of the reading time."""

    def __init__(self, text: pdfium.PdfTextPage, frame: Frame) -> None:
        self._text, self._frame = text, frame
        self._left, self._right, self._bottom, self._top, self._x, self._y = (ctypes.c_double() for _ in range(6))

    def glyph(self, index: int, character: str, look: _Look) -> Glyph:
        """The character at an index, measured."""
        left, right, bottom, top = self._left, self._right, self._bottom, self._top
        pdfium_c.FPDFText_GetCharBox(self._text, index, left, right, bottom, top)
        pdfium_c.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        box = self._frame.box(left.value, bottom.value, right.value, top.value)
        x, baseline = self._frame.point(self._x.value, self._y.value)
        return Glyph(character, box, x, baseline, look.size, look.bold, look.turn)


def _look(text: pdfium.PdfTextPage, index: int, frame: Frame) -> _Look:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium_c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    return _Look(round(size, 1), _bold(text, index), turn_of(*frame.direction(matrix.a, matrix.b)))


def _bold(text: pdfium.PdfTextPage, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(text, index, name, _NAME_BYTES, flags)
    if any(word in name.value.lower() for word in _BOLD_NAMES):
        return True
    return bool(pdfium_c.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT)


def composed(first: Glyph, second: Glyph) -> Glyph | None:
    """One glyph for a letter and the accent drawn over it, or None where they do not combine."""
    if not unicodedata.combining(second.character):
        return None
    one = unicodedata.normalize("NFC", first.character + second.character)
    if len(one) != 1:
        return None
    edges = zip(first.box, second.box, (min, min, max, max), strict=True)
    left, top, right, bottom = (widest(a, b) for a, b, widest in edges)
    return replace(first, character=one, box=(left, top, right, bottom))
