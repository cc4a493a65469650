"""The embedded index: generations in a folder, each a Qdrant Edge shard with its documents beside it."""

from __future__ import annotations

import json
import secrets
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from weakref import WeakSet
from zipfile import BadZipFile

import numpy as np
import qdrant_edge as edge

from polycite.adapters.index.alignment_record import alignments_bytes, alignments_from
from polycite.adapters.index.document_file import DocumentFile, DocumentWriter
from polycite.adapters.index.edge_shard import ROWS, SHARD, EdgeEngine, Guarded, create, to_point
from polycite.adapters.index.engine_index import EngineIndex
from polycite.adapters.index.generations import Shelf, Signature
from polycite.adapters.index.manifest import Manifest
from polycite.adapters.index.point_schema import point_id, to_payload
from polycite.adapters.index.records import (
    bridges_bytes,
    bridges_from,
    generation_from,
    generation_record,
    moments_bytes,
    moments_from,
)
from polycite.adapters.index.seals import check, damaged, seal
from polycite.alignment import NO_ALIGNMENTS, Alignments
from polycite.errors import IndexDamaged
from polycite.model import Document, Encoded
from polycite.ports import Description, Generation

DOCUMENTS = "documents.sqlite"
GENERATION = "generation.json"
MOMENTS = "moments.npz"
BRIDGES = "bridges.json.z"
ALIGNMENTS = "alignments.json.z"
LOT = 200
# Below this many passages a scan is exact and takes milliseconds; a graph takes minutes to build.
OPTIMIZE_FROM = 50_000
# Checksums are compared at every opening, smallest files first, up to this many bytes (about .2 s).
CHECK_BYTES = 256 * 2**20


def _now() -> datetime:
    return datetime.now(UTC)


def _token() -> str:
    return secrets.token_hex(4)


class EdgeIndex(EngineIndex):
    """One published generation, opened. Raises IndexDamaged naming the file that is not as it was published."""

    def __init__(self, folder: Path) -> None:
        generation, dimension = _generation(folder)
        self._shard, self._texts = EdgeEngine(folder, dimension), DocumentFile(folder / DOCUMENTS)
        super().__init__(generation, self._shard, self._texts)

    def close(self) -> None:
        """Let go of the folder, whose files the engine may touch for as long as it is open."""
        self._shard.close()
        self._texts.close()


class EdgeDraft:
    """A generation under construction, in a folder that nothing points to yet."""

    def __init__(self, folder: Path, generation: str, manifest: Manifest, dimension: int) -> None:
        folder.mkdir()
        self.generation = generation
        self._folder, self._manifest, self._dimension = folder, manifest, dimension
        self._shard = create(folder / SHARD, dimension)
        self._documents = DocumentWriter(folder / DOCUMENTS)
        self._rows = (folder / ROWS).open("wb")
        self._row = 0
        self._lot: list[edge.Point] = []
        self._passages = 0

    def add(self, document: Document, passages: Sequence[Encoded]) -> None:
        """Add one document with all its passages. Raises ValueError for what no index should hold."""
        self._manifest.add(document, passages)
        self._documents.add(document, len(passages))
        for encoded in passages:
            payload = to_payload(encoded.passage, document.facts, self._row)
            self._lot.append(to_point(point_id(encoded.passage.id), encoded, payload))
            self._rows.write(np.ascontiguousarray(encoded.sentences, dtype="<f4").tobytes())
            self._row += len(encoded.sentences)
            if len(self._lot) == LOT:
                self._write()
        self._passages += len(passages)

    def describe(self, description: Description) -> None:
        """Record what was learnt, once."""
        self._manifest.describe(description)

    def finish(self, generation: Generation) -> None:
        """Write what is pending, and what the generation says of itself."""
        self._write()
        record = generation_record(generation) | {"dimension": self._dimension}
        (self._folder / GENERATION).write_text(json.dumps(record), encoding="utf-8")
        (self._folder / MOMENTS).write_bytes(moments_bytes(generation.moments))
        (self._folder / BRIDGES).write_bytes(bridges_bytes(generation.bridges))
        (self._folder / ALIGNMENTS).write_bytes(alignments_bytes(generation.alignments))
        with Guarded(self._folder):
            if self._passages >= OPTIMIZE_FROM:
                self._shard.optimize()
            self._shard.flush()

    def close(self) -> None:
        """Let go of the files."""
        self._shard.close()
        self._documents.close()
        self._rows.close()

    def _write(self) -> None:
        with Guarded(self._folder):
            self._shard.update(edge.UpdateOperation.upsert_points(self._lot))
        self._lot = []


