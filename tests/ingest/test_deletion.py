"""Claims about replacing an index by another folder: it has to be meant, and a folder that moved is the same one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from polycite.adapters.index.memory import MemoryLibrary
from polycite.errors import MassDeletion
from tests.ingest.runs import FILES, Ingest, paths


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder with other documents."""
    root = tmp_path / "other"
    root.mkdir()
    (root / "leave.txt").write_text("Everyone has thirty days of leave a year.\n")
    return root


def test_another_folder_does_not_replace_an_index_before_it_is_meant(
    corpus: Path, other: Path, run: Ingest, library: MemoryLibrary
) -> None:
    run(corpus)
    with pytest.raises(MassDeletion) as caught:
        run(other)
    assert str(caught.value).startswith(f"the index holds 4 documents from {corpus}, and {other} lacks 4 of them (")
    assert "--allow-mass-delete" in str(caught.value)
    assert paths(library) == sorted(FILES)
    run(other, allow_mass_delete=True)
    assert paths(library) == ["leave.txt"]


def test_one_document_of_another_folder_is_guarded_too(corpus: Path, other: Path, run: Ingest) -> None:
    run(other)
    with pytest.raises(MassDeletion, match=f"the index holds 1 document from {other},"):
        run(corpus)


def test_a_part_of_the_folder_is_another_folder(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    with pytest.raises(MassDeletion, match="the index holds 4 documents"):
        run(corpus / "nl")
    assert paths(library) == sorted(FILES)


def test_a_folder_that_moved_is_indexed_from_where_it_is_now(
    corpus: Path, tmp_path: Path, run: Ingest, library: MemoryLibrary
) -> None:
    run(corpus)
    corpus.rename(tmp_path / "moved")
    (tmp_path / "moved/en/training.txt").write_text("Every member of staff has six days of training a year.\n")
    assert run(tmp_path / "moved").documents == 4
    assert library.current().generation.root == str(tmp_path / "moved")


def test_a_folder_around_the_one_indexed_holds_its_documents_too(corpus: Path, run: Ingest) -> None:
    run(corpus / "nl")
    assert run(corpus).documents == 4


def test_an_index_that_another_machine_made_is_guarded_by_what_it_holds(
    corpus: Path, other: Path, tmp_path: Path, run: Ingest
) -> None:
    run(corpus)
    shutil.rmtree(tmp_path / "state")
    with pytest.raises(MassDeletion, match="the index holds 4 documents"):
        run(other)
    corpus.rename(tmp_path / "moved")
    assert run(tmp_path / "moved").documents == 4
