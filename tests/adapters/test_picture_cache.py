from __future__ import annotations

import os
from pathlib import Path

import pytest

from polycite.adapters.pages.picture_cache import PictureCache


def test_a_picture_that_was_kept_is_given_again(tmp_path: Path) -> None:
    PictureCache(tmp_path).keep("d", 1, 800, b"picture")
    assert PictureCache(tmp_path).get("d", 1, 800) == b"picture"


def test_another_page_width_or_document_is_another_picture(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path)
    cache.keep("d", 1, 800, b"picture")
    assert [cache.get("d", 2, 800), cache.get("d", 1, 1200), cache.get("e", 1, 800)] == [None, None, None]


def test_no_half_picture_is_left_behind(tmp_path: Path) -> None:
    PictureCache(tmp_path).keep("d", 1, 800, b"picture")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["1-800.png"]


def test_what_was_not_asked_for_longest_goes_where_room_is_short(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, room=100)
    for number, age in ((1, 300), (2, 200), (3, 100)):
        cache.keep("d", number, 800, b"x" * 30)
        os.utime(tmp_path / "d" / f"{number}-800.png", (1_000_000 - age,) * 2)
    assert cache.get("d", 1, 800)  # asked for just now, so page 2 is the oldest
    cache.keep("d", 4, 800, b"x" * 30)
    kept = {number for number in (1, 2, 3, 4) if cache.get("d", number, 800)}
    assert kept == {1, 4}  # two pictures of 30 are what fits into 80 of 100 bytes


def test_pictures_of_an_earlier_run_count(tmp_path: Path) -> None:
    PictureCache(tmp_path, room=100).keep("d", 1, 800, b"x" * 90)
    later = PictureCache(tmp_path, room=100)
    later.keep("d", 2, 800, b"x" * 20)
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 100


def test_a_folder_that_cannot_be_used_costs_only_the_keeping(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = PictureCache(tmp_path / "file")
    cache.keep("d", 1, 800, b"picture")
    assert cache.get("d", 1, 800) is None
    assert [one.levelname for one in caplog.records] == ["WARNING"]
