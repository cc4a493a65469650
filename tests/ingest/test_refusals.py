"""Claims about what cannot be indexed: it is named, and costs nothing else."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from polycite.adapters.index.memory import MemoryLibrary
from polycite.errors import BadCatalog, BadSource, NoIndex
from tests.ingest.runs import FILES, HR, Ingest, outcomes, paths


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
    assert [(one.path, one.reason, one.message.split(":")[0]) for one in report.bad] == [
        (str(tmp_path / "nothing"), "empty", "holds no document")
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


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, run: Ingest) -> None:
    with pytest.raises(BadSource, match=r"gone.*does not exist"):
        run(tmp_path / "gone")


def test_a_bad_catalogue_changes_nothing(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "catalog.toml").write_text('[[document]]\npath = "nl/gone.txt"\n')
    with pytest.raises(BadCatalog, match=r"nl/gone\.txt"):
        run(corpus)
    assert paths(library) == sorted(FILES)
