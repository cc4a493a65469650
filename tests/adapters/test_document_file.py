from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from polycite.adapters.index.document_file import DocumentFile, DocumentWriter
from polycite.adapters.index.records import entry_of
from polycite.errors import IndexDamaged
from polycite.model import Document, Page, Span
from tests.contracts.corpora import corpus, plain_document

DOCUMENTS = [document for document, _ in corpus(6, documents=12)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of twelve documents, in a folder whose name a URI must escape."""
    folder = tmp_path / "a b?c#d%20é"
    folder.mkdir()
    writer = DocumentWriter(folder / "documents.sqlite")
    for document in DOCUMENTS:
        writer.add(document, 6)
    writer.close()
    return folder / "documents.sqlite"


def test_documents_come_back_by_path(path: Path) -> None:
    file = DocumentFile(path)
    entries = file.entries()
    wanted = sorted(DOCUMENTS, key=lambda document: document.source.path)
    assert list(entries) == [entry_of(document, 6) for document in wanted]
    assert [file.document(entry) for entry in entries] == wanted
    file.close()


def test_many_threads_read_at_once(path: Path) -> None:
    file = DocumentFile(path)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(file.document, file.entries() * 20))
    assert found == [file.document(entry) for entry in file.entries()] * 20
    file.close()


def test_reading_leaves_no_file_beside_it(path: Path) -> None:
    file = DocumentFile(path)
    file.entries()
    assert [each.name for each in path.parent.iterdir()] == ["documents.sqlite"]
    file.close()


def test_pages_keep_their_order_whatever_their_numbers(tmp_path: Path) -> None:
    plain = plain_document("a")
    pages = tuple(Page(number, str(number), Span(0, 1), boxes=b"") for number in (3, 1, 2, 2))
    writer = DocumentWriter(tmp_path / "d")
    document = Document("a", plain.source, plain.facts, "x", pages)
    writer.add(document, 0)
    writer.close()
    file = DocumentFile(tmp_path / "d")
    assert file.document(entry_of(document, 0)) == document
    file.close()


@pytest.mark.parametrize("content", [b"not a database, but long enough to be looked at" * 20, b""])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "documents.sqlite").write_bytes(content)
    file = DocumentFile(tmp_path / "documents.sqlite")
    with pytest.raises(IndexDamaged, match=r"documents.sqlite cannot be read .*'polycite ingest PATH'"):
        file.entries()
    file.close()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="gone cannot be opened"):
        DocumentFile(tmp_path / "gone")
