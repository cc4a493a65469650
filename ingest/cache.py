"""What ingest remembers between runs: readings by file, vectors by text, and what generations were made from.

Vectors and most readings only save work. The readings of the live generation are more: they are the last good
versions of files that cannot be read any more, and without them such a file leaves the index at the next run.
One SQLite file, safe against a kill at any moment.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from ingest.reading import Reading
from ingest.wire import packed, unpacked
from polycite.model import Vectors

# "published" was what "origin" is now, without the last two columns.
_SCHEMA = """
drop table if exists published;
create table if not exists reading (key text primary key, body blob not null) without rowid;
create table if not exists vector (
    fingerprint text, text blob, vector blob not null, primary key (fingerprint, text)) without rowid;
create table if not exists origin (
    generation text, path text, digest text, facts text, reading text, recipe integer,
    primary key (generation, path)) without rowid;
"""
_VARIABLES = 500
"""Placeholders per statement, below SQLite's oldest limit of 999."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What one document of a generation was made from: bytes, facts, the key of its reading and the recipe.

    The key may be of an older recipe than the one it was split by, when the file could not be read since.
    """

    digest: str
    facts: str
    reading: str
    recipe: int


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
        """The reading stored under a key; None where there is none, or none of the shape readings have now."""
        row = self._connection.execute("select body from reading where key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return unpacked(zlib.decompress(row[0]))
        except ValidationError:  # kept by an older program: reading the file again is all it takes
            return None

    def keep_reading(self, key: str, reading: Reading) -> None:
        """Store a reading."""
        body = zlib.compress(packed(reading), 3)
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

    def origins(self, generation: str) -> dict[str, Origin]:
        """Path to what a generation was made from; empty where that is not known."""
        rows = self._connection.execute(
            "select path, digest, facts, reading, recipe from origin where generation = ?", (generation,)
        )
        return {path: Origin(*rest) for path, *rest in rows}

    def keep_origins(self, generation: str, origins: Mapping[str, Origin], before: str) -> None:
        """Record what a generation is made from, and forget all but it and the one before, with their readings.

        Vectors stay: a sentence may come back, and making its vector anew is what takes time.
        """
        rows = [(generation, path, *astuple(origin)) for path, origin in origins.items()]
        with self._connection:
            self._connection.execute("delete from origin where generation <> ?", (before,))
            self._connection.executemany("insert or replace into origin values (?, ?, ?, ?, ?, ?)", rows)
            self._connection.execute("delete from reading where key not in (select reading from origin)")


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
