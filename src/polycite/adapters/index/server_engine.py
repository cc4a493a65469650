"""A collection of passages on a Qdrant server, asked through qdrant-client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from qdrant_client import QdrantClient, models

from polycite.adapters.index.engine_index import Key, Request, Scored
from polycite.adapters.index.point_schema import SENTENCES, Payload, Stored
from polycite.adapters.index.server_client import answering, to_filter, to_sparse
from polycite.model import Terms, Vectors


class ServerEngine:
    """One collection, read."""

    def __init__(self, client: QdrantClient, address: str, collection: str) -> None:
        self._client, self._address, self._collection = client, address, collection

    def nearest(self, requests: Sequence[Request]) -> list[list[Scored]]:
        """For each request its points, best first; all in one round trip."""
        if not requests:
            return []
        batch = [_query(request) for request in requests]
        with answering(self._address):
            rankings = self._client.query_batch_points(self._collection, batch)
        return [[(int(point.id), point.score) for point in ranking.points] for ranking in rankings]

    def payloads(self, points: Sequence[Key]) -> Mapping[Key, Payload]:
        """The payloads of those points that exist."""
        with answering(self._address):
            records = self._client.retrieve(self._collection, points)
        return {int(record.id): record.payload or {} for record in records}

    def sentences(self, stored: Sequence[Stored]) -> list[Vectors]:
        """For each passage its sentence vectors [n, d]; [0, 0] for one without sentences."""
        if not stored:
            return []
        points = [one.point for one in stored]
        with answering(self._address):
            records = self._client.retrieve(self._collection, points, with_payload=False, with_vectors=[SENTENCES])
        found = {int(record.id): _matrix(record) for record in records}
        return [found[point] for point in points]

    def count(self) -> int:
        """How many points there are."""
        with answering(self._address):
            return self._client.count(self._collection, exact=True).count


def _query(request: Request) -> models.QueryRequest:
    params = None
    if isinstance(request.vector, Terms):
        corpus = models.IdfCorpusParams(corpus=to_filter(request.population))
        params = models.SearchParams(idf=corpus)
    return models.QueryRequest(
        query=_words(request),
        using=request.using,
        filter=to_filter(request.conditions),
        params=params,
        limit=request.limit,
        with_payload=False,
    )


def _words(request: Request) -> models.SparseVector | list[float] | list[list[float]]:
    if isinstance(request.vector, Terms):
        return to_sparse(request.vector)
    numbers: list[float] = request.vector.tolist()
    return [numbers] if request.using == SENTENCES else numbers


def _matrix(record: models.Record) -> Vectors:
    vectors = record.vector if isinstance(record.vector, dict) else {}
    return np.asarray(vectors.get(SENTENCES, np.zeros((0, 0))), dtype=np.float32)
