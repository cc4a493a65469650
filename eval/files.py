"""The corpus' own files, read once more by another reader than the one under judgement, to check pages by."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from eval.locate import letters_of

_PART = 8
"""Letters of a quotation that must stand on each of two pages: fewer stand on any."""


@dataclass(frozen=True, slots=True)
class Files:
    """The pages of the PDF files below a folder, as letters and digits; other formats have no pages."""

    corpus: Path
    _pages: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def pages(self, path: str) -> tuple[str, ...]:
        """The letters of each page of a file; () where there are no pages, or none this reader can read."""
        if path not in self._pages:
            self._pages[path] = _read(self.corpus / path)
        return self._pages[path]

    def places(self, path: str, quote: str) -> tuple[tuple[int, ...], ...]:
        """Where a quotation stands: each 1-based page that holds it whole, else each two pages it runs over.

        Readers put tables and columns in different orders, so () says nothing.
        """
        wanted, pages = letters_of(quote), self.pages(path)
        if not wanted:
            return ()
        whole = tuple((number,) for number, page in enumerate(pages, 1) if wanted in page)
        return whole or tuple(_crossings(wanted, pages))

    def has_words(self, path: str, quote: str, numbers: Collection[int]) -> bool:
        """Whether all words of a quotation stand on some pages, in whatever order."""
        shown = [page for number, page in enumerate(self.pages(path), 1) if number in numbers]
        return all(any(letters_of(word) in page for page in shown) for word in quote.split())


def _read(file: Path) -> tuple[str, ...]:
    if file.suffix.lower() != ".pdf" or not file.is_file():
        return ()
    try:
        return tuple(letters_of(page.extract_text()) for page in PdfReader(file).pages)
    except PyPdfError:
        # A second opinion that cannot be had: the quotations of this file count as not found by the second reader.
        return ()


def _crossings(wanted: str, pages: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    for number, (page, following) in enumerate(pairwise(pages), 1):
        kept = next(length for length in range(len(wanted), -1, -1) if wanted[:length] in page)
        if min(kept, len(wanted) - kept) >= _PART and wanted[kept:] in following:
            yield number, number + 1