class EdgeLibrary:
    """Generations in one folder: any number of processes read, one at a time writes."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = _now, token: Callable[[], str] = _token) -> None:
        self._shelf, self._clock, self._token = Shelf(folder), clock, token
        self._live: tuple[Signature, EdgeIndex] | None = None
        self._opened: WeakSet[EdgeIndex] = WeakSet()
        self._opening = Lock()

    def current(self) -> EdgeIndex:
        """The live generation; one stat where it has not changed. Raises NoIndex, IndexDamaged."""
        live = self._live
        if live is None or live[0] != self._shelf.signature():
            with self._opening:
                live = self._live = self._reopened(self._live)
        return live[1]

    @contextmanager
    def rebuild(self, fingerprint: str, dimension: int, root: str) -> Iterator[EdgeDraft]:
        """A draft, verified and announced when the block ends, removed when it raises. Raises IndexBusy."""
        with self._shelf.writing():
            try:
                self._sweep()
                moment = self._clock()
                identifier = f"{moment:%Y%m%d-%H%M%S}-{self._token()}"
                manifest = Manifest(fingerprint, dimension, root)
                folder = self._shelf.place(identifier)
                with closing(EdgeDraft(folder, identifier, manifest, dimension)) as draft:
                    yield draft
                    draft.finish(manifest.generation(identifier, moment.isoformat(timespec="seconds")))
                self._publish(identifier, manifest)
            finally:
                self._sweep()

    def _publish(self, identifier: str, manifest: Manifest) -> None:
        folder = self._shelf.place(identifier)
        index = EdgeIndex(folder)
        manifest.verify(index, *index.counts)
        index.close()
        seal(folder)
        self._shelf.announce(identifier)

    def _reopened(self, live: tuple[Signature, EdgeIndex] | None) -> tuple[Signature, EdgeIndex]:
        signature = self._shelf.signature()
        if live is not None and live[0] == signature:
            return live
        folder = self._shelf.place(self._shelf.pointer().current)
        try:
            check(folder, CHECK_BYTES)
            index = EdgeIndex(folder)
        except IndexDamaged:
            if self._shelf.signature() == signature:
                raise
            return self._reopened(live)
        self._opened.add(index)
        return signature, index

    def _sweep(self) -> None:
        self._shelf.sweep({index.generation.id for index in self._opened})


def _generation(folder: Path) -> tuple[Generation, int]:
    """What a generation says of itself, and its dimension."""
    try:
        record = json.loads((folder / GENERATION).read_text(encoding="utf-8"))
        dimension = int(record.pop("dimension"))
        learnt = Description(
            moments_from((folder / MOMENTS).read_bytes()),
            bridges_from((folder / BRIDGES).read_bytes()),
            _alignments(folder / ALIGNMENTS),
        )
        return generation_from(record, learnt), dimension
    except (OSError, ValueError, KeyError, TypeError, BadZipFile, zlib.error) as flaw:
        others = f"{MOMENTS}, {BRIDGES}, {ALIGNMENTS}"
        raise damaged(folder / GENERATION, f"or {others} beside it cannot be read ({flaw!r})") from flaw


def _alignments(path: Path) -> Alignments:
    """Those of a generation; one that was published before there were any has no such file, and its seal names none."""
    return alignments_from(path.read_bytes()) if path.exists() else NO_ALIGNMENTS
