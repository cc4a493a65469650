"""Splitting a reading into passages: at sentence ends, within a section, in one language, tables between rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from uuid import NAMESPACE_URL, uuid5

from ingest.reading import Block, Reading
from ingest.statements import statements
from polycite.language import language_of
from polycite.model import Document, Kind, Language, Passage, Span
from polycite.text import display

LONGEST = 1500
"""Characters in a passage at most: about 400 tokens, so that the heading path still fits the encoder's window."""
_TELLING = 60
"""Characters below which the language of a stretch is taken from its neighbours."""
_ROW = 400
"""A table row longer than this holds prose: its cells are split into sentences."""

_BULLET = re.compile(r"\s*[•‣▪■◦●○–—*·-]\s+")

Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest stretch that is never divided: a sentence, a list item's sentence or a table row."""

    span: Span
    kind: Kind
    heading: tuple[str, ...]
    language: Language
    table: int = 0
    header: Span | None = None


def split(document: Document, reading: Reading, fits: Fits) -> tuple[Passage, ...]:
    """The passages of a document, in order. `fits` says whether the encoder reads a text whole."""
    pieces = list(_pieces(document, reading))
    sections = groupby(pieces, key=lambda piece: (piece.heading, piece.language, piece.table))
    return tuple(_passage(document, group) for _, section in sections for group in _pack(document, list(section), fits))


def is_quotable(document: Document, reading: Reading) -> bool:
    """Whether any passage comes of a document: one of nothing but marks, or of headings, has none."""
    return next(_pieces(document, reading), None) is not None


def searchable(document: Document, passage: Passage) -> str:
    """What is embedded and indexed of a passage: its heading path, a table's column names, then its words."""
    header = display(document, passage.header) if passage.header else ""
    words = display(document, passage.span)
    lines = (" > ".join(passage.heading), "" if words.startswith(header) else header, words)
    return "\n".join(line for line in lines if line)


def searchable_sentence(document: Document, passage: Passage, sentence: Span) -> str:
    """What is embedded of a sentence: a table row carries its nearest heading and the column names."""
    words = display(document, sentence)
    if passage.header is None or passage.header == sentence:
        return words
    return f"{passage.heading[-1] if passage.heading else ''} {display(document, passage.header)}: {words}".strip()


def _pieces(document: Document, reading: Reading) -> Iterator[Piece]:
    heading: list[tuple[int, str]] = []
    header: dict[int, Span] = {}
    language = document.facts.language
    for block in reading.blocks:
        words = display(document, block.span)
        if not words:
            continue
        if block.kind == "heading":
            heading = [one for one in heading if one[0] < block.level]
            heading.append((block.level, words))
            continue
        if block.kind == "row" and block.header and header.setdefault(block.table, block.span) != block.span:
            continue  # column names printed again on the next page say nothing new
        if len(words) >= _TELLING:
            language = language_of(words, default=document.facts.language)
        path = tuple(title for _, title in heading)
        for piece in _pieces_of(document, block, path, language, header.get(block.table)):
            if display(document, piece.span):  # a sentence that is struck out whole is none
                yield piece


def _pieces_of(
    document: Document, block: Block, heading: tuple[str, ...], language: Language, header: Span | None
) -> Iterator[Piece]:
    if block.kind == "row":
        for span in _row(document, block, language):
            yield Piece(span, "table", heading, language, block.table, header)
        return
    kind: Kind = "list" if block.kind == "item" else "prose"
    bullet = _BULLET.match(document.text, block.span.start, block.span.end) if kind == "list" else None
    words = Span(bullet.end(), block.span.end) if bullet else block.span
    for span in statements(document, words, language):
        yield Piece(span, kind, heading, language)


def _row(document: Document, block: Block, language: Language) -> Iterator[Span]:
    if len(block.span) <= _ROW or not block.cells:
        yield block.span
        return
    for cell in block.cells:
        yield from statements(document, cell, language)


def _pack(document: Document, section: Sequence[Piece], fits: Fits) -> Iterator[list[Piece]]:
    """Groups of about equal length: a section of 1,700 characters is two of 850, not 1,500 and 200."""
    total = section[-1].span.end - section[0].span.start
    target = total / ceil(total / LONGEST)
    group: list[Piece] = []
    for piece in section:
        length = piece.span.end - group[0].span.start if group else 0
        if group and (length > LONGEST or group[-1].span.end - group[0].span.start >= target):
            yield from _fitting(document, group, fits)
            group = []
        group.append(piece)
    yield from _fitting(document, group, fits)


def _fitting(document: Document, group: list[Piece], fits: Fits) -> Iterator[list[Piece]]:
    """The group, halved until the encoder reads each part whole."""
    if len(group) == 1 or fits(searchable(document, _passage(document, group))):
        yield group
        return
    middle = len(group) // 2
    yield from _fitting(document, group[:middle], fits)
    yield from _fitting(document, group[middle:], fits)


def _passage(document: Document, group: Sequence[Piece]) -> Passage:
    span = Span(group[0].span.start, group[-1].span.end)
    kinds = [piece.kind for piece in group]
    return Passage(
        id=str(uuid5(NAMESPACE_URL, f"polycite:{document.id}:{span.start}:{span.end}")),
        document=document.id,
        span=span,
        kind=max(kinds, key=kinds.count),
        heading=group[0].heading,
        language=group[0].language,
        sentences=tuple(piece.span for piece in group),
        header=group[0].header,
    )
