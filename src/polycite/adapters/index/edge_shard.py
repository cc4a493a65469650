"""Qdrant Edge, the Rust engine in this process: one shard folder written, then asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from types import TracebackType

import numpy as np
import qdrant_edge as edge

from polycite.adapters.index.engine_index import Key, Request, Scored
from polycite.adapters.index.point_schema import KEYWORDS, ORDINALS, PASSAGE, SENTENCES, TERMS, Payload, Stored
from polycite.adapters.index.seals import damaged
from polycite.adapters.index.visibility import Conditions
from polycite.errors import PolyciteError, Unavailable
from polycite.model import Encoded, Terms, Vectors

SHARD = "shard"
ROWS = "sentences.f32"
FILTERS_KEPT = 256
_key: Callable[[edge.ScoredPoint | edge.Record], Key] = attrgetter("id")


class Guarded:
    """Turns the engine's errors, all of them plain Exception, into IndexDamaged or Unavailable."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, flaw: BaseException | None, _: TracebackType | None) -> None:
        """Anything else than a plain Exception is a defect of ours, and no flaw of the index."""
        if kind is Exception:
            raise _failure(self._folder, str(flaw)) from flaw


def _failure(folder: Path, flaw: str) -> PolyciteError:
    if "Permission denied" in flaw:
        return Unavailable(
            f"{folder} must be writable by the user who runs polycite, as Qdrant Edge opens files for writing even "
            "to read them: check its owner, then run 'polycite doctor'"
        )
    return damaged(folder, f"cannot be used by Qdrant Edge ({flaw})")


def create(folder: Path, dimension: int) -> edge.EdgeShard:
    """An empty shard with the point schema and its payload indexes."""
    # Without the write-ahead log nothing locks the folder, so that any number of processes may read it.
    config = edge.EdgeConfig(
        vectors={PASSAGE: _passage(dimension), SENTENCES: _sentences(dimension)},
        sparse_vectors={name: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf) for name in TERMS.values()},
        wal_enabled=False,
    )
    folder.mkdir(parents=True)
    shard = edge.EdgeShard.create(str(folder), config)
    for field in KEYWORDS:
        shard.update(edge.UpdateOperation.create_field_index(field, edge.PayloadSchemaType.Keyword))
    for field in ORDINALS:
        shard.update(edge.UpdateOperation.create_field_index(field, edge.PayloadSchemaType.Integer))
    return shard


def to_point(identifier: Key, encoded: Encoded, payload: Payload) -> edge.Point:
    """A passage as a point; a passage without sentences or terms has no such vector, and is not found by it."""
    vectors: dict[str, edge.NamedVector] = {PASSAGE: encoded.vector.tolist()}
    if len(encoded.sentences):
        vectors[SENTENCES] = encoded.sentences.tolist()
    if encoded.terms.indices:
        vectors[TERMS[encoded.passage.language]] = _sparse(encoded.terms)
    return edge.Point(identifier, vectors, dict(payload))


def to_filter(conditions: Conditions) -> edge.Filter:
    """Conditions in Edge's words."""
    passed = [(field, edge.RangeFloat(gt=bound)) for field, bound in conditions.not_above]
    passed += [(field, edge.RangeFloat(lt=bound)) for field, bound in conditions.not_below]
    return edge.Filter(
        must=[edge.FieldCondition(field, match=edge.MatchAny(list(values))) for field, values in conditions.any_of],
        must_not=[edge.FieldCondition(field, range=bounds) for field, bounds in passed],
    )


class EdgeEngine:
    """A published shard and its file of sentence vectors, opened for reading."""

    def __init__(self, folder: Path, dimension: int) -> None:
        self._folder = folder
        with Guarded(folder / SHARD):
            self._shard = edge.EdgeShard.load(str(folder / SHARD))
        self._rows = _rows(folder / ROWS, dimension)
        # The same few scopes ask all day.
        self._filter = lru_cache(FILTERS_KEPT)(to_filter)
        self._population = lru_cache(FILTERS_KEPT)(_counted_over)

    def nearest(self, requests: Sequence[Request]) -> list[list[Scored]]:
        """For each request its points, best first; all in one pass over the segments."""
        if not requests:
            return []
        sought: dict[tuple[int, str], edge.Query] = {}
        batch = edge.QueryBatchRequest([self._query(request, sought) for request in requests])
        with Guarded(self._folder):
            rankings = self._shard.query_batch(batch)
        return [[(_key(point), point.score) for point in ranking] for ranking in rankings]

    def payloads(self, points: Sequence[Key]) -> Mapping[Key, Payload]:
        """The payloads of those points that exist."""
        with Guarded(self._folder):
            records = self._shard.retrieve(list(points), with_payload=True, with_vector=False)
        return {_key(record): record.payload or {} for record in records}

    def sentences(self, stored: Sequence[Stored]) -> list[Vectors]:
        """Views of the mapped file: through the engine every number would become a Python object (10 ms for 50)."""
        starts = [(one.row or 0, len(one.passage.sentences)) for one in stored]
        return [self._rows[start : start + count] for start, count in starts]

    def count(self) -> int:
        """How many points there are."""
        with Guarded(self._folder):
            return self._shard.count(edge.CountRequest())

    def close(self) -> None:
        """Let go of the folder."""
        self._shard.close()

    def _query(self, request: Request, sought: dict[tuple[int, str], edge.Query]) -> edge.QueryRequest:
        """A request in Edge's words; `sought` keeps a question's vector for its requests in other languages."""
        key = id(request.vector), request.using
        if key not in sought:
            sought[key] = _nearest(request)
        scoped = isinstance(request.vector, Terms)
        return edge.QueryRequest(
            limit=request.limit,
            query=sought[key],
            filter=self._filter(request.conditions),
            with_payload=False,
            params=self._population(request.population) if scoped else None,
        )


def _nearest(request: Request) -> edge.Query:
    vector = _sparse(request.vector) if isinstance(request.vector, Terms) else request.vector.tolist()
    return edge.Query.Nearest(vector, using=request.using)


def _counted_over(population: Conditions) -> edge.SearchParams:
    return edge.SearchParams(idf=edge.IdfParams(to_filter(population)))


def _sparse(terms: Terms) -> edge.SparseVector:
    return edge.SparseVector(list(terms.indices), list(terms.weights))


def _passage(dimension: int) -> edge.EdgeVectorParams:
    return edge.EdgeVectorParams(size=dimension, distance=edge.Distance.Cosine)


def _sentences(dimension: int) -> edge.EdgeVectorParams:
    comparator = edge.MultiVectorConfig(edge.MultiVectorComparator.MaxSim)
    # m=0: no graph over sentences even when `optimize` builds one over passages; it took 127 s for 10,000 passages.
    flat = edge.HnswIndexConfig(m=0, ef_construct=100, full_scan_threshold=10_000)
    return edge.EdgeVectorParams(
        size=dimension, distance=edge.Distance.Cosine, multivector_config=comparator, hnsw_config=flat
    )


def _rows(path: Path, dimension: int) -> Vectors:
    try:
        if not path.stat().st_size:
            return np.zeros((0, dimension), dtype=np.float32)
        return np.asarray(np.memmap(path, dtype="<f4", mode="r")).reshape(-1, dimension)
    except (OSError, ValueError) as flaw:
        raise damaged(path, f"cannot be read ({flaw})") from flaw
