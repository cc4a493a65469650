"""What a PDF says of itself, read by pypdf: outline, page labels, title, date, language; and pypdf's second opinion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import Destination

_FAULTS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)
_DEEPEST = 6
_MOST_BOOKMARKS = 20_000
_SAMPLED = 6  # pages: pypdf reads about 10 a second
_LARGEST_STREAM = 300_000  # bytes of drawing operators: beyond this pypdf needs seconds for a page
_FEWEST_WORDS = 20
_AGREEMENT = 0.6
_WORD = re.compile(r"[^\W\d_]{4,}")
_NO_TITLE = re.compile(
    r"(?:untitled|titel|title|document\d*|microsoft \w+ - .*|.*\.(?:docx?|odt|rtf|pdf|indd|typ|tex))", re.I
)
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its title and depth, from 1."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What the file declares; each part None or empty where it does not. `labels` are the printed page numbers."""

    labels: tuple[str, ...] = ()
    outline: tuple[Bookmark, ...] = ()
    title: str | None = None
    published: date | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()


def structure_of(path: Path) -> Structure:
    """Everything the file declares; a part pypdf cannot read is left out and named in a warning."""
    try:
        reader = PdfReader(path)
        pages = len(reader.pages)
    except _FAULTS as fault:
        return Structure(warnings=(f"outline, page labels and title were not read: {type(fault).__name__} in pypdf.",))
    declared = _Declared(reader)
    return Structure(
        labels=declared.labels(pages),
        outline=declared.outline(),
        title=declared.title(),
        published=declared.published(),
        language=declared.language(),
        warnings=declared.attachments(),
    )


@dataclass(frozen=True, slots=True)
class _Declared:
    """A reader asked part by part, so that one broken part does not cost the others."""

    reader: PdfReader

    def labels(self, pages: int) -> tuple[str, ...]:
        try:
            labels = tuple(self.reader.page_labels)
        except _FAULTS:
            return ()
        return labels if len(labels) == pages else ()

    def outline(self) -> tuple[Bookmark, ...]:
        try:
            return tuple(_bookmarks(self.reader.outline, 1))[:_MOST_BOOKMARKS]
        except _FAULTS:
            return ()

    def title(self) -> str | None:
        try:
            title = " ".join(str(self.reader.metadata.title or "").split()) if self.reader.metadata else ""
        except _FAULTS:
            return None
        letters = sum(character.isalpha() for character in title)
        return None if letters < _FEWEST_LETTERS or _NO_TITLE.fullmatch(title) else title

    def published(self) -> date | None:
        try:
            created = self.reader.metadata.creation_date if self.reader.metadata else None
        except _FAULTS:
            return None
        return created.date() if created else None

    def language(self) -> str | None:
        try:
            said = str(self.reader.root_object.get("/Lang", "")).strip()
        except _FAULTS:
            return None
        return said.casefold() or None

    def attachments(self) -> tuple[str, ...]:
        try:
            names = sorted(self.reader.attachments)
        except _FAULTS:
            return ()
        return (f"{len(names)} attached files were not read: {', '.join(names[:5])}.",) if names else ()


def _bookmarks(entries: Iterable[object], level: int) -> Iterator[Bookmark]:
    for entry in entries:
        if isinstance(entry, list):
            if level < _DEEPEST:
                yield from _bookmarks(entry, level + 1)
        elif isinstance(entry, Destination) and entry.title:
            yield Bookmark(" ".join(str(entry.title).split()), level)


def disagreement(path: Path, texts: Sequence[str]) -> str | None:
    """A warning where pypdf reads other words than pdfium did in `texts`, one for each page; None where they agree.

    Compared on a few pages, by the share of pdfium's words of four letters or more that pypdf finds too: word order,
    hyphens and spacing do not count, glyphs read as other letters do.
    """
    try:
        theirs, ours = _sampled(PdfReader(path), texts)
    except _FAULTS as fault:
        return f"the text was not checked by a second reader: {type(fault).__name__} in pypdf."
    if len(ours) < _FEWEST_WORDS or not theirs:
        return None
    agreed = len(ours & theirs) / len(ours)
    if agreed >= _AGREEMENT:
        return None
    return f"two readers disagree on the words: pypdf finds {agreed:.0%} of those pdfium does; look at some pages."


def _sampled(reader: PdfReader, texts: Sequence[str]) -> tuple[set[str], set[str]]:
    theirs: set[str] = set()
    ours: set[str] = set()
    step = max(1, len(texts) // _SAMPLED)
    for number in range(0, len(texts), step)[:_SAMPLED]:
        contents = reader.pages[number].get_contents()
        if contents is None or len(contents.get_data()) > _LARGEST_STREAM:
            continue
        theirs |= _vocabulary(reader.pages[number].extract_text())
        ours |= _vocabulary(texts[number])
    return theirs, ours


def _vocabulary(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
