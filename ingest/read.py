"""Reading any file: the reader its format asks for. Imports every reader, so only the reading process imports it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ingest.formats import DOCX, HTML, MARKDOWN, PDF, PLAIN, Format, format_of
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.plain import read_plain
from ingest.reading import Reading
from polycite.errors import BadSource

READERS: Mapping[Format, Callable[[Path], Reading]] = {
    PDF: read_pdf,
    DOCX: read_docx,
    HTML: read_html,
    MARKDOWN: read_markdown,
    PLAIN: read_plain,
}


def read(path: Path) -> Reading:
    """The file read, with something in it to search. Raises BadSource."""
    reading = READERS[format_of(path)](path)
    if not reading.text.strip():
        raise BadSource("empty", "holds only white space: replace the file, or remove it")
    if not any(block.kind != "heading" for block in reading.blocks):
        raise BadSource("no_text", "holds no sentence, list or table that could be quoted: check it, or remove it")
    return reading
