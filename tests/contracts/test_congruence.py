"""One corpus, one question, one answer: every adapter gives the hits and scores that plain numpy gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from polycite.adapters.index.edge import EdgeLibrary
from polycite.adapters.index.memory import MemoryLibrary
from polycite.model import Language, Principal, Scope
from polycite.ports import Index, Library
from tests.contracts.corpora import DAY, corpus, published, queries
from tests.contracts.plain import described, scores
from tests.contracts.servers import local_mode, needs_server, server

SEED = 20
GROUPS = ((), ("public",), ("staff",), ("hr", "staff"), ("public", "staff", "hr"), ("unheard",))
DAYS = (None, DAY - timedelta(days=200), DAY, DAY + timedelta(days=200))
LIMITED: tuple[tuple[Language, ...] | None, ...] = (None, (), ("nl",), ("fr", "en"))
CHOSEN = (None, (), ("d00", "d01", "d02", "d03"), ("d04", "absent"))


def scopes() -> list[Scope]:
    """Every group with every day, and for those who read most every choice of languages and documents."""
    by_day = [Scope(Principal("p", frozenset(groups)), as_of=day) for groups in GROUPS for day in DAYS]
    reader = Principal("p", frozenset({"public", "staff"}))
    return by_day + [Scope(reader, languages, documents, DAY) for languages in LIMITED for documents in CHOSEN]


@pytest.fixture(scope="module")
def judge() -> Index:
    """The corpus in plain numpy."""
    library = MemoryLibrary()
    published(library, corpus(SEED, documents=18, passages=9))
    return library.current()


class Congruence:
    """Inherit it and give a class-wide `library`."""

    @pytest.fixture(scope="class")
    @classmethod
    def index(cls, library: Library) -> Index:
        published(library, corpus(SEED, documents=18, passages=9))
        return library.current()

    def test_hits_and_scores_agree_for_every_scope(self, index: Index, judge: Index) -> None:
        found = 0
        for seed, scope in enumerate(scopes()):
            asked = queries(seed, limit=5 + seed % 30)
            wanted = judge.search(asked, scope)
            assert described(index.search(asked, scope)) == described(wanted), scope
            assert scores(index.search(asked, scope)) == pytest.approx(scores(wanted), abs=1e-4), scope
            found += sum(len(hits) for hits in wanted)
        assert found > 1000

    def test_passages_and_documents_agree_for_every_scope(self, index: Index, judge: Index) -> None:
        everything = [f"d{document:02d}/{passage:02d}" for document in range(18) for passage in range(9)]
        for scope in scopes():
            wanted = judge.passages(everything, scope)
            found = index.passages(everything, scope)
            assert [passage for passage, _ in found] == [passage for passage, _ in wanted]
            assert [len(vectors) for _, vectors in found] == [len(vectors) for _, vectors in wanted]
            assert index.documents(scope.principal) == judge.documents(scope.principal)


class TestEdgeCongruence(Congruence):
    @pytest.fixture(scope="class")
    @classmethod
    def library(cls, tmp_path_factory: pytest.TempPathFactory) -> Library:
        return EdgeLibrary(tmp_path_factory.mktemp("congruence"))


class TestLocalModeCongruence(Congruence):
    @pytest.fixture(scope="class")
    @classmethod
    def library(cls) -> Iterator[Library]:
        with local_mode() as library:
            yield library


@needs_server
class TestServerCongruence(Congruence):
    @pytest.fixture(scope="class")
    @classmethod
    def library(cls) -> Iterator[Library]:
        with server() as library:
            yield library
