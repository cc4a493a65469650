"""Documents, entries and generations as JSON, for the stores that sit beside the vectors."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from polycite.adapters.index.bridge_lines import Lines, Origins, Table, lines_of
from polycite.bridges import Bridges
from polycite.model import Document, Entry, Facts, Language, Moments, Page, Source, Span
from polycite.ports import Description, Generation

Record = dict[str, Any]


def entry_of(document: Document, passages: int) -> Entry:
    """A document's line in the table of contents."""
    return Entry(document.id, document.source, document.facts, len(document.pages), len(document.text), passages)


def entry_record(entry: Entry) -> Record:
    """An entry as JSON; `entry_from` reads it back."""
    source, facts = entry.source, entry.facts
    return {
        "id": entry.id,
        "source": [source.id, source.path, source.digest, source.media_type],
        "facts": _facts_record(facts),
        "counts": [entry.pages, entry.characters, entry.passages],
    }


def entry_from(record: Mapping[str, Any]) -> Entry:
    """The entry of a record."""
    return Entry(record["id"], Source(*record["source"]), _facts_from(record["facts"]), *record["counts"])


def _facts_record(facts: Facts) -> Record:
    days = {day: _iso(getattr(facts, day)) for day in ("published", "valid_from", "valid_to")}
    words = {word: getattr(facts, word) for word in ("title", "language", "publisher", "family", "url")}
    return words | days | {"supersedes": list(facts.supersedes), "readers": list(facts.readers)}


def _facts_from(record: Mapping[str, Any]) -> Facts:
    days = {day: _day(record[day]) for day in ("published", "valid_from", "valid_to")}
    lists = {name: tuple(record[name]) for name in ("supersedes", "readers")}
    return Facts(**{**record, **days, **lists})


def page_record(page: Page) -> Record:
    """A page without its boxes, which are bytes."""
    return {
        "number": page.number,
        "label": page.label,
        "span": [page.span.start, page.span.end],
        "size": [page.width, page.height],
    }


def page_from(record: Mapping[str, Any], boxes: bytes) -> Page:
    """The page of a record and its boxes."""
    width, height = record["size"]
    return Page(record["number"], record["label"], Span(*record["span"]), width, height, boxes)


def document_from(entry: Entry, text: str, pages: Sequence[Page], marks: Sequence[Sequence[int]]) -> Document:
    """A document put together again."""
    spans = tuple(Span(start, end) for start, end in marks)
    return Document(entry.id, entry.source, entry.facts, text, tuple(pages), spans)


def generation_record(generation: Generation) -> Record:
    """What a generation says of itself, without its moments and bridges."""
    names = ("id", "fingerprint", "created", "root", "documents", "passages")
    return {name: getattr(generation, name) for name in names}


def generation_from(record: Mapping[str, Any], learnt: Description) -> Generation:
    """The generation of a record and of what was learnt."""
    return Generation(**record, moments=learnt.moments, bridges=learnt.bridges, alignments=learnt.alignments)


def moments_bytes(moments: Mapping[tuple[str, Language], Moments]) -> bytes:
    """Moments as one npz: a key list in JSON, and per key its mean, covariance and count."""
    keys = list(moments)
    arrays: dict[str, Any] = {"keys": np.frombuffer(json.dumps(keys).encode(), dtype=np.uint8)}
    for position, moment in enumerate(moments.values()):
        arrays[f"mean{position}"] = moment.mean
        arrays[f"covariance{position}"] = moment.covariance
        arrays[f"count{position}"] = np.int64(moment.count)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def moments_from(stored: bytes) -> dict[tuple[str, Language], Moments]:
    """The moments of `moments_bytes`."""
    with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
        keys = json.loads(arrays["keys"].tobytes())
        return {
            (view, language): Moments(
                arrays[f"mean{position}"], arrays[f"covariance{position}"], int(arrays[f"count{position}"])
            )
            for position, (view, language) in enumerate(keys)
        }


def bridges_bytes(bridges: Bridges) -> bytes:
    """Bridges as compressed JSON: per pair of languages its lines, and whether it has curated ones."""
    pairs = [
        [*pair, lines_of(table, bridges.origins.get(pair, {})), bool(bridges.origins.get(pair))]
        for pair, table in bridges.tables.items()
    ]
    return zlib.compress(json.dumps(pairs, ensure_ascii=False, separators=(",", ":")).encode())


def bridges_from(stored: bytes) -> Bridges:
    """The bridges of `bridges_bytes`. Raises ValueError, TypeError, zlib.error."""
    pairs = json.loads(zlib.decompress(stored))
    lines = {(home, away): Lines(text) for home, away, text, _ in pairs}
    curated = [(home, away) for home, away, _, has_origins in pairs if has_origins]
    return Bridges({pair: Table(one) for pair, one in lines.items()}, {pair: Origins(lines[pair]) for pair in curated})


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
