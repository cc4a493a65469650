"""A generation's documents in one SQLite file: written once, then read without locks by any number of processes."""

from __future__ import annotations

import json
import sqlite3
import zlib
from pathlib import Path
from threading import Lock
from typing import Any

from polycite.adapters.index.records import (
    document_from,
    entry_from,
    entry_of,
    entry_record,
    page_from,
    page_record,
)
from polycite.adapters.index.seals import damaged
from polycite.model import Document, Entry

_SCHEMA = """
CREATE TABLE document (id TEXT PRIMARY KEY, path TEXT, entry TEXT, marks TEXT, text BLOB);
CREATE TABLE page (document TEXT, position INTEGER, page TEXT, boxes BLOB, PRIMARY KEY (document, position))
    WITHOUT ROWID;
"""


class DocumentWriter:
    """Fills the file; nothing is promised before `close`."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        # The whole folder is forced to the disk before it is announced: a journal would guard nothing.
        self._connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        self._connection.execute("BEGIN")

    def add(self, document: Document, passages: int) -> None:
        """Store one document, compressed."""
        entry = entry_of(document, passages)
        marks = [[mark.start, mark.end] for mark in document.marks]
        row = (
            document.id,
            document.source.path,
            json.dumps(entry_record(entry)),
            json.dumps(marks),
            packed_text(document.text),
        )
        self._connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?)", row)
        pages = [
            (document.id, position, json.dumps(page_record(page)), zlib.compress(page.boxes))
            for position, page in enumerate(document.pages)
        ]
        self._connection.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", pages)

    def close(self) -> None:
        """Write what is pending and let go of the file."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._connection.close()


class DocumentFile:
    """Reads the file; threads take turns. Raises IndexDamaged where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path, self._turn = path, Lock()
        try:
            # immutable: no lock and no journal is looked for, as nobody writes a published file.
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as flaw:
            raise damaged(path, f"cannot be opened ({flaw})") from flaw

    def entries(self) -> tuple[Entry, ...]:
        """The table of contents, by path."""
        return tuple(
            entry_from(json.loads(row[0])) for row in self._rows("SELECT entry FROM document ORDER BY path, id")
        )

    def document(self, entry: Entry) -> Document:
        """The document of an entry, whole."""
        ((text, marks),) = self._rows("SELECT text, marks FROM document WHERE id = ?", entry.id)
        rows = self._rows("SELECT page, boxes FROM page WHERE document = ? ORDER BY position", entry.id)
        pages = [page_from(json.loads(page), zlib.decompress(boxes)) for page, boxes in rows]
        return document_from(entry, unpacked_text(text), pages, json.loads(marks))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _rows(self, statement: str, *values: str) -> list[Any]:
        try:
            with self._turn:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as flaw:
            raise damaged(self._path, f"cannot be read ({flaw})") from flaw


def packed_text(text: str) -> bytes:
    """Text compressed; a lone surrogate, which a damaged PDF can yield, survives."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpacked_text(packed: bytes) -> str:
    """The text of `packed_text`."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
