"""A generation's documents in a Qdrant collection without vectors, for a server that is the only storage.

Payloads hold bytes as base64. Long texts, moments, bridges and alignments are cut: a server refuses above 32 MB.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID, uuid5
from zipfile import BadZipFile

from qdrant_client import QdrantClient, models

from polycite.adapters.index.alignment_record import alignments_bytes, alignments_from
from polycite.adapters.index.document_file import packed_text, unpacked_text
from polycite.adapters.index.records import (
    Record,
    bridges_bytes,
    bridges_from,
    document_from,
    entry_from,
    entry_of,
    entry_record,
    generation_from,
    generation_record,
    moments_bytes,
    moments_from,
    page_from,
    page_record,
)
from polycite.adapters.index.server_client import answering, to_filter
from polycite.adapters.index.visibility import Conditions
from polycite.errors import IndexDamaged
from polycite.model import Document, Entry
from polycite.ports import Description, Generation

PART_BYTES = 3 * 2**20
LOT = 32
_NAMESPACE = UUID("1f4f63a5-1c9e-5d4b-8f59-6f2f4ff1b8a0")


class ServerDocuments:
    """Reads and writes one documents collection."""

    def __init__(self, client: QdrantClient, address: str, collection: str) -> None:
        self._client, self._address, self._collection = client, address, collection

    def create(self) -> None:
        """Make the collection."""
        with answering(self._address):
            self._client.create_collection(self._collection, vectors_config={})
            for field in ("what", "document"):
                self._client.create_payload_index(self._collection, field, models.PayloadSchemaType.KEYWORD)

    def add(self, document: Document, passages: int) -> None:
        """Store one document whole."""
        marks = [[mark.start, mark.end] for mark in document.marks]
        entry = {"entry": entry_record(entry_of(document, passages)), "marks": marks}
        records = [_record("entry", document.id, 0, entry)]
        records += _parts("text", document.id, packed_text(document.text))
        records += [
            _record("page", document.id, place, {"page": page_record(page), "data": _packed(page.boxes)})
            for place, page in enumerate(document.pages)
        ]
        self._write(records)

    def describe(self, generation: Generation, previous: str | None) -> None:
        """Store what the generation says of itself, and which one was live before it."""
        record = {"generation": generation_record(generation), "previous": previous}
        moments = _parts("moments", "", zlib.compress(moments_bytes(generation.moments)))
        bridges = _parts("bridges", "", bridges_bytes(generation.bridges))
        alignments = _parts("alignments", "", alignments_bytes(generation.alignments))
        self._write([*moments, *bridges, *alignments, _record("generation", "", 0, record)])

    def generation(self) -> tuple[Generation, str | None]:
        """What `describe` stored. Raises IndexDamaged where it is not all there, as after a writer that died."""
        with answering(self._address):
            records = self._read("generation", "") if self._client.collection_exists(self._collection) else []
        if not records:
            raise self._damaged("was never finished, or is gone")
        try:
            learnt = Description(
                moments_from(zlib.decompress(_joined(self._read("moments", "")))),
                bridges_from(_joined(self._read("bridges", ""))),
                alignments_from(_joined(self._read("alignments", ""))),
            )
            return generation_from(records[0]["generation"], learnt), records[0]["previous"]
        except (ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error) as flaw:
            raise self._damaged(f"is damaged ({flaw!r})") from flaw

    def entries(self) -> tuple[Entry, ...]:
        """The table of contents, by path."""
        entries = [entry_from(record["entry"]) for record in self._read("entry")]
        return tuple(sorted(entries, key=lambda entry: (entry.source.path, entry.id)))

    def document(self, entry: Entry) -> Document:
        """The document of an entry, whole."""
        (header,) = self._read("entry", entry.id)
        text = unpacked_text(_joined(self._read("text", entry.id)))
        pages = [page_from(record["page"], _unpacked(record["data"])) for record in self._read("page", entry.id)]
        return document_from(entry, text, pages, header["marks"])

    def _damaged(self, verb: str) -> IndexDamaged:
        return IndexDamaged(f"collection {self._collection!r} {verb}: run 'polycite ingest PATH'")

    def _write(self, records: Iterable[Record]) -> None:
        waiting = iter(records)
        while lot := list(islice(waiting, LOT)):
            points = [models.PointStruct(id=_id(record), vector={}, payload=record) for record in lot]
            with answering(self._address):
                self._client.upsert(self._collection, points)

    def _read(self, what: str, document: str | None = None) -> list[Mapping[str, Any]]:
        """The payloads of one kind, of one document or of all, in their order."""
        any_of = [("what", (what,))] if document is None else [("what", (what,)), ("document", (document,))]
        records = list(self._scroll(to_filter(Conditions(tuple(any_of)))))
        return sorted(records, key=lambda record: (record["document"], record["place"]))

    def _scroll(self, wanted: models.Filter) -> Iterator[Mapping[str, Any]]:
        offset = None
        while True:
            with answering(self._address):
                found, offset = self._client.scroll(self._collection, wanted, limit=LOT, offset=offset)
            yield from (record.payload or {} for record in found)
            if offset is None:
                return


def _record(what: str, document: str, place: int, rest: Record) -> Record:
    return {"what": what, "document": document, "place": place} | rest


def _parts(what: str, document: str, data: bytes) -> list[Record]:
    starts = range(0, max(len(data), 1), PART_BYTES)
    pieces = [data[start : start + PART_BYTES] for start in starts]
    return [_record(what, document, place, {"data": _encoded(piece)}) for place, piece in enumerate(pieces)]


def _joined(records: Sequence[Mapping[str, Any]]) -> bytes:
    return b"".join(b64decode(record["data"]) for record in records)


def _packed(data: bytes) -> str:
    return _encoded(zlib.compress(data))


def _unpacked(written: str) -> bytes:
    return zlib.decompress(b64decode(written))


def _encoded(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _id(record: Record) -> str:
    return str(uuid5(_NAMESPACE, f"{record['what']}/{record['place']}/{record['document']}"))
