from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from polycite.adapters.index import edge as edge_module
from polycite.adapters.index.edge import DOCUMENTS, GENERATION, MOMENTS, EdgeIndex, EdgeLibrary
from polycite.adapters.index.edge_shard import ROWS, SHARD, EdgeEngine, guarded
from polycite.adapters.index.generations import POINTER
from polycite.adapters.index.point_schema import to_payload
from polycite.adapters.index.seals import BLOCK, REWRITTEN, SEAL, seal
from polycite.errors import IndexDamaged, NoIndex, Unavailable
from polycite.model import ANONYMOUS, Facts, Passage, Principal, Scope
from tests.contracts.corpora import DIMENSION, corpus, published, queries
from tests.contracts.plain import described, scores

PUBLIC = Scope(ANONYMOUS)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published index, to be copied."""
    folder = tmp_path_factory.mktemp("original")
    published(EdgeLibrary(folder), corpus(2))
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of a published index, to be damaged."""
    return Path(shutil.copytree(original, tmp_path / "copy", copy_function=copy_holes))


def copy_holes(source: str, target: str) -> None:
    """Copy what is data: a shard of 300 kB spans 280 MB of holes."""
    with open(source, "rb", buffering=0) as read, open(target, "wb", buffering=0) as written:
        size, place = os.fstat(read.fileno()).st_size, 0
        written.truncate(size)
        while place < size:
            block = read.read(BLOCK)
            if block.strip(b"\0"):
                os.pwrite(written.fileno(), block, place)
            place = next_data(read.fileno(), place + len(block), size)
            read.seek(place)


def next_data(descriptor: int, place: int, size: int) -> int:
    """Where data goes on, or the size."""
    try:
        return os.lseek(descriptor, place, os.SEEK_DATA)
    except OSError:
        return size


def generation(folder: Path) -> Path:
    """The only generation of an index."""
    (path,) = folder.glob("generation-*")
    return path


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


def test_the_same_index_is_given_until_the_pointer_changes(folder: Path) -> None:
    library = EdgeLibrary(folder)
    first = library.current()
    assert library.current() is first
    published(EdgeLibrary(folder), corpus(3))
    assert library.current() is not first
    assert library.current() is library.current()


def test_a_generation_a_reader_of_this_process_holds_is_not_removed(folder: Path) -> None:
    library = EdgeLibrary(folder)
    index = library.current()
    place = generation(folder)
    for seed in (3, 4):
        published(library, corpus(seed))
        library.current()
    assert place.is_dir()
    assert index.passages(["d00/00"], Scope(Principal("x", frozenset({"public", "hr", "staff"})))) is not None
    assert len(list(folder.glob("generation-*"))) == 3


def test_generations_are_named_by_the_clock_and_a_token(tmp_path: Path) -> None:
    library = EdgeLibrary(tmp_path, clock=lambda: datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC), token=lambda: "cafe")
    published(library, [])
    described_as = library.current().generation
    assert (described_as.id, described_as.created) == ("20260203-040506-cafe", "2026-02-03T04:05:06+00:00")


def test_an_abandoned_draft_leaves_no_folder(tmp_path: Path) -> None:
    library = EdgeLibrary(tmp_path)
    draft = library.rebuild("embedder-1", DIMENSION, "r")
    draft.__enter__()
    assert generation(tmp_path).is_dir()
    assert draft.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None) is False
    assert list(tmp_path.glob("generation-*")) == []
    with pytest.raises(NoIndex):
        library.current()


def test_a_generation_that_fails_its_verification_is_not_announced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_readers(passage: Passage, facts: Facts, row: int) -> dict[str, Any]:
        return to_payload(passage, replace(facts, readers=()), row)

    library = EdgeLibrary(folder)
    live = library.current().generation.id
    monkeypatch.setattr(edge_module, "to_payload", without_readers)
    with pytest.raises(IndexDamaged, match="does not find itself"):
        published(library, corpus(3))
    assert library.current().generation.id == live
    assert len(list(folder.glob("generation-*"))) == 1


