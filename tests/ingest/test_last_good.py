"""Claims about the last good version of a file: what must not take it out of the index."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ingest.cache import Cache
from ingest.pipeline import Options, Pipeline
from ingest.recipe import RECIPE, reading_key
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryDraft, MemoryLibrary
from polycite.model import ANONYMOUS
from tests.ingest.runs import FILES, Ingest, outcomes, paths

TELEWORK = "nl/telewerk.txt"
NEXT = RECIPE + 1


def text_of(library: MemoryLibrary, path: str) -> str:
    (entry,) = [one for one in library.current().documents(ANONYMOUS) if one.source.path == path]
    return library.current().document(entry.id, ANONYMOUS).text


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder one that cannot be listed, which no mode does for root."""
    listing = os.scandir

    def close(folder: Path) -> None:
        def scandir(place: Path) -> Any:
            if place == folder or place == Path(f"{folder}/"):
                raise PermissionError(13, "Permission denied")
            return listing(place)

        monkeypatch.setattr(os, "scandir", scandir)

    return close


def test_another_recipe_reads_and_publishes_the_same_files_again(corpus: Path, run: Ingest) -> None:
    run(corpus)
    again = run(corpus, recipe=NEXT)
    assert (again.published, again.embedded) == (True, 0)
    assert {one.outcome for one in again.files} == {"live"}
    assert not run(corpus, recipe=NEXT).published


def test_a_broken_file_stays_through_changes_of_recipe(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / TELEWORK).write_bytes(b"")
    for recipe in (NEXT, NEXT + 1, NEXT + 2):
        report = run(corpus, recipe=recipe)
        assert report.published
        assert outcomes(report)[TELEWORK] == ("stale", "empty")
        assert text_of(library, TELEWORK) == FILES[TELEWORK]


def test_a_corpus_of_broken_files_alone_is_split_anew_once_by_another_recipe(corpus: Path, run: Ingest) -> None:
    run(corpus / "nl")
    (corpus / TELEWORK).write_bytes(b"")
    assert [run(corpus / "nl", recipe=recipe).published for recipe in (RECIPE, NEXT, NEXT)] == [False, True, False]


def test_a_reading_is_kept_by_recipe_ending_and_bytes() -> None:
    keys = {reading_key("d", "a.txt", 1), reading_key("d", "a.txt", 2), reading_key("d", "a.md", 1)}
    assert len(keys | {reading_key("e", "a.txt", 1)}) == 4
    assert reading_key("d", "nl/a.TXT", 1) == reading_key("d", "b.txt", 1)


def test_a_folder_that_cannot_be_listed_keeps_its_files(
    corpus: Path, run: Ingest, library: MemoryLibrary, closed: Callable[[Path], None]
) -> None:
    run(corpus)
    (corpus / "fr/conges.md").write_text("Le personnel a droit à trente jours.")
    closed(corpus / "en")
    report = run(corpus)
    assert report.published
    assert outcomes(report) == {
        "en": ("skipped", "unreadable"),
        "en/security.txt": ("stale", "unreadable"),
        "en/training.txt": ("stale", "unreadable"),
        "fr/conges.md": ("live", ""),
        TELEWORK: ("unchanged", ""),
    }
    assert paths(library) == sorted(FILES)


def test_a_corpus_that_cannot_be_listed_at_all_keeps_everything(
    corpus: Path, run: Ingest, library: MemoryLibrary, closed: Callable[[Path], None]
) -> None:
    run(corpus)
    closed(corpus)
    report = run(corpus)
    assert (report.published, len(report.bad)) == (False, 1 + len(FILES))
    assert paths(library) == sorted(FILES)


def test_what_the_catalogue_now_ignores_leaves_a_closed_folder_too(
    corpus: Path, run: Ingest, library: MemoryLibrary, closed: Callable[[Path], None]
) -> None:
    run(corpus)
    (corpus / "catalog.toml").write_text('ignore = ["en/training.txt"]\n')
    closed(corpus / "en")
    report = run(corpus)
    assert outcomes(report)["en/training.txt"] == ("removed", "")
    assert paths(library) == sorted(set(FILES) - {"en/training.txt"})


def test_a_file_replaced_by_a_link_keeps_its_last_good_version(
    corpus: Path, tmp_path: Path, run: Ingest, library: MemoryLibrary
) -> None:
    run(corpus)
    (tmp_path / "elsewhere.txt").write_text("Elders staat iets anders.")
    (corpus / TELEWORK).unlink()
    (corpus / TELEWORK).symlink_to(tmp_path / "elsewhere.txt")
    report = run(corpus)
    assert outcomes(report)[TELEWORK] == ("stale", "not_a_file")
    assert text_of(library, TELEWORK) == FILES[TELEWORK]


def test_a_folder_replaced_by_a_link_keeps_its_files(
    corpus: Path, tmp_path: Path, run: Ingest, library: MemoryLibrary
) -> None:
    run(corpus)
    shutil.move(corpus / "en", tmp_path / "en")
    (corpus / "en").symlink_to(tmp_path / "en")
    report = run(corpus)
    assert outcomes(report)["en/security.txt"] == ("stale", "not_a_file")
    assert paths(library) == sorted(FILES)


def test_a_run_killed_once_it_has_announced_loses_no_last_good_version(corpus: Path, tmp_path: Path) -> None:
    class Killed(MemoryLibrary):
        """The run is dead as soon as its generation is live."""

        alive = False

        @contextmanager
        def rebuild(self, fingerprint: str, dimension: int, root: str) -> Iterator[MemoryDraft]:
            with super().rebuild(fingerprint, dimension, root) as draft:
                yield draft
            if not self.alive:
                raise KeyboardInterrupt

    library = Killed()
    pipeline = Pipeline(library, HashingEmbedder(), tmp_path / "state", Options(("public",), 60.0, 0.3), lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        pipeline.ingest(corpus)
    assert paths(library) == sorted(FILES)
    library.alive = True
    (corpus / TELEWORK).write_bytes(b"")
    assert outcomes(pipeline.ingest(corpus))[TELEWORK] == ("stale", "empty")
    assert paths(library) == sorted(FILES)


def test_a_run_killed_before_it_announced_loses_none_either(
    corpus: Path, tmp_path: Path, run: Ingest, library: MemoryLibrary
) -> None:
    run(corpus)
    with Cache(tmp_path / "state") as cache:
        cache.keep_origins("never announced", {}, before=library.current().generation.id)
    (corpus / TELEWORK).write_bytes(b"")
    assert outcomes(run(corpus))[TELEWORK] == ("stale", "empty")


def test_a_file_that_lost_its_words_keeps_its_last_good_version(
    corpus: Path, run: Ingest, library: MemoryLibrary
) -> None:
    run(corpus)
    (corpus / "fr/conges.md").write_text("# Congés\n\n~~Vingt-six jours.~~\n")
    assert outcomes(run(corpus))["fr/conges.md"] == ("stale", "no_text")
    assert text_of(library, "fr/conges.md") == FILES["fr/conges.md"]


def test_only_two_generations_stay_on_record(corpus: Path, tmp_path: Path, run: Ingest) -> None:
    for number in range(4):
        (corpus / TELEWORK).write_text(f"Telewerk mag {number} dagen per week.")
        run(corpus)
    with Cache(tmp_path / "state") as cache:
        assert [bool(cache.origins(str(number))) for number in range(1, 5)] == [False, False, True, True]
