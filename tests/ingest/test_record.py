from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ingest.record import recorded
from polycite.last_ingest import Faulty
from tests.ingest.runs import Ingest

WHEN = datetime(2026, 6, 1, 9, 30, 15, 999, tzinfo=UTC)


def test_a_run_is_told_by_numbers_and_by_every_file_that_needs_a_look(run: Ingest, corpus: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "copy.txt").write_bytes((corpus / "en/security.txt").read_bytes())
    (corpus / "link.txt").symlink_to(corpus / "en/security.txt")
    report = run(corpus)
    told = recorded(report, corpus, WHEN)
    assert (told.root, told.at) == (str(corpus), datetime(2026, 6, 1, 9, 30, 15, tzinfo=UTC))
    assert (told.generation, told.published, told.documents) == (report.generation, True, 4)
    assert told.outcomes == {"live": 4, "duplicate": 1, "quarantined": 1, "skipped": 1}
    assert [(one.path, one.outcome, one.reason) for one in told.faulty] == [
        ("empty.txt", "quarantined", "empty"),
        ("link.txt", "skipped", "not_a_file"),
    ]
    assert all(one.message for one in told.faulty)


def test_a_run_over_files_that_are_all_well_names_none(run: Ingest, corpus: Path) -> None:
    run(corpus)
    told = recorded(run(corpus), corpus, WHEN)
    assert (told.outcomes, told.faulty, told.published) == ({"unchanged": 4}, (), False)


def test_what_was_noted_of_a_file_that_was_read_is_told_each_time(run: Ingest, corpus: Path) -> None:
    (corpus / "old.txt").write_bytes("Één regel en één ".encode() * 9 + b"\xff")
    for report in (run(corpus), run(corpus)):
        told = recorded(report, corpus, WHEN)
        assert [one.path for one in told.noted] == ["old.txt"]
        assert all(one.message for one in told.noted)
        assert told.faulty == ()


def test_a_reason_word_comes_with_the_sentence_of_the_report(run: Ingest, corpus: Path) -> None:
    (corpus / "b.pdf").write_bytes(b"%PDF-1.4\nbroken")
    report = run(corpus)
    (bad,) = report.bad
    assert recorded(report, corpus, WHEN).faulty == (Faulty("b.pdf", "quarantined", bad.reason, bad.message),)
