from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from ingest.cache import Cache, Origin
from ingest.reading import Block, Reading
from polycite.model import Page, Span

READING = Reading(
    "Een zin.",
    (Block("prose", Span(0, 8)),),
    (Page(1, "i", Span(0, 8), 595.0, 842.0, b"\x00\xff" * 32),),
    warnings=("let op",),
)


def origin(number: str) -> Origin:
    return Origin(f"d{number}", "{}", f"k{number}", 1)


def test_a_reading_comes_back_as_it_was_boxes_and_all(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.keep_reading("k", READING)
    with Cache(tmp_path) as cache:
        assert cache.reading("k") == READING
        assert cache.reading("other") is None


def test_a_vector_belongs_to_its_text_and_its_embedder(tmp_path: Path) -> None:
    vectors = np.arange(6, dtype=np.float32).reshape(2, 3)
    with Cache(tmp_path) as cache:
        cache.keep_vectors("e5", ["een", "twee"], vectors)
        found = cache.vectors("e5", ["twee", "drie", "een"])
        assert set(found) == {"een", "twee"}
        assert found["twee"] == pytest.approx(vectors[1])
        assert cache.vectors("use", ["een"]) == {}


def test_more_texts_than_sqlite_takes_at_once_are_found(tmp_path: Path) -> None:
    texts = [f"tekst {number}" for number in range(1203)]
    with Cache(tmp_path) as cache:
        cache.keep_vectors("e5", texts, np.ones((1203, 2), np.float32))
        assert len(cache.vectors("e5", texts)) == 1203


def test_what_a_generation_was_made_from_is_remembered(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.keep_origins("g1", {"a.txt": origin("1")}, before="")
        cache.keep_origins("g2", {"a.txt": origin("2"), "b.txt": origin("3")}, before="g1")
        assert cache.origins("g1") == {"a.txt": origin("1")}
        assert cache.origins("g2") == {"a.txt": origin("2"), "b.txt": origin("3")}
        assert cache.origins("unknown") == {}


def test_only_a_generation_and_the_one_before_stay_on_record_with_their_readings(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        for number, before in (("1", ""), ("2", "g1"), ("3", "g2")):
            cache.keep_reading(f"k{number}", READING)
            cache.keep_reading(f"tried{number}", READING)
            cache.keep_origins(f"g{number}", {"a.txt": origin(number)}, before)
        assert [bool(cache.origins(name)) for name in ("g1", "g2", "g3")] == [False, True, True]
        assert [cache.reading(f"k{number}") for number in "123"] == [None, READING, READING]
        assert [cache.reading(f"tried{number}") for number in "123"] == [None, None, None]


def test_a_generation_that_was_never_announced_is_forgotten_and_the_live_one_is_not(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.keep_origins("live", {"a.txt": origin("1")}, before="")
        cache.keep_origins("killed", {"a.txt": origin("2")}, before="live")
        cache.keep_origins("next", {"a.txt": origin("3")}, before="live")
        assert [bool(cache.origins(name)) for name in ("live", "killed", "next")] == [True, False, True]


def test_a_reading_of_another_shape_is_as_good_as_none(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.keep_reading("k", READING)
    with closing(sqlite3.connect(tmp_path / "ingest.sqlite")) as connection, connection:
        connection.execute("update reading set body = ?", (zlib.compress(b'[{"words": "Een zin."}]'),))
    with Cache(tmp_path) as cache:
        assert cache.reading("k") is None
