"""Claims about reading files that somebody writes to at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.cache import Cache, Origin
from ingest.catalog import Catalog
from ingest.gather import Gatherer
from ingest.gathered import Gathered
from ingest.guard import ReaderProcess
from ingest.reading import Reading
from ingest.recipe import RECIPE, reading_key
from ingest.report import FileReport, Progress
from ingest.walk import Found, Skipped

NOTHING: Mapping[str, Origin] = {}


class Overwritten(ReaderProcess):
    """Each file is saved anew just after it was read, as often as there are versions left."""

    def __init__(self, versions: list[str]) -> None:
        super().__init__(seconds=30)
        self.versions, self.reads = versions, 0

    def read(self, path: Path) -> Reading:
        reading = super().read(path)
        self.reads += 1
        if self.versions:
            path.write_text(self.versions.pop(0))
        return reading


def quiet(_: Progress) -> None:
    """Nobody watches."""


def gathered(
    file: Path, versions: list[str], last_good: Mapping[str, Origin] = NOTHING
) -> tuple[list[Gathered], list[FileReport], int]:
    """What becomes of a file that is saved while it is read, and how often it was read."""
    with Cache(file.parent / "state") as cache, Overwritten(versions) as reader:
        gatherer = Gatherer(reader, cache, Catalog(), ("public",), last_good, RECIPE)
        return *gatherer.gather([Found(file, file.name)], quiet), reader.reads


def kept(file: Path, text: str) -> str | None:
    """The text on record for a file of these words."""
    with Cache(file.parent / "state") as cache:
        reading = cache.reading(reading_key(sha256(text.encode()).hexdigest(), file.name))
    return reading.text if reading else None


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a.txt"
    made.write_text("Versie een.")
    return made


def test_a_file_is_read_once_and_then_known(file: Path) -> None:
    assert [gathered(file, [])[2] for _ in range(2)] == [1, 0]


def test_a_file_saved_while_it_is_read_is_read_again(file: Path) -> None:
    ((one,), others, reads) = gathered(file, ["Versie twee."])
    assert (one.document.text, others, reads) == ("Versie twee.", [], 2)
    assert one.document.source.digest == sha256(b"Versie twee.").hexdigest()


def test_no_words_are_kept_under_the_digest_of_others(file: Path) -> None:
    gathered(file, ["Versie twee."])
    assert (kept(file, "Versie een."), kept(file, "Versie twee.")) == (None, "Versie twee.")


def test_a_file_that_is_saved_all_the_time_is_reported(file: Path) -> None:
    none, (report,), reads = gathered(file, ["Versie twee.", "Versie drie."])
    assert (none, report.outcome, report.reason, reads) == ([], "quarantined", "changing", 2)
    assert "run 'polycite ingest' again" in report.message
    assert [kept(file, f"Versie {number}.") for number in ("een", "twee", "drie")] == [None] * 3


def test_a_file_that_is_saved_all_the_time_keeps_its_last_good_version(file: Path) -> None:
    ((one,), _, _) = gathered(file, [])
    file.write_text("Versie twee.")
    ((still,), _, _) = gathered(file, ["Versie drie.", "Versie vier."], {"a.txt": one.origin(RECIPE)})
    assert (still.document.text, still.report.outcome, still.report.reason) == ("Versie een.", "stale", "changing")


def test_a_last_good_version_whose_reading_is_gone_is_none(tmp_path: Path) -> None:
    gone = {"a.txt": Origin("d", "{}", "no such key", RECIPE)}
    with Cache(tmp_path) as cache, ReaderProcess() as reader:
        gatherer = Gatherer(reader, cache, Catalog(), ("public",), gone, RECIPE)
        none, (report,) = gatherer.gather([Skipped("a.txt", "not_a_file", "a link")], quiet)
    assert (none, report) == ([], FileReport("a.txt", "quarantined", "not_a_file", "a link"))
