from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from qdrant_client import QdrantClient, models

from polycite.adapters.index import server_documents
from polycite.adapters.index.server import DOCUMENTS, QdrantLibrary, ServerIndex
from polycite.adapters.index.server_documents import ServerDocuments
from polycite.adapters.index.server_engine import ServerEngine
from polycite.adapters.index.server_lease import PATIENCE, Lease
from polycite.errors import IndexBusy, IndexDamaged
from polycite.model import ANONYMOUS
from tests.contracts.corpora import DIMENSION, corpus, moments, plain_document, published
from tests.contracts.plain import one

START = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    """A clock that is moved by hand; it also tells seconds since the start."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        return self.moment

    def elapsed(self) -> float:
        """Seconds since the start."""
        return (self.moment - START).total_seconds()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(clock: Clock) -> Iterator[QdrantLibrary]:
    """A library in memory whose generations are numbered."""
    numbers = count(1)
    local = QdrantLibrary(":memory:", clock=clock, token=lambda: f"{next(numbers):08x}", elapsed=clock.elapsed)
    yield local
    local.close()


@pytest.fixture
def client() -> Iterator[QdrantClient]:
    local = QdrantClient(":memory:")
    yield local
    local.close()


def collections(library: QdrantLibrary) -> set[str]:
    """What the engine holds, by the number of the generation."""
    return {one.name for one in library._client.get_collections().collections}


def both(number: int) -> set[str]:
    """The two collections of a generation."""
    name = f"polycite_20260101-000000-{number:08x}"
    return {name, name + DOCUMENTS}


def test_a_generation_is_two_collections_and_the_one_before_is_kept(library: QdrantLibrary) -> None:
    published(library, corpus(1))
    assert collections(library) == both(1)
    published(library, corpus(2))
    published(library, corpus(3))
    assert collections(library) == both(2) | both(3)


def test_other_collections_on_the_server_are_left_alone(library: QdrantLibrary) -> None:
    names = {"polycite_notes", "other", "polycite_x_20260101-000000-00000001"}
    for name in names:
        library._client.create_collection(name, vectors_config={})
    published(library, corpus(1))
    assert collections(library) == both(1) | names


def test_leftovers_of_a_writer_that_died_are_removed(library: QdrantLibrary) -> None:
    published(library, corpus(1))
    library._client.create_collection("polycite_20251231-000000-0000dead", vectors_config={})
    published(library, corpus(2))
    assert collections(library) == both(1) | both(2)


def test_an_abandoned_draft_leaves_no_collection(library: QdrantLibrary) -> None:
    published(library, corpus(1))
    draft = library.rebuild("embedder-1", DIMENSION, "r")
    draft.__enter__()
    assert draft.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None) is False
    assert collections(library) == both(1)


def test_a_switch_is_noticed_after_the_refresh_and_not_before(library: QdrantLibrary, clock: Clock) -> None:
    published(library, corpus(1), root="one")
    first = library.current()
    published(library, corpus(2), root="two")
    clock.moment += timedelta(seconds=0.9)
    assert library.current() is first
    clock.moment += timedelta(seconds=0.2)
    assert library.current().generation.root == "two"


def test_a_lease_is_held_by_one_writer(client: QdrantClient, clock: Clock) -> None:
    mine, yours = (Lease(client, ":memory:", "lock", owner, clock) for owner in ("me", "you"))
    mine.take()
    with pytest.raises(IndexBusy, match="delete the collection 'lock' if that process is dead"):
        yours.take()
    mine.confirm()
    mine.release()
    yours.take()
    yours.confirm()


def test_a_silent_writer_is_replaced_and_may_not_publish(client: QdrantClient, clock: Clock) -> None:
    mine, yours = (Lease(client, ":memory:", "lock", owner, clock) for owner in ("me", "you"))
    mine.take()
    clock.moment += PATIENCE - timedelta(seconds=1)
    mine.renew()
    clock.moment += timedelta(seconds=2)
    with pytest.raises(IndexBusy, match="is writing"):
        yours.take()
    clock.moment += PATIENCE
    yours.take()
    with pytest.raises(IndexBusy, match="silent for too long"):
        mine.confirm()
    mine.release()
    yours.confirm()


def test_a_writer_that_lost_its_lease_announces_nothing(library: QdrantLibrary, clock: Clock) -> None:
    published(library, corpus(1), root="old")
    slow = library.rebuild("embedder-1", DIMENSION, "slow")
    slow.__enter__()
    clock.moment += PATIENCE + timedelta(seconds=1)
    thief = Lease(library._client, ":memory:", "polycite_lock", "thief", clock)
    thief.take()
    with pytest.raises(IndexBusy, match="took over"):
        slow.__exit__(None, None, None)
    clock.moment += timedelta(seconds=2)
    assert library.current().generation.root == "old"


def test_a_long_text_and_its_moments_are_cut_and_joined(client: QdrantClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_documents, "PART_BYTES", 50)
    store = ServerDocuments(client, ":memory:", "documents")
    store.create()
    documents = [plain_document(name) for name in ("b", "a")]
    for document in documents:
        store.add(document, 3)
    entries = store.entries()
    assert [entry.id for entry in entries] == ["a", "b"]
    assert [store.document(entry) for entry in entries] == [documents[1], documents[0]]
    # Two documents of one entry and two pages each leave the rest to more than one part per text.
    assert client.count("documents").count > 2 * (1 + 2 + 1)


def test_a_generation_that_was_never_finished_is_damage(client: QdrantClient) -> None:
    ServerDocuments(client, ":memory:", "g" + DOCUMENTS).create()
    with pytest.raises(IndexDamaged, match="never finished, or is gone: run 'polycite ingest PATH'"):
        ServerIndex(client, ":memory:", "g")


def forget(library: QdrantLibrary, number: int, what: str) -> None:
    """Delete one kind of record of a generation."""
    documents = f"polycite_20260101-000000-{number:08x}{DOCUMENTS}"
    condition = models.FieldCondition(key="what", match=models.MatchValue(value=what))
    library._client.delete(documents, models.FilterSelector(filter=models.Filter(must=[condition])))


def spoil(library: QdrantLibrary, number: int) -> None:
    """Put something else where the moments of a generation were."""
    forget(library, number, "moments")
    record = {"what": "moments", "document": "", "place": 0, "data": b64encode(b"not moments").decode()}
    documents = f"polycite_20260101-000000-{number:08x}{DOCUMENTS}"
    library._client.upsert(documents, [models.PointStruct(id=1, vector={}, payload=record)])


def lose(library: QdrantLibrary, number: int) -> None:
    """Delete the documents of a generation altogether."""
    library._client.delete_collection(f"polycite_20260101-000000-{number:08x}{DOCUMENTS}")


@pytest.mark.parametrize("damage", [lambda library, number: forget(library, number, "generation"), spoil, lose])
def test_a_damaged_generation_says_what_to_run_and_that_repairs_it(
    library: QdrantLibrary, clock: Clock, damage: Callable[[QdrantLibrary, int], None]
) -> None:
    published(library, corpus(1), root="old")
    damage(library, 1)
    with pytest.raises(IndexDamaged, match="run 'polycite ingest PATH'"):
        library.current()
    published(library, corpus(2), root="new")
    assert library.current().generation.root == "new"
    # Neither a lock nor leftovers: the damaged one counts as the generation before.
    left = collections(library)
    assert both(2) < left <= both(1) | both(2)


def test_while_the_live_generation_is_damaged_nothing_is_deleted(library: QdrantLibrary) -> None:
    for seed in (1, 2):
        published(library, corpus(seed))
    forget(library, 2, "generation")
    with pytest.raises(RuntimeError, match="crash"), library.rebuild("embedder-1", DIMENSION, "r"):
        raise RuntimeError("crash")
    assert both(1) | both(2) < collections(library)
    assert "polycite_lock" not in collections(library)


def test_a_lease_ends_with_its_block_however_that_ends(client: QdrantClient, clock: Clock) -> None:
    held = Lease(client, ":memory:", "lock", "me", clock).held()
    held.__enter__()
    assert client.collection_exists("lock")
    assert held.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None) is False
    assert not client.collection_exists("lock")


def test_a_document_without_text_or_pages_comes_back(library: QdrantLibrary) -> None:
    plain = plain_document("a")
    bare = type(plain)("a", plain.source, plain.facts, "")
    published(library, [(bare, [])])
    assert library.current().document("a", ANONYMOUS) == bare


def test_more_passages_than_one_lot_and_more_entries_than_one_page_are_all_there(library: QdrantLibrary) -> None:
    documents = [plain_document(f"d{number:03d}") for number in range(70)]
    published(library, [(document, [one(document, 0), one(document, 1)]) for document in documents])
    assert library.current().counts == (70, 140)
    assert len(library.current().documents(ANONYMOUS)) == 70
    assert library.current().generation.moments.keys() == moments().keys()


def test_an_engine_is_asked_nothing_for_nothing(client: QdrantClient) -> None:
    engine = ServerEngine(client, ":memory:", "absent")
    assert engine.nearest([]) == []
    assert engine.sentences([]) == []
