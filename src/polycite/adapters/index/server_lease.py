"""The right to publish on a server, where no operating system lock reaches: a collection that only one can create."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import UnexpectedResponse

from polycite.adapters.index.server_client import answering
from polycite.errors import IndexBusy

# A writer shows itself with every document; one that was silent for so long is taken for dead.
PATIENCE = timedelta(minutes=30)
# What a server answers to the creation of a collection that exists: 409, and 400 before version 1.9.
TAKEN = (400, 409)


class Lease:
    """Held from `take` to `release`, or while a block of `held` runs; refreshed by `renew`."""

    def __init__(
        self, client: QdrantClient, address: str, collection: str, owner: str, clock: Callable[[], datetime]
    ) -> None:
        self._client, self._address, self._collection = client, address, collection
        self.owner, self._clock = owner, clock

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be the writer until the block ends, however it ends. Raises IndexBusy."""
        self.take()
        try:
            yield
        finally:
            self.release()

    def take(self) -> None:
        """Become the writer. Raises IndexBusy while another one is alive."""
        if not self._created():
            self._evict()
            if not self._created():
                raise self._busy("took its place just now")
        self.renew()

    def renew(self) -> None:
        """Show that the writer is alive."""
        payload = {"owner": self.owner, "seen": self._clock().isoformat()}
        with answering(self._address):
            self._client.upsert(self._collection, [models.PointStruct(id=0, vector={}, payload=payload)])

    def confirm(self) -> None:
        """Raises IndexBusy where another writer took over meanwhile: then nothing may be announced."""
        if self._holder().get("owner") != self.owner:
            raise self._busy("took over because this one was silent for too long")

    def release(self) -> None:
        """Let the next writer in."""
        if self._holder().get("owner") == self.owner:
            self._drop()

    def _created(self) -> bool:
        try:
            self._client.create_collection(self._collection, vectors_config={})
        except UnexpectedResponse as refusal:
            if refusal.status_code not in TAKEN:
                with answering(self._address):
                    raise
            return False
        except ValueError:  # local mode's word for the same
            return False
        return True

    def _evict(self) -> None:
        seen = self._holder().get("seen")
        if seen is None or self._clock() - datetime.fromisoformat(seen) < PATIENCE:
            raise self._busy("is writing")
        self._drop()

    def _holder(self) -> dict[str, str]:
        with answering(self._address):
            if not self._client.collection_exists(self._collection):
                return {}
            records = self._client.retrieve(self._collection, [0])
        return dict(records[0].payload or {}) if records else {}

    def _drop(self) -> None:
        with answering(self._address):
            self._client.delete_collection(self._collection)

    def _busy(self, verb: str) -> IndexBusy:
        return IndexBusy(
            f"another 'polycite ingest' {verb}: wait for it, or delete the collection {self._collection!r} "
            "if that process is dead, then run it again"
        )
