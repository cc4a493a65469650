from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from polycite.adapters.index.seals import BLOCK, SEAL, check, replace_durably, seal
from polycite.errors import IndexDamaged

ALL = 2**40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sealed folder: a small file, one in a subfolder, an empty one and one with a hole."""
    place = tmp_path / "generation"
    (place / "sub").mkdir(parents=True)
    (place / "small").write_bytes(b"words")
    (place / "sub" / "big").write_bytes(os.urandom(3 * BLOCK))
    (place / "empty").touch()
    with (place / "holes").open("wb") as file:
        file.seek(10 * BLOCK)
        file.write(b"island")
        file.truncate(30 * BLOCK)
    seal(place)
    return place


def test_an_untouched_folder_passes(folder: Path) -> None:
    check(folder, ALL)


@pytest.mark.parametrize("name", ["small", "sub/big", "holes"])
def test_one_flipped_bit_anywhere_is_found_and_its_file_named(folder: Path, name: str) -> None:
    path = folder / name
    content = bytearray(path.read_bytes())
    for place in (0, len(content) // 2, len(content) - 1):
        content[place] ^= 1
        path.write_bytes(content)
        with pytest.raises(IndexDamaged, match=f"{name} has other bytes"):
            check(folder, ALL)
        content[place] ^= 1
    path.write_bytes(content)
    check(folder, ALL)


def test_two_blocks_that_changed_places_are_found(folder: Path) -> None:
    path = folder / "sub" / "big"
    content = path.read_bytes()
    path.write_bytes(content[BLOCK : 2 * BLOCK] + content[:BLOCK] + content[2 * BLOCK :])
    with pytest.raises(IndexDamaged, match="big"):
        check(folder, ALL)


def test_a_copy_that_fills_the_holes_in_still_passes(folder: Path) -> None:
    path = folder / "holes"
    path.write_bytes(path.read_bytes())
    check(folder, ALL)


@pytest.mark.parametrize("name", ["small", "empty", "holes"])
def test_a_missing_or_cut_file_is_named_even_without_reading(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(IndexDamaged, match=rf"{name} is missing.*'polycite ingest PATH'"):
        check(folder, 0)
    (folder / name).write_bytes(b"x" * 7)
    with pytest.raises(IndexDamaged, match=f"{name} is missing or has another size"):
        check(folder, 0)


def test_the_budget_is_spent_on_the_smallest_files_first(folder: Path) -> None:
    big = folder / "sub" / "big"
    big.write_bytes(bytes(3 * BLOCK))
    check(folder, BLOCK + 100)
    (folder / "small").write_bytes(b"sword")
    with pytest.raises(IndexDamaged, match="small"):
        check(folder, BLOCK + 100)


def test_the_engine_may_write_its_json_again_in_another_order(folder: Path) -> None:
    path = folder / "edge_config.json"
    path.write_text('{"a": 1, "b": {"c": 2, "d": 3}}')
    seal(folder)
    path.write_text('{"b": {"d": 3, "c": 2}, "a": 1}')
    check(folder, ALL)
    for flawed in ('{"b": {"d": 3, "c": 4}, "a": 1}', '{"b": {"d": 3, "c": 2}, "a": 1]'):
        path.write_text(flawed)
        with pytest.raises(IndexDamaged, match="edge_config"):
            check(folder, ALL)


@pytest.mark.parametrize("content", ["", "[]", '{"small": 3}', '{"small": [1, "x", 2]}'])
def test_a_broken_seal_is_damage(folder: Path, content: str) -> None:
    (folder / SEAL).write_text(content)
    with pytest.raises(IndexDamaged, match=SEAL):
        check(folder, ALL)


def test_a_missing_seal_is_damage(folder: Path) -> None:
    (folder / SEAL).unlink()
    with pytest.raises(IndexDamaged, match="cannot be read"):
        check(folder, ALL)


def test_a_seal_lists_every_file_but_itself(folder: Path) -> None:
    assert set(json.loads((folder / SEAL).read_text())) == {"small", "sub/big", "empty", "holes"}


def test_replacing_leaves_nothing_but_the_new_content(tmp_path: Path) -> None:
    path = tmp_path / "pointer"
    path.write_text("old")
    replace_durably(path, b"new")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"pointer": "new"}
