from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from polycite.errors import OriginalGone
from polycite.model import Source
from polycite.ports import Generation
from polycite.web.originals import Originals


def generation(root: Path) -> Generation:
    return Generation("1", "f", "2026-06-01", str(root), 1, 1, {})


def source(path: str, data: bytes = b"text") -> Source:
    return Source("d", path, sha256(data).hexdigest(), "text/plain")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus of one file, and one beside it that was not ingested."""
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "corpus" / "nl").mkdir(parents=True)
    (tmp_path / "corpus" / "nl" / "a.txt").write_bytes(b"text")
    return tmp_path / "corpus"


def test_a_file_is_found_where_it_was_ingested(root: Path) -> None:
    assert Originals().of(generation(root), source("nl/a.txt")) == root / "nl" / "a.txt"


def test_a_single_file_that_was_ingested_is_its_own_root(root: Path) -> None:
    alone = root / "nl" / "a.txt"
    assert Originals().of(generation(alone), source("a.txt")) == alone
    with pytest.raises(OriginalGone):
        Originals().of(generation(alone), source("b.txt"))


@pytest.mark.parametrize("path", ["nl/b.txt", "nl", "nl/a.txt/b", "x" * 5000])
def test_what_is_not_a_file_there_is_gone(root: Path, path: str) -> None:
    with pytest.raises(OriginalGone, match="polycite ingest"):
        Originals().of(generation(root), source(path))


def test_a_folder_that_is_gone_has_no_files(tmp_path: Path) -> None:
    with pytest.raises(OriginalGone):
        Originals().of(generation(tmp_path / "gone"), source("a.txt"))


@pytest.mark.parametrize("path", ["../secret.txt", "nl/../../secret.txt", "link.txt", "up/secret.txt"])
def test_nothing_outside_what_was_ingested_is_reached(root: Path, path: str) -> None:
    (root / "link.txt").symlink_to(root.parent / "secret.txt")
    (root / "up").symlink_to(root.parent)
    with pytest.raises(OriginalGone):
        Originals().of(generation(root), source(path, b"secret"))


def test_an_absolute_path_is_not_followed(root: Path) -> None:
    with pytest.raises(OriginalGone):
        Originals().of(generation(root), source(str(root.parent / "secret.txt"), b"secret"))


def test_a_file_that_changed_is_not_the_one_indexed_until_it_is_put_back(root: Path) -> None:
    originals, path = Originals(), root / "nl" / "a.txt"
    assert originals.of(generation(root), source("nl/a.txt")) == path
    path.write_bytes(b"changed")
    with pytest.raises(OriginalGone):
        originals.of(generation(root), source("nl/a.txt"))
    path.write_bytes(b"text")
    os.utime(path, (1, 1))
    assert originals.of(generation(root), source("nl/a.txt")) == path


def test_each_source_is_compared_with_its_own_digest(root: Path) -> None:
    originals = Originals()
    originals.of(generation(root), source("nl/a.txt"))
    with pytest.raises(OriginalGone):
        originals.of(generation(root), replace(source("nl/a.txt"), digest="0" * 64))
