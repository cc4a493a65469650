from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import Options, Pipeline
from ingest.report import Progress, Report
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.errors import BadCatalog, BadSource, MassDeletion
from polycite.model import ANONYMOUS, Principal

FILES = {
    "nl/telewerk.txt": "Telewerk mag twee dagen per week.\n\nDe leidinggevende beslist binnen tien werkdagen.\n",
    "fr/conges.md": "# Congés\n\nLe personnel a droit à vingt-six jours de congé par an.\n",
    "en/security.txt": "Report a lost laptop within two hours to the service desk.\n",
    "en/training.txt": "Every member of staff has five days of training a year.\n",
}
HR = Principal("an", frozenset({"public", "hr"}))

Ingest = Callable[..., Report]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary()


@pytest.fixture
def run(tmp_path: Path, library: MemoryLibrary) -> Ingest:
    """Ingest a folder into the library, with the caches of earlier runs."""

    def ingest(root: Path, allow_mass_delete: bool = False, embedder: HashingEmbedder | None = None) -> Report:
        options = Options(("public",), 60.0, 0.3, allow_mass_delete)
        return Pipeline(library, embedder or HashingEmbedder(), tmp_path / "state", options, lambda _: None).ingest(
            root
        )

    return ingest


def paths(library: MemoryLibrary, principal: Principal = ANONYMOUS) -> list[str]:
    return [one.source.path for one in library.current().documents(principal)]


def outcomes(report: Report) -> dict[str, tuple[str, str]]:
    return {one.path: (one.outcome, one.reason) for one in report.files}


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
    run(corpus)
    (tmp_path / "nothing").mkdir()
    with pytest.raises(BadSource, match="holds no document"):
        run(tmp_path / "nothing")
    assert paths(library) == sorted(FILES)


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
