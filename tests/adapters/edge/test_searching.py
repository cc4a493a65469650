"""A published index answers the same however it is opened, copied, optimised or shared."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from polycite.adapters.index import edge as edge_module
from polycite.adapters.index.edge import EdgeLibrary
from polycite.adapters.index.edge_shard import EdgeEngine
from polycite.adapters.index.seals import REWRITTEN
from polycite.model import ANONYMOUS, Scope
from tests.adapters.edge.folders import generation
from tests.contracts.corpora import DIMENSION, corpus, published, queries
from tests.contracts.plain import described, scores

PUBLIC = Scope(ANONYMOUS)


def test_a_copied_index_opens_and_answers_the_same(original: Path, folder: Path) -> None:
    here, there = EdgeLibrary(original).current(), EdgeLibrary(folder).current()
    assert here.search(queries(3), PUBLIC) == there.search(queries(3), PUBLIC)


def test_reading_leaves_every_published_byte_as_it_was(folder: Path) -> None:
    def content() -> dict[str, bytes]:
        files = [path for path in folder.rglob("*") if path.is_file() and path.name not in REWRITTEN]
        return {str(path): path.read_bytes() for path in files if path.stat().st_size < 2**21}

    before = content()
    index = EdgeLibrary(folder).current()
    index.search(queries(3), PUBLIC)
    index.close()
    assert content() == before
    EdgeLibrary(folder).current()


def test_an_optimised_generation_answers_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = EdgeLibrary(folder).current()
    monkeypatch.setattr(edge_module, "OPTIMIZE_FROM", 1)
    published(EdgeLibrary(folder), corpus(2))
    optimised = EdgeLibrary(folder).current()
    found, wanted = optimised.search(queries(3), PUBLIC), plain.search(queries(3), PUBLIC)
    assert described(found) == described(wanted)
    assert scores(found) == pytest.approx(scores(wanted), abs=1e-4)


def test_more_passages_than_one_lot_are_all_written(tmp_path: Path) -> None:
    published(EdgeLibrary(tmp_path), corpus(9, documents=30, passages=9))
    assert EdgeLibrary(tmp_path).current().counts == (30, 270)


def test_nothing_depends_on_a_document_the_asker_may_not_read(tmp_path: Path) -> None:
    whole = corpus(12, documents=15)
    visible = [(document, passages) for document, passages in whole if "public" in document.facts.readers]
    assert 0 < len(visible) < len(whole)
    indexes = []
    for name, content in (("whole", whole), ("visible", visible)):
        published(EdgeLibrary(tmp_path / name), content)
        indexes.append(EdgeLibrary(tmp_path / name).current())
    with_hidden, without = indexes
    assert described(with_hidden.search(queries(12), PUBLIC)) == described(without.search(queries(12), PUBLIC))
    assert scores(with_hidden.search(queries(12), PUBLIC)) == pytest.approx(
        scores(without.search(queries(12), PUBLIC)), abs=1e-6
    )
    assert with_hidden.documents(ANONYMOUS) == without.documents(ANONYMOUS)


def test_an_engine_is_asked_nothing_for_no_requests(folder: Path) -> None:
    engine = EdgeEngine(generation(folder), DIMENSION)
    assert engine.nearest([]) == []
    engine.close()


def test_many_threads_search_one_index(original: Path) -> None:
    index = EdgeLibrary(original).current()
    wanted = [index.search(queries(seed), PUBLIC) for seed in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = pool.map(lambda seed: EdgeLibrary(original).current().search(queries(seed), PUBLIC), range(6))
        again = pool.map(lambda seed: index.search(queries(seed), PUBLIC), range(6))
    assert list(found) == wanted
    assert list(again) == wanted
