"""Claims about reading a file of any format."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from ingest import formats
from ingest.read import READERS, read
from polycite.errors import BadSource
from tests.ingest.readers.office import paragraph, parts, write


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(formats.FORMATS.values())


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", "Een zin."), ("a.md", "Een *zin*."), ("a.html", "<p>Een zin.</p>"), ("a.XHTML", "<p>Een zin.</p>")],
)
def test_the_extension_chooses_the_reader(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    [block] = read(file).blocks
    assert block.kind == "prose"


def test_a_word_document_is_read(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.docx", parts(paragraph("Een zin.")))).text == "Een zin."


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(tmp_path / "a.pdf")
    with pytest.raises(BadSource) as caught:
        read(tmp_path / "a.pdf")
    assert caught.value.reason == "no_text"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.html", "<script>x</script>", "empty"),
        ("a.md", "# Alleen een kop\n", "no_text"),
        ("a.txt", "---\n\n***\n", "no_text"),
        ("a.html", "<h1>Alleen een kop</h1>", "no_text"),
    ],
)
def test_a_file_with_nothing_to_quote_is_refused(tmp_path: Path, name: str, text: str, reason: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(BadSource) as caught:
        read(file)
    assert caught.value.reason == reason
