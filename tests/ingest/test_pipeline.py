from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.cache import Cache
from ingest.pipeline import Options, Pipeline
from ingest.report import Progress, Report
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryDraft, MemoryLibrary
from polycite.errors import MassDeletion
from polycite.model import ANONYMOUS, Scope
from polycite.ports import TermsQuery
from polycite.terms import analysers
from tests.ingest.runs import FILES, HR, Ingest, outcomes, paths
from tests.ingest.words import Meanings


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


def test_a_file_that_breaks_keeps_its_last_good_version(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "nl/telewerk.txt").write_bytes(b"")
    report = run(corpus)
    assert outcomes(report)["nl/telewerk.txt"] == ("stale", "empty")
    assert "nl/telewerk.txt" in paths(library)
    mended = FILES["nl/telewerk.txt"] + "\nNieuw.\n"
    (corpus / "nl/telewerk.txt").write_text(mended, encoding="utf-8")
    assert outcomes(run(corpus))["nl/telewerk.txt"] == ("live", "")


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
    run(corpus / part, allow_mass_delete=True)
    assert paths(library) == []
    assert paths(library, HR) == ["telewerk.txt"]


def test_a_change_of_readers_alone_is_a_change(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "catalog.toml").write_text('[[document]]\npath = "nl/telewerk.txt"\nreaders = ["hr"]\n')
    report = run(corpus)
    assert (report.published, report.embedded) == (True, 0)
    assert "nl/telewerk.txt" not in paths(library)


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


def test_words_are_bridged_from_documents_that_everyone_may_read(tmp_path: Path) -> None:
    root, library = tmp_path / "corpus", MemoryLibrary()
    root.mkdir()
    for name, text in (("verlof", "verlof"), ("conge", "congé"), ("geheim", "ontslag")):
        (root / f"{name}.txt").write_text(text, encoding="utf-8")
    (root / "catalog.toml").write_text(
        '[[document]]\npath = "verlof.txt"\nlanguage = "nl"\n[[document]]\npath = "conge.txt"\nlanguage = "fr"\n'
        '[[document]]\npath = "geheim.txt"\nlanguage = "nl"\nreaders = ["hr"]\n'
    )
    options, words = Options(("public",), 60.0, 0.3), Meanings([{"nl": "verlof", "fr": "congé"}])
    Pipeline(library, HashingEmbedder(), tmp_path / "state", options, lambda _: None, words=words).ingest(root)
    found = library.current().generation.bridges
    assert [word for word, _ in found.across("verlof", "nl", "fr")] == ["congé"]
    assert sorted(words.asked) == ["congé", "verlof"]


def test_numbers_come_from_documents_that_everyone_may_read(tmp_path: Path) -> None:
    alone, beside = (_searched(tmp_path / name, closed) for name, closed in (("alone", False), ("beside", True)))
    assert beside == alone


def _searched(folder: Path, closed: bool) -> tuple[list[tuple[float, ...]], list[float]]:
    """The moments of an index and the scores of words in it, perhaps with a document beside that few may read."""
    root, library, embedder = folder / "corpus", MemoryLibrary(), HashingEmbedder()
    root.mkdir(parents=True)
    (root / "verlof.txt").write_text("Verlof duurt twintig dagen.\n\nHet verlof wordt vooraf gevraagd.")
    if closed:
        (root / "geheim.txt").write_text("Ontslag van de directie volgt in maart, na het overleg met de raad.")
        (root / "catalog.toml").write_text('[[document]]\npath = "geheim.txt"\nreaders = ["hr"]\n')
    Pipeline(library, embedder, folder / "state", Options(("public",), 60.0, 0.3), lambda _: None).ingest(root)
    index = library.current()
    words = TermsQuery("nl", analysers()["nl"].question("verlof"), 9)
    (hits,) = index.search([words], Scope(ANONYMOUS))
    return [tuple(one.mean.tolist()) for one in index.generation.moments.values()], [hit.score for hit in hits]


@pytest.fixture
def bilingual(tmp_path: Path) -> Path:
    """A Dutch and a French document."""
    root = tmp_path / "bilingual"
    root.mkdir()
    for language, text in (("nl", "verlof"), ("fr", "congé repos")):
        (root / f"{language}.txt").write_text(text, encoding="utf-8")
    (root / "catalog.toml").write_text(
        "".join(f'[[document]]\npath = "{one}.txt"\nlanguage = "{one}"\n' for one in ("nl", "fr")), encoding="utf-8"
    )
    return root


def ingested(root: Path, state: Path, library: MemoryLibrary) -> Report:
    """A run with an encoder to which no two words are near."""
    words = Meanings([{"nl": "verlof"}, {"fr": "congé"}, {"fr": "repos"}])
    options = Options(("public",), 60.0, 0.3)
    return Pipeline(library, HashingEmbedder(), state, options, lambda _: None, words=words).ingest(root)


def leave(library: MemoryLibrary) -> list[str]:
    """What Dutch leave is looked for as in French."""
    return [word for word, _ in library.current().generation.bridges.across("verlof", "nl", "fr")]


def test_words_are_bridged_by_the_lexicon(bilingual: Path, tmp_path: Path) -> None:
    library = MemoryLibrary()
    ingested(bilingual, tmp_path / "state", library)
    assert leave(library) == ["congé"]


def test_own_terms_are_no_document_and_a_change_of_them_is_published(bilingual: Path, tmp_path: Path) -> None:
    library, state, terms = MemoryLibrary(), tmp_path / "state", bilingual / "terms.toml"
    ingested(bilingual, state, library)
    terms.write_text('[[term]]\nnl = ["verlof"]\nfr = ["repos"]\n', encoding="utf-8")
    changed = ingested(bilingual, state, library)
    assert [one.path for one in changed.files] == ["fr.txt", "nl.txt"]
    assert (changed.published, changed.bad, leave(library)) == (True, (), ["repos"])
    assert not ingested(bilingual, state, library).published
    terms.unlink()
    back = ingested(bilingual, state, library)
    assert (back.published, back.bad, leave(library)) == (True, (), ["congé"])
    assert [one.outcome for one in back.files] == ["unchanged", "unchanged"]


def test_wrong_own_terms_are_reported_and_stop_nothing(bilingual: Path, tmp_path: Path) -> None:
    library = MemoryLibrary()
    (bilingual / "terms.toml").write_text("[[term]\n", encoding="utf-8")
    report = ingested(bilingual, tmp_path / "state", library)
    assert [(one.path, one.reason) for one in report.bad] == [("terms.toml", "bad_terms")]
    assert (report.documents, leave(library)) == (2, ["congé"])
    again = ingested(bilingual, tmp_path / "state", library)
    assert (again.published, [one.path for one in again.bad]) == (False, ["terms.toml"])
