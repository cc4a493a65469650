from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from polycite.last_ingest import NAME, Faulty, LastIngest, Noted, read_last_ingest, write_last_ingest

TOLD = LastIngest(
    at=datetime(2026, 6, 1, 9, 30, tzinfo=UTC),
    root="/documents",
    generation="g2",
    published=True,
    documents=3,
    passages=40,
    seconds=1.5,
    outcomes={"live": 3, "quarantined": 1},
    faulty=(Faulty("a <b>.pdf", "quarantined", "encrypted", "asks for a password: save it without one"),),
    noted=(Noted("b.pdf", "page 3 shows no text"),),
)


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_last_ingest(tmp_path, TOLD)
    assert read_last_ingest(tmp_path) == TOLD
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


def test_the_next_run_takes_its_place(tmp_path: Path) -> None:
    write_last_ingest(tmp_path, TOLD)
    later = LastIngest(TOLD.at, "/other", "", False, 0, 0, 0.1, {}, ())
    write_last_ingest(tmp_path, later)
    assert read_last_ingest(tmp_path) == later


def test_a_run_that_was_written_before_there_were_notes_is_read_without(tmp_path: Path) -> None:
    write_last_ingest(tmp_path, TOLD)
    before = json.loads((tmp_path / NAME).read_bytes())
    del before["noted"]
    (tmp_path / NAME).write_text(json.dumps(before))
    assert read_last_ingest(tmp_path) == replace(TOLD, noted=())


@pytest.mark.parametrize("found", [None, b"", b"{", b"{}", b"[]", b'{"at": "June"}', b"\xff"])
def test_what_is_not_there_or_cannot_be_read_is_no_run(tmp_path: Path, found: bytes | None) -> None:
    if found is not None:
        (tmp_path / NAME).write_bytes(found)
    assert read_last_ingest(tmp_path) is None
