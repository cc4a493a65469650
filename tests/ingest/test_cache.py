from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.cache import Cache
from ingest.reading import Block, Reading
from polycite.model import Page, Span

READING = Reading(
    "Een zin.",
    (Block("prose", Span(0, 8)),),
    (Page(1, "i", Span(0, 8), 595.0, 842.0, b"\x00\xff" * 32),),
    warnings=("let op",),
)


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
        cache.keep_published("g1", {"a.txt": ("d1", "{}")})
        cache.keep_published("g2", {"a.txt": ("d2", "{}"), "b.txt": ("d3", "{}")})
        assert cache.published("g1") == {"a.txt": ("d1", "{}")}
        assert cache.published("unknown") == {}


def test_readings_nobody_needs_are_forgotten(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.keep_reading("old", READING)
        cache.keep_reading("new", READING)
        cache.forget_readings({"new"})
        assert cache.reading("old") is None
        assert cache.reading("new") == READING
