from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Thread

import numpy as np
import pytest

from polycite.adapters.index import engine_index
from polycite.adapters.index.engine_index import EngineIndex, Key, Request, Scored
from polycite.adapters.index.point_schema import Payload, Stored, point_id, to_payload
from polycite.adapters.index.ranking import ranked
from polycite.adapters.index.records import entry_of
from polycite.model import ANONYMOUS, Document, Entry, Scope, Terms, Vectors
from polycite.ports import DenseQuery, Generation, Query, TermsQuery
from tests.contracts.corpora import plain_document
from tests.contracts.plain import axis, ids, one

OPEN = Scope(ANONYMOUS)


class Scripted:
    """An engine and a store of one document whose passages all score the same, which counts what it is asked."""

    def __init__(self, document: Document, passages: int) -> None:
        self.document_kept = document
        self.passages = [one(document, number).passage for number in range(passages)]
        self.limits: list[int] = []
        self.fetched: list[Key] = []
        self.read = 0
        self.meanwhile: Callable[[], object] | None = None

    def nearest(self, requests: Sequence[Request]) -> list[list[Scored]]:
        self.limits += [request.limit for request in requests]
        order: list[Scored] = [(point_id(passage.id), 0.5) for passage in reversed(self.passages)]
        return [order[: request.limit] for request in requests]

    def payloads(self, points: Sequence[Key]) -> Mapping[Key, Payload]:
        self.fetched += points
        if self.meanwhile is not None:
            self._elsewhere(self.meanwhile)
        everything: dict[Key, Payload] = {
            point_id(one.id): to_payload(one, self.document_kept.facts) for one in self.passages
        }
        return {point: everything[point] for point in points if point in everything}

    def _elsewhere(self, work: Callable[[], object]) -> None:
        """Do it once, whole, in another thread, while this one waits for its payloads."""
        self.meanwhile = None
        other = Thread(target=work)
        other.start()
        other.join()

    def sentences(self, stored: Sequence[Stored]) -> list[Vectors]:
        return [np.zeros((1, 1), dtype=np.float32) for _ in stored]

    def count(self) -> int:
        return len(self.passages)

    def entries(self) -> tuple[Entry, ...]:
        return (entry_of(self.document_kept, len(self.passages)),)

    def document(self, entry: Entry) -> Document:
        self.read += 1
        return self.document_kept


@pytest.fixture
def scripted() -> Scripted:
    return Scripted(plain_document("a"), 100)


@pytest.fixture
def index(scripted: Scripted) -> EngineIndex:
    return EngineIndex(Generation("1", "f", "now", "r", 1, 100, {}), scripted, scripted)


def test_ties_are_widened_until_they_are_complete(index: EngineIndex, scripted: Scripted) -> None:
    (hits,) = index.search([DenseQuery("passage", "nl", axis(0), 2)], OPEN)
    assert ids(hits) == ["a/00", "a/01"]
    assert scripted.limits == [10, 40, 160]


def test_a_payload_is_decoded_once(index: EngineIndex, scripted: Scripted) -> None:
    for _ in range(3):
        index.search([DenseQuery("passage", "nl", axis(0), 2)], OPEN)
        index.passages(["a/05", "unknown"], OPEN)
    known = [point for point in scripted.fetched if point != point_id("unknown")]
    assert len(known) == len(set(known)) == 100


def test_what_is_decoded_is_bounded(index: EngineIndex, scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_index, "STORED_KEPT", 3)
    for start in range(0, 12, 2):
        wanted = [f"a/{number:02d}" for number in (start, start + 1)]
        assert [passage.id for passage, _ in index.passages(wanted, OPEN)] == wanted
    assert len(index._decoded) <= 3
    (hits,) = index.search([DenseQuery("passage", "nl", axis(0), 4)], OPEN)
    assert len(hits) == 4


def test_what_is_forgotten_while_a_search_fetches_is_still_found(
    index: EngineIndex, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_index, "STORED_KEPT", 3)
    index.passages(["a/05"], OPEN)
    scripted.meanwhile = partial(index.passages, ["a/01", "a/02", "a/03"], OPEN)
    (hits,) = index.search([DenseQuery("passage", "nl", axis(0), 8)], OPEN)
    assert ids(hits) == [f"a/{number:02d}" for number in range(8)]


def test_what_is_forgotten_while_passages_are_fetched_is_still_given(
    index: EngineIndex, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_index, "STORED_KEPT", 3)
    wanted = ["a/05", "a/06"]
    index.passages(wanted[:1], OPEN)
    scripted.meanwhile = partial(index.passages, ["a/01", "a/02", "a/03"], OPEN)
    assert [passage.id for passage, _ in index.passages(wanted, OPEN)] == wanted


def test_threads_that_keep_crowding_each_other_out_find_what_they_ask(
    index: EngineIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_index, "STORED_KEPT", 3)

    def found(start: int) -> bool:
        wanted = [f"a/{(start + step) % 100:02d}" for step in range(3)]
        (hits,) = index.search([DenseQuery("passage", "nl", axis(0), 4)], OPEN)
        return len(hits) == 4 and [passage.id for passage, _ in index.passages(wanted, OPEN)] == wanted

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(found, range(60)))


def test_what_an_engine_wrongly_returns_is_not_shown(index: EngineIndex) -> None:
    """The scripted engine ignores every filter."""
    assert index.search([DenseQuery("passage", "nl", axis(0), 2)], Scope(ANONYMOUS, documents=("b",))) == ((),)


def test_a_question_nothing_can_answer_is_not_put(index: EngineIndex, scripted: Scripted) -> None:
    impossible: list[Query] = [
        DenseQuery("passage", "nl", axis(0), 0),
        TermsQuery("nl", Terms((), ()), 5),
        DenseQuery("passage", "fr", axis(0), 5),
    ]
    assert index.search(impossible, Scope(ANONYMOUS, languages=("nl",))) == ((), (), ())
    assert scripted.limits == []


def test_a_document_is_read_once(index: EngineIndex, scripted: Scripted) -> None:
    assert index.document("a", ANONYMOUS) is index.document("a", ANONYMOUS)
    assert scripted.read == 1


def test_scores_are_compared_without_float_noise() -> None:
    document = plain_document("a")
    first, second = one(document, 0).passage, one(document, 1).passage
    noisy = [(second, 0.1 + 0.2), (first, 0.3)]
    assert ids(ranked(noisy, DenseQuery("passage", "nl", axis(0), 5))) == ["a/00", "a/01"]
    apart = [(first, 0.30001), (second, 0.30002)]
    assert ids(ranked(apart, DenseQuery("passage", "nl", axis(0), 5))) == ["a/01", "a/00"]
