from __future__ import annotations

from pathlib import Path

import pytest

from polycite.adapters.index.generations import POINTER, Pointer, Shelf
from polycite.errors import IndexBusy, IndexDamaged, NoIndex


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Five generations, of which d is live and c was before it."""
    shelf = Shelf(tmp_path)
    for name in "abcde":
        (shelf.place(name) / "shard").mkdir(parents=True)
    shelf.announce("c")
    shelf.announce("d")
    return shelf


def names(shelf: Shelf) -> str:
    """The generations that are there."""
    return "".join(sorted(path.name[-1] for path in shelf.folder.glob("generation-*")))


def test_the_pointer_names_the_live_generation_and_the_one_before(shelf: Shelf) -> None:
    assert shelf.pointer() == Pointer("d", "c")


def test_announcing_changes_the_signature(shelf: Shelf) -> None:
    before = shelf.signature()
    assert shelf.signature() == before
    shelf.announce("e")
    assert shelf.signature() != before


def test_sweeping_keeps_the_live_one_the_one_before_and_those_held(shelf: Shelf) -> None:
    shelf.sweep({"a"})
    assert names(shelf) == "acd"
    shelf.sweep(())
    assert names(shelf) == "cd"


def test_nothing_is_removed_while_the_live_generation_is_unknown(shelf: Shelf) -> None:
    (shelf.folder / POINTER).write_text("{")
    shelf.sweep(())
    assert names(shelf) == "abcde"


def test_leftovers_of_a_first_run_that_failed_are_removed(shelf: Shelf) -> None:
    (shelf.folder / POINTER).unlink()
    shelf.sweep(())
    assert names(shelf) == ""


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff"])
def test_a_damaged_pointer_is_named_and_the_next_announcement_repairs_it(shelf: Shelf, content: bytes) -> None:
    (shelf.folder / POINTER).write_bytes(content)
    with pytest.raises(IndexDamaged, match=rf"{POINTER} cannot be read.*'polycite ingest PATH'"):
        shelf.pointer()
    shelf.announce("e")
    assert shelf.pointer() == Pointer("e", None)


def test_without_a_pointer_there_is_no_index(tmp_path: Path) -> None:
    for look in (Shelf(tmp_path).pointer, Shelf(tmp_path).signature, Shelf(tmp_path / "no" / "where").signature):
        with pytest.raises(NoIndex, match=str(tmp_path)):
            look()


def test_the_right_to_publish_is_held_by_one_and_given_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "new")
    with shelf.writing(), pytest.raises(IndexBusy, match="new: wait for it"):
        Shelf(tmp_path / "new").writing().__enter__()
    with shelf.writing():
        assert (tmp_path / "new").is_dir()
