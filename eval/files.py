"""The corpus' own files, read once more by another reader than the one under judgement, to check pages by."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader

from eval.locate import letters_of


@dataclass(frozen=True, slots=True)
class Files:
    """The pages of the PDF files below a folder, as letters and digits; other formats have no pages."""

    corpus: Path
    _pages: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def pages(self, path: str) -> tuple[str, ...]:
        """The letters of each page of a file; () for a format without pages, or a file that is not there."""
        if path not in self._pages:
            file = self.corpus / path
            known = file.suffix.lower() == ".pdf" and file.is_file()
            read = [letters_of(page.extract_text()) for page in PdfReader(file).pages] if known else []
            self._pages[path] = tuple(read)
        return self._pages[path]

    def pages_holding(self, path: str, quote: str) -> tuple[int, ...]:
        """The 1-based pages that hold a quotation whole; () where this reader finds none.

        Readers put tables and columns in different orders, and a quotation may cross pages: none says nothing.
        """
        wanted = letters_of(quote)
        return tuple(number for number, page in enumerate(self.pages(path), 1) if wanted and wanted in page)
