from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.walk import Found, Skipped, digest_of, walk
from polycite.errors import BadCatalog, BadSource


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


@pytest.mark.parametrize("nested", ["nl/catalog.toml", "nl/deep/catalog.toml"])
def test_a_catalogue_further_down_stops_the_walk(tmp_path: Path, nested: str) -> None:
    place = tmp_path / nested
    place.parent.mkdir(parents=True)
    place.touch()
    with pytest.raises(BadCatalog) as caught:
        paths(tmp_path)
    assert f"run 'polycite ingest {place.parent}'" in str(caught.value)
    assert f"into {tmp_path / 'catalog.toml'}" in str(caught.value)


def test_a_link_to_a_catalogue_further_down_stops_the_walk_too(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "catalog.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(BadCatalog, match="would not be heeded"):
        paths(tmp_path)


def test_a_catalogue_in_an_ignored_folder_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "catalog.toml").touch()
    assert list(walk(tmp_path, lambda path: path == "sources")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_name_that_is_no_utf8_is_reported_in_signs_that_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (tmp_path / "nl" / "café.txt").write_text("x")
    skipped, found = sorted(walk(tmp_path, nothing), key=lambda one: isinstance(one, Found))
    assert skipped == Skipped("nl/caf\\xe9.txt", "unreadable", "its name is not UTF-8: rename it")
    assert found.path == "nl/café.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_file_given_by_a_name_that_is_no_utf8_is_reported(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xff.txt")
    file.write_text("x")
    assert [one.path for one in walk(file, nothing)] == ["\\xff.txt"]


@pytest.mark.parametrize(
    ("skipped", "path", "covered"),
    [
        ("nl", "nl", True),
        ("nl", "nl/a.txt", True),
        ("nl", "nl2/a.txt", False),
        ("nl/a.txt", "nl/b.txt", False),
        (".", "nl/a.txt", True),
    ],
)
def test_what_is_skipped_covers_itself_and_all_below(skipped: str, path: str, covered: bool) -> None:
    assert Skipped(skipped, "unreadable", "").covers(path) == covered


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
