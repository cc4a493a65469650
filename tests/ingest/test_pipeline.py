from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.cache import Cache
from ingest.pipeline import Options, Pipeline
from ingest.report import Progress
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryDraft, MemoryLibrary
from polycite.errors import BadCatalog, BadSource, MassDeletion, NoIndex
from polycite.model import ANONYMOUS
from tests.ingest.runs import FILES, HR, Ingest, outcomes, paths


def test_the_index_holds_exactly_the_files_of_the_folder(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    report = run(corpus)
    assert paths(library) == sorted(FILES)
    assert (report.documents, report.published, report.bad) == (4, True, ())
    assert report.passages == sum(one.passages for one in library.current().documents(ANONYMOUS))


def test_the_canonical_text_of_a_text_file_is_the_file(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (entry,) = [one for one in library.current().documents(ANONYMOUS) if one.source.path == "fr/conges.md"]
    assert library.current().document(entry.id, ANONYMOUS).text == FILES["fr/conges.md"]


def test_nothing_changed_means_no_new_generation_and_no_embedding(
    corpus: Path, run: Ingest, library: MemoryLibrary
) -> None:
    first = run(corpus)
    again = run(corpus)
    assert (again.published, again.embedded, again.generation) == (False, 0, first.generation)
    assert {one.outcome for one in again.files} == {"unchanged"}


def test_only_what_changed_is_embedded(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "en/new.txt").write_text("A bicycle is paid for at 0.35 euro a kilometre.")
    report = run(corpus)
    assert report.embedded == 1
    assert outcomes(report)["en/new.txt"] == ("live", "")
    assert outcomes(report)["en/security.txt"] == ("unchanged", "")


def test_a_file_taken_away_leaves_the_index(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "en/training.txt").unlink()
    report = run(corpus)
    assert outcomes(report)["en/training.txt"] == ("removed", "")
    assert "en/training.txt" not in paths(library)


def test_a_folder_half_gone_is_refused_and_the_index_kept(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    shutil.rmtree(corpus / "en")
    with pytest.raises(MassDeletion, match="--allow-mass-delete"):
        run(corpus)
    assert paths(library) == sorted(FILES)
    assert run(corpus, allow_mass_delete=True).documents == 2


def test_another_folder_replaces_the_corpus_without_a_guard(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    run(corpus / "nl")
    assert paths(library) == ["telewerk.txt"]


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("bad.txt", b"", "empty"),
        ("bad.txt", b"  \n\n ", "empty"),
        ("bad.xyz", b"words", "unknown_type"),
        ("bad.pdf", b"%PDF-1.7 cut sho", "corrupt"),
        ("bad.docx", b"%PDF-1.7", "type_mismatch"),
        ("bad.txt", b"\x7fELF\x02\x01\x01" + bytes(200), "binary"),
    ],
)
def test_a_bad_file_is_named_with_its_reason_and_the_rest_goes_live(
    corpus: Path, run: Ingest, library: MemoryLibrary, name: str, body: bytes, reason: str
) -> None:
    (corpus / name).write_bytes(body)
    report = run(corpus)
    assert outcomes(report)[name][0] == "quarantined"
    assert outcomes(report)[name][1] in {reason, "type_mismatch"}
    assert [one.path for one in report.bad] == [name]
    assert paths(library) == sorted(FILES)


def test_a_file_that_breaks_keeps_its_last_good_version(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "nl/telewerk.txt").write_bytes(b"")
    report = run(corpus)
    assert outcomes(report)["nl/telewerk.txt"] == ("stale", "empty")
    assert "nl/telewerk.txt" in paths(library)
    mended = FILES["nl/telewerk.txt"] + "\nNieuw.\n"
    (corpus / "nl/telewerk.txt").write_text(mended, encoding="utf-8")
    assert outcomes(run(corpus))["nl/telewerk.txt"] == ("live", "")


def test_the_same_file_twice_is_one_document(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    shutil.copy(corpus / "en/security.txt", corpus / "en/zz-copy.txt")
    report = run(corpus)
    assert outcomes(report)["en/zz-copy.txt"] == ("duplicate", "same_bytes")
    assert report.documents == 4


def test_an_empty_folder_publishes_nothing(tmp_path: Path, corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    before = run(corpus)
    (tmp_path / "nothing").mkdir()
    report = run(tmp_path / "nothing")
    assert (report.published, report.generation, report.documents) == (False, before.generation, 4)
    assert [(one.reason, one.message.split(":")[0]) for one in report.bad] == [
        ("empty", f"{tmp_path / 'nothing'} holds no document")
    ]
    assert paths(library) == sorted(FILES)


def test_a_folder_that_became_empty_keeps_the_index_though_deletion_is_allowed(
    corpus: Path, run: Ingest, library: MemoryLibrary
) -> None:
    run(corpus)
    shutil.rmtree(corpus)
    corpus.mkdir()
    assert not run(corpus, allow_mass_delete=True).published
    assert paths(library) == sorted(FILES)


def test_where_every_file_fails_all_are_named_and_the_index_is_kept(
    tmp_path: Path, corpus: Path, run: Ingest, library: MemoryLibrary
) -> None:
    before = run(corpus)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "a.txt").write_bytes(b"")
    (broken / "b.xyz").write_text("x")
    report = run(broken)
    assert outcomes(report) == {"a.txt": ("quarantined", "empty"), "b.xyz": ("quarantined", "unknown_type")}
    assert (report.published, report.generation, len(report.bad)) == (False, before.generation, 2)
    assert paths(library) == sorted(FILES)


def test_where_every_file_fails_and_nothing_was_there_there_is_still_nothing(tmp_path: Path, run: Ingest) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    report = run(tmp_path / "a.txt")
    assert (report.published, report.generation, report.documents, len(report.bad)) == (False, "", 0, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_folder_whose_name_is_no_utf8_is_refused(tmp_path: Path, run: Ingest) -> None:
    odd = tmp_path / os.fsdecode(b"\xe9")
    odd.mkdir()
    with pytest.raises(BadSource, match="not UTF-8: rename it"):
        run(odd)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_file_whose_name_is_no_utf8_is_reported_and_the_rest_goes_live(
    corpus: Path, run: Ingest, library: MemoryLibrary
) -> None:
    (corpus / os.fsdecode(b"caf\xe9.txt")).write_text("Een zin.")
    assert [(one.path, one.outcome, one.reason) for one in run(corpus).bad] == [
        ("caf\\xe9.txt", "skipped", "unreadable")
    ]
    assert paths(library) == sorted(FILES)


def test_a_folder_above_a_catalogue_publishes_nothing(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    (corpus / "catalog.toml").write_text('[[document]]\npath = "nl/telewerk.txt"\nreaders = ["hr"]\n')
    with pytest.raises(BadCatalog, match=f"polycite ingest {corpus}"):
        run(corpus.parent)
    with pytest.raises(NoIndex):
        library.current()


@pytest.mark.parametrize("words", ["<b></b>\n", "# Kop\n\n~~Vroeger mocht het.~~\n", "&nbsp;\n\n***\n"])
def test_a_file_that_shows_no_words_is_quarantined(
    corpus: Path, run: Ingest, library: MemoryLibrary, words: str
) -> None:
    (corpus / "en/bare.md").write_text(words)
    report = run(corpus)
    assert outcomes(report)["en/bare.md"] == ("quarantined", "no_text")
    assert paths(library) == sorted(FILES)
    assert not run(corpus).published


def test_a_corpus_for_some_alone_is_indexed_beside_a_file_without_words(
    corpus: Path, run: Ingest, library: MemoryLibrary
) -> None:
    listed = "".join(f'[[document]]\npath = "{path}"\nreaders = ["hr"]\n' for path in FILES)
    (corpus / "catalog.toml").write_text(listed)
    (corpus / "bare.md").write_text("<b></b>\n")
    report = run(corpus)
    assert (report.published, report.documents) == (True, 4)
    assert (paths(library), paths(library, HR)) == ([], sorted(FILES))


def test_the_generation_told_is_the_one_this_run_published(corpus: Path, tmp_path: Path) -> None:
    class Overtaken(MemoryLibrary):
        """Another run publishes at once after this one."""

        @contextmanager
        def rebuild(self, fingerprint: str, dimension: int, root: str) -> Iterator[MemoryDraft]:
            with super().rebuild(fingerprint, dimension, root) as draft:
                yield draft
            with super().rebuild(fingerprint, dimension, root):
                pass

    library, options = Overtaken(), Options(("public",), 60.0, 0.3)
    report = Pipeline(library, HashingEmbedder(), tmp_path / "state", options, lambda _: None).ingest(corpus)
    assert (report.generation, library.current().generation.id) == ("1", "2")
    with Cache(tmp_path / "state") as cache:
        assert set(cache.origins("1")) == set(FILES)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, run: Ingest) -> None:
    with pytest.raises(BadSource, match=r"gone.*does not exist"):
        run(tmp_path / "gone")


def test_the_catalogue_decides_title_dates_and_readers(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    (corpus / "catalog.toml").write_text(
        '[[document]]\npath = "nl/telewerk.txt"\ntitle = "Telewerkbeleid"\nreaders = ["hr"]\nvalid_from = 2026-01-01\n'
        '[[document]]\npath = "en/training.txt"\nreaders = []\n'
    )
    run(corpus)
    assert paths(library) == ["en/security.txt", "fr/conges.md"]
    (entry,) = [one for one in library.current().documents(HR) if one.source.path == "nl/telewerk.txt"]
    assert (entry.facts.title, str(entry.facts.valid_from)) == ("Telewerkbeleid", "2026-01-01")


@pytest.mark.parametrize("part", ["nl", "nl/telewerk.txt"])
def test_a_restricted_document_stays_so_when_only_a_part_is_ingested(
    corpus: Path, run: Ingest, library: MemoryLibrary, part: str
) -> None:
    (corpus / "catalog.toml").write_text('[[document]]\npath = "nl/telewerk.txt"\nreaders = ["hr"]\n')
    run(corpus / part)
    assert paths(library) == []
    assert paths(library, HR) == ["telewerk.txt"]


def test_a_change_of_readers_alone_is_a_change(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "catalog.toml").write_text('[[document]]\npath = "nl/telewerk.txt"\nreaders = ["hr"]\n')
    report = run(corpus)
    assert (report.published, report.embedded) == (True, 0)
    assert "nl/telewerk.txt" not in paths(library)


def test_a_bad_catalogue_changes_nothing(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "catalog.toml").write_text('[[document]]\npath = "nl/gone.txt"\n')
    with pytest.raises(BadCatalog, match=r"nl/gone\.txt"):
        run(corpus)
    assert paths(library) == sorted(FILES)


def test_another_embedder_makes_the_index_anew(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    other = HashingEmbedder(dimension=32)
    report = run(corpus, embedder=other)
    assert report.published
    assert report.embedded > 0
    assert library.current().generation.fingerprint == other.fingerprint


def test_a_document_is_said_in_the_language_it_is_written_in(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    assert {one.source.path[:2]: one.facts.language for one in library.current().documents(ANONYMOUS)} == {
        "nl": "nl",
        "fr": "fr",
        "en": "en",
    }


def test_a_file_that_says_it_is_dutch_of_belgium_is_dutch(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    page = "<html lang='nl-BE'><title>A4</title><p>Format A4, cluster, budget, internet, computer.</p></html>"
    (corpus / "a4.html").write_text(page)
    run(corpus)
    assert [one.facts.language for one in library.current().documents(ANONYMOUS) if one.source.path == "a4.html"] == [
        "nl"
    ]


def test_progress_passes_every_stage(corpus: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    options = Options(("public",), 60.0, 0.3)
    Pipeline(MemoryLibrary(), HashingEmbedder(), tmp_path / "state", options, seen.append).ingest(corpus)
    last = {step.stage: (step.done, step.total) for step in seen}
    assert list(last) == ["read", "embed", "publish"]
    assert all(done == total for done, total in last.values())
