"""The index on a Qdrant server or cluster; the client's local mode speaks the same words and serves the tests.

A generation is a collection of passages and one of documents. An alias names the live one and is switched
in one call. IDF over the asker's own documents needs a server of version 1.19 or later.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from time import monotonic

from qdrant_client import QdrantClient, models

from polycite.adapters.index.engine_index import EngineIndex
from polycite.adapters.index.manifest import Manifest
from polycite.adapters.index.point_schema import KEYWORDS, ORDINALS, point_id, to_payload
from polycite.adapters.index.server_client import (
    answering,
    connect,
    demand_scoped_idf,
    passage_vectors,
    shown,
    terms_vectors,
    to_vectors,
)
from polycite.adapters.index.server_documents import ServerDocuments
from polycite.adapters.index.server_engine import ServerEngine
from polycite.adapters.index.server_lease import Lease
from polycite.errors import IndexDamaged, NoIndex
from polycite.model import Document, Encoded
from polycite.ports import Description, Generation

# Eight sentences of 384 numbers make a point of about 70 kB of JSON; a server takes 32 MB in one request.
LOT = 64
TIMEOUT = 10
# How long a reader may not notice a switch; asking the server costs a round trip per question.
REFRESH = 1.0
DOCUMENTS = "_documents"


def _now() -> datetime:
    return datetime.now(UTC)


def _token() -> str:
    return secrets.token_hex(4)


class ServerIndex(EngineIndex):
    """One published generation on a server."""

    def __init__(self, client: QdrantClient, address: str, collection: str) -> None:
        documents = ServerDocuments(client, address, collection + DOCUMENTS)
        generation, self.previous = documents.generation()
        super().__init__(generation, ServerEngine(client, address, collection), documents)


class ServerDraft:
    """A generation under construction, in collections that no alias points to yet."""

    def __init__(self, client: QdrantClient, address: str, collection: str, manifest: Manifest, lease: Lease) -> None:
        self._client, self._address, self._collection = client, address, collection
        self.generation = lease.owner
        self._manifest, self._lease = manifest, lease
        self._documents = ServerDocuments(client, address, collection + DOCUMENTS)

    def create(self, dimension: int) -> None:
        """Make the collections with the point schema and its payload indexes."""
        name, kinds = self._collection, models.PayloadSchemaType
        with answering(self._address):
            self._client.create_collection(name, passage_vectors(dimension), terms_vectors())
            for field in KEYWORDS:
                self._client.create_payload_index(name, field, kinds.KEYWORD)
            for field in ORDINALS:
                self._client.create_payload_index(name, field, kinds.INTEGER)
        self._documents.create()

    def add(self, document: Document, passages: Sequence[Encoded]) -> None:
        """Add one document with all its passages. Raises ValueError for what no index should hold."""
        self._manifest.add(document, passages)
        self._lease.renew()
        self._documents.add(document, len(passages))
        for start in range(0, len(passages), LOT):
            points = [_point(document, encoded) for encoded in passages[start : start + LOT]]
            with answering(self._address):
                self._client.upsert(self._collection, points)

    def describe(self, description: Description) -> None:
        """Record what was learnt, once."""
        self._manifest.describe(description)

    def finish(self, generation: Generation, previous: str | None) -> None:
        """Write what the generation says of itself."""
        self._documents.describe(generation, previous)


class QdrantLibrary:
    """Generations as collections `<prefix>_<generation>` behind the alias `<prefix>`; one writer at a time."""

    def __init__(
        self,
        url: str,
        api_key: str | None = None,
        prefix: str = "polycite",
        *,
        timeout: int = TIMEOUT,
        refresh: float = REFRESH,
        clock: Callable[[], datetime] = _now,
        token: Callable[[], str] = _token,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        self._client, self._url, self._prefix = connect(url, api_key, timeout), url, prefix
        self._clock, self._token, self._elapsed, self._refresh = clock, token, elapsed, refresh
        self._live: ServerIndex | None = None
        self._looked = float("-inf")
        self._opening = Lock()

    def current(self) -> ServerIndex:
        """The live generation, looked up at most once per `refresh` seconds. Raises NoIndex, Unavailable."""
        with self._opening:
            if self._live is None or self._elapsed() - self._looked >= self._refresh:
                self._live = self._reopened(self._live)
                self._looked = self._elapsed()
            return self._live

    @contextmanager
    def rebuild(self, fingerprint: str, dimension: int, root: str) -> Iterator[ServerDraft]:
        """A draft, verified and announced when the block ends, deleted when it raises. Raises IndexBusy."""
        demand_scoped_idf(self._client, self._url)
        moment = self._clock()
        identifier = f"{moment:%Y%m%d-%H%M%S}-{self._token()}"
        lease = Lease(self._client, self._url, f"{self._prefix}_lock", identifier, self._clock)
        with lease.held():
            try:
                self._sweep()
                manifest = Manifest(fingerprint, dimension, root)
                draft = ServerDraft(self._client, self._url, self._name(identifier), manifest, lease)
                draft.create(dimension)
                yield draft
                live = self._announced()
                created = moment.isoformat(timespec="seconds")
                draft.finish(manifest.generation(identifier, created), live and self._identifier(live))
                self._publish(identifier, manifest, lease)
            finally:
                self._sweep()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _publish(self, identifier: str, manifest: Manifest, lease: Lease) -> None:
        index = ServerIndex(self._client, self._url, self._name(identifier))
        manifest.verify(index, *index.counts)
        lease.confirm()
        create = models.CreateAlias(collection_name=self._name(identifier), alias_name=self._prefix)
        switch: list[models.AliasOperations] = [models.CreateAliasOperation(create_alias=create)]
        if self._announced() is not None:
            drop = models.DeleteAlias(alias_name=self._prefix)
            switch.insert(0, models.DeleteAliasOperation(delete_alias=drop))
        with answering(self._url):
            self._client.update_collection_aliases(switch)

    def _reopened(self, live: ServerIndex | None) -> ServerIndex:
        name = self._announced()
        if name is None:
            raise NoIndex(shown(self._url))
        if live is not None and self._name(live.generation.id) == name:
            return live
        demand_scoped_idf(self._client, self._url)
        return ServerIndex(self._client, self._url, name)

    def _sweep(self) -> None:
        """Delete every generation but the live one and the one before it."""
        try:
            kept = self._kept(self._announced())
        except IndexDamaged:
            # The live one does not say which was before it, and its repair must not delete what may be the only copy.
            return
        with answering(self._url):
            names = [collection.name for collection in self._client.get_collections().collections]
            for found in names:
                if self._ours(found) and found.removesuffix(DOCUMENTS) not in kept:
                    self._client.delete_collection(found)

    def _kept(self, live: str | None) -> set[str]:
        """The live collection and the one before it. Raises IndexDamaged."""
        if live is None:
            return set()
        _, previous = ServerDocuments(self._client, self._url, live + DOCUMENTS).generation()
        return {live, self._name(previous or "")}

    def _announced(self) -> str | None:
        """The collection behind the alias."""
        with answering(self._url):
            aliases = self._client.get_aliases().aliases
        return next((alias.collection_name for alias in aliases if alias.alias_name == self._prefix), None)

    def _ours(self, collection: str) -> bool:
        pattern = rf"{re.escape(self._prefix)}_\d{{8}}-\d{{6}}-[0-9a-f]{{8}}({DOCUMENTS})?"
        return re.fullmatch(pattern, collection) is not None

    def _name(self, identifier: str) -> str:
        return f"{self._prefix}_{identifier}"

    def _identifier(self, name: str) -> str:
        return name.removeprefix(f"{self._prefix}_")


def _point(document: Document, encoded: Encoded) -> models.PointStruct:
    payload = to_payload(encoded.passage, document.facts)
    return models.PointStruct(id=point_id(encoded.passage.id), vector=to_vectors(encoded), payload=payload)
