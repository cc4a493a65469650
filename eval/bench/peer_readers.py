"""Reading PDF and Word for the peer as LlamaIndex's own readers do, whose package pins an older pypdf than ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from llama_index.core import Document
from llama_index.core.readers.base import BaseReader
from pypdf import PdfReader


class PlainPdf(BaseReader):
    """One document a page, with the page's label."""

    def load_data(self, file: Path, extra_info: dict[str, Any] | None = None) -> list[Document]:
        """The pages of a file."""
        return [
            Document(text=page.extract_text(), metadata={**(extra_info or {}), "page_label": str(number)})
            for number, page in enumerate(PdfReader(file).pages, 1)
        ]


class PlainDocx(BaseReader):
    """The paragraphs of a Word file."""

    def load_data(self, file: Path, extra_info: dict[str, Any] | None = None) -> list[Document]:
        """The one document of a file."""
        text = "\n".join(one.text for one in docx.Document(str(file)).paragraphs)
        return [Document(text=text, metadata=extra_info or {})]


READERS: dict[str, BaseReader] = {".pdf": PlainPdf(), ".docx": PlainDocx()}
