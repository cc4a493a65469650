from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.walk import Found, Skipped, digest_of, walk
from polycite.errors import BadSource


def nothing(_: str) -> bool:
    return False


def paths(root: Path) -> list[str]:
    return [one.path for one in walk(root, nothing)]


def test_files_come_by_path_with_slashes(tmp_path: Path) -> None:
    for name in ("nl/b.txt", "nl/a.txt", "en/deep/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert paths(tmp_path) == ["en/deep/c.md", "nl/a.txt", "nl/b.txt"]


def test_hidden_files_and_the_catalogue_are_not_documents(tmp_path: Path) -> None:
    for name in (".git", "catalog.toml", "a.txt"):
        (tmp_path / name).write_text("x")
    assert paths(tmp_path) == ["a.txt"]


def test_an_ignored_folder_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.typ").write_text("x")
    assert list(walk(tmp_path, lambda path: path == "sources")) == []


def test_one_file_is_a_corpus_of_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    assert list(walk(file, nothing)) == [Found(file, "a.txt")]


def test_a_link_is_reported_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    (found,) = walk(tmp_path, nothing)
    assert isinstance(found, Skipped)
    assert (found.path, found.reason) == ("out.txt", "not_a_file")


def test_a_pipe_is_reported_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = walk(tmp_path, nothing)
    assert isinstance(found, Skipped)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list any folder")
def test_a_folder_that_cannot_be_listed_is_reported(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (found,) = walk(tmp_path, nothing)
    assert isinstance(found, Skipped)
    assert found.reason == "unreadable"


def test_a_folder_that_vanished_is_reported(tmp_path: Path) -> None:
    (found,) = walk(tmp_path / "gone", nothing)
    assert isinstance(found, Skipped)
    assert found.reason == "unreadable"


def test_a_digest_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"polycite")
    assert digest_of(tmp_path / "a.txt") == sha256(b"polycite").hexdigest()


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="permissions") as caught:
        digest_of(tmp_path / "gone.txt")
    assert caught.value.reason == "unreadable"
