"""Which generation is given, kept and announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from polycite.adapters.index import edge as edge_module
from polycite.adapters.index.edge import EdgeIndex, EdgeLibrary
from polycite.adapters.index.edge_shard import SHARD
from polycite.adapters.index.point_schema import to_payload
from polycite.errors import IndexDamaged, NoIndex
from polycite.model import Facts, Passage, Principal, Scope
from tests.adapters.edge.folders import generation
from tests.contracts.corpora import DIMENSION, corpus, published


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


def test_a_switch_while_opening_is_followed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = generation(folder)

    def switching(place: Path, budget: int) -> None:
        if place == old and old.exists():
            for seed in (6, 7):
                published(EdgeLibrary(folder), corpus(seed), root=str(seed))
            raise IndexDamaged("the generation was removed while it was opened")

    monkeypatch.setattr(edge_module, "check", switching)
    assert EdgeLibrary(folder).current().generation.root == "7"


def test_a_generation_may_be_opened_by_itself(folder: Path) -> None:
    index = EdgeIndex(generation(folder))
    assert index.counts == (10, 60)
    assert (generation(folder) / SHARD).is_dir()
    index.close()
