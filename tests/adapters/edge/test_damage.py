"""What is missing, changed or in nonsense is told as damage, and with what repairs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polycite.adapters.index.edge import DOCUMENTS, GENERATION, MOMENTS, EdgeLibrary
from polycite.adapters.index.edge_shard import ROWS, Guarded
from polycite.adapters.index.generations import POINTER
from polycite.adapters.index.seals import SEAL, seal
from polycite.errors import IndexDamaged, Unavailable
from tests.adapters.edge.folders import generation
from tests.contracts.corpora import corpus, published


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


def test_a_folder_of_another_user_is_said_to_need_its_permission(tmp_path: Path) -> None:
    # Tests may run as root, whom no permission stops: the engine's own words are given instead.
    with pytest.raises(Unavailable, match="must be writable by the user who runs polycite"), Guarded(tmp_path):
        raise Exception("Failed to open mmap payload storage: Permission denied (os error 13)")


def test_a_defect_of_ours_is_not_taken_for_a_flaw_of_the_index(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="ours"), Guarded(tmp_path):
        raise KeyError("ours")
