"""What ingest remembers between runs: readings by file digest, vectors by text, and what was published.

Everything here can be thrown away; it only saves work. One SQLite file, safe against a kill at any moment.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from ingest.reading import Reading
from ingest.wire import from_json, to_json
from polycite.model import Vectors

_SCHEMA = """
create table if not exists reading (key text primary key, body blob not null) without rowid;
create table if not exists vector (
    fingerprint text, text blob, vector blob not null, primary key (fingerprint, text)) without rowid;
create table if not exists published (
    generation text, path text, digest text, facts text, primary key (generation, path)) without rowid;
"""
_VARIABLES = 500
"""Placeholders per statement, below SQLite's oldest limit of 999."""


class Cache:
    """A folder's `ingest.sqlite`. Use as a context manager; not for several threads."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(folder / "ingest.sqlite", timeout=30)
        self._connection.execute("pragma journal_mode=wal")
        self._connection.executescript(_SCHEMA)

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def reading(self, key: str) -> Reading | None:
        """The reading stored under a key, or None."""
        row = self._connection.execute("select body from reading where key = ?", (key,)).fetchone()
        return from_json(zlib.decompress(row[0])) if row else None

    def keep_reading(self, key: str, reading: Reading) -> None:
        """Store a reading."""
        body = zlib.compress(to_json(reading), 3)
        with self._connection:
            self._connection.execute("insert or replace into reading values (?, ?)", (key, body))

    def vectors(self, fingerprint: str, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors already made for these texts by this embedder; texts without one are absent."""
        keys = {_digest(text): text for text in texts}
        found: dict[str, Vectors] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), _VARIABLES):
            lot = wanted[start : start + _VARIABLES]
            places = ",".join("?" * len(lot))
            rows = self._connection.execute(
                f"select text, vector from vector where fingerprint = ? and text in ({places})",
                (fingerprint, *lot),
            )
            found.update((keys[key], np.frombuffer(vector, np.float32)) for key, vector in rows)
        return found

    def keep_vectors(self, fingerprint: str, texts: Sequence[str], vectors: Vectors) -> None:
        """Store the vectors [n, d] of n texts at once, so that a killed run resumes after the last lot."""
        rows = [(fingerprint, _digest(text), vector.tobytes()) for text, vector in zip(texts, vectors, strict=True)]
        with self._connection:
            self._connection.executemany("insert or replace into vector values (?, ?, ?)", rows)

    def published(self, generation: str) -> dict[str, tuple[str, str]]:
        """Path to (digest, facts) of what a generation was made from; empty where that is not known."""
        rows = self._connection.execute("select path, digest, facts from published where generation = ?", (generation,))
        return {path: (digest, facts) for path, digest, facts in rows}

    def keep_published(self, generation: str, files: Mapping[str, tuple[str, str]]) -> None:
        """Record what a generation was made from, and forget readings of files no generation on record holds."""
        rows = [(generation, path, digest, facts) for path, (digest, facts) in files.items()]
        with self._connection:
            self._connection.executemany("insert or replace into published values (?, ?, ?, ?)", rows)

    def forget_readings(self, keep: Iterable[str]) -> None:
        """Drop readings whose key is not among those to keep."""
        kept = set(keep)
        stale = [(key,) for (key,) in self._connection.execute("select key from reading") if key not in kept]
        with self._connection:
            self._connection.executemany("delete from reading where key = ?", stale)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