@pytest.mark.parametrize("name", [DOCUMENTS, GENERATION, MOMENTS, ROWS, SEAL])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (generation(folder) / name).unlink()
    with pytest.raises(IndexDamaged, match=rf"{name} .*run 'polycite ingest PATH'"):
        EdgeLibrary(folder).current()


def test_every_flipped_byte_of_a_published_file_is_found(folder: Path) -> None:
    marks = json.loads((generation(folder) / SEAL).read_text())
    damaged = 0
    for name, (size, stored, checksum) in marks.items():
        if not (stored and checksum):
            continue
        path = generation(folder) / name
        with path.open("r+b") as file:
            first = file.read(1)
            file.seek(0)
            file.write(bytes([first[0] ^ 255]))
        with pytest.raises(IndexDamaged, match=path.name):
            EdgeLibrary(folder).current()
        with path.open("r+b") as file:
            file.write(first)
        assert path.stat().st_size == size
        damaged += 1
    assert damaged > 20
    EdgeLibrary(folder).current()


@pytest.mark.parametrize("name", ["segment.json", "edge_config.json"])
def test_what_the_engine_cannot_read_is_damage(folder: Path, name: str) -> None:
    (path,) = generation(folder).rglob(name)
    path.write_text("{")
    seal(generation(folder))
    with pytest.raises(IndexDamaged, match=r"shard cannot be used by Qdrant Edge .*'polycite ingest PATH'"):
        EdgeLibrary(folder).current()


@pytest.mark.parametrize(("name", "content"), [(GENERATION, "{}"), (MOMENTS, "zip"), (DOCUMENTS, "text"), (ROWS, "ab")])
def test_a_file_that_was_sealed_in_nonsense_is_damage(folder: Path, name: str, content: str) -> None:
    (generation(folder) / name).write_text(content)
    seal(generation(folder))
    with pytest.raises(IndexDamaged, match=name):
        EdgeLibrary(folder).current()


def test_a_pointer_to_nowhere_is_damage_and_a_rebuild_repairs_it(folder: Path) -> None:
    (folder / POINTER).write_text('{"current": "gone", "previous": null}')
    library = EdgeLibrary(folder)
    with pytest.raises(IndexDamaged, match="generation-gone"):
        library.current()
    published(library, corpus(5))
    assert library.current().counts == (10, 60)


def test_a_switch_while_opening_is_followed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = generation(folder)

    def switching(place: Path, budget: int) -> None:
        if place == old and old.exists():
            for seed in (6, 7):
                published(EdgeLibrary(folder), corpus(seed), root=str(seed))
            raise IndexDamaged("the generation was removed while it was opened")

    monkeypatch.setattr(edge_module, "check", switching)
    assert EdgeLibrary(folder).current().generation.root == "7"


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


def test_a_folder_of_another_user_is_said_to_need_its_permission(tmp_path: Path) -> None:
    # Tests may run as root, whom no permission stops: the engine's own words are given instead.
    with pytest.raises(Unavailable, match="must be writable by the user who runs polycite"), guarded(tmp_path):
        raise Exception("Failed to open mmap payload storage: Permission denied (os error 13)")


def test_many_threads_search_one_index(original: Path) -> None:
    index = EdgeLibrary(original).current()
    wanted = [index.search(queries(seed), PUBLIC) for seed in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = pool.map(lambda seed: EdgeLibrary(original).current().search(queries(seed), PUBLIC), range(6))
        again = pool.map(lambda seed: index.search(queries(seed), PUBLIC), range(6))
    assert list(found) == wanted
    assert list(again) == wanted


def test_a_generation_may_be_opened_by_itself(folder: Path) -> None:
    index = EdgeIndex(generation(folder))
    assert index.counts == (10, 60)
    assert (generation(folder) / SHARD).is_dir()
    index.close()
