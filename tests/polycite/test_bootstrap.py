from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from polycite.bootstrap import CHOICES, asker, embedder, journal, library, load, page_drawer
from polycite.doctor import examine
from polycite.errors import BadSettings
from polycite.model import Document, Encoded, Facts, Passage, Source, Span
from polycite.settings import Settings
from polycite.terms import analysers
from tests.adapters.small_pdfs import RED_SQUARE


def quiet(_what: str, _share: float) -> None:
    """Nobody watches the preparation."""


@pytest.mark.parametrize("choice", sorted(CHOICES))
def test_every_choice_names_something_that_is_there(choice: str) -> None:
    assert callable(load(choice))


def test_without_a_url_the_index_is_in_the_data_folder(tmp_path: Path) -> None:
    assert type(library(Settings(data_dir=tmp_path))).__name__ == "EdgeLibrary"


def test_pictures_of_pages_are_kept_in_the_data_folder(tmp_path: Path) -> None:
    original = tmp_path / "a.pdf"
    original.write_bytes(RED_SQUARE)
    with closing(page_drawer(Settings(data_dir=tmp_path / "data"))) as drawer:
        picture = drawer.draw(original, sha256(RED_SQUARE).hexdigest(), 1, 800)
    (kept,) = (tmp_path / "data" / "cache" / "pages").rglob("*.png")
    assert kept.read_bytes() == picture


def test_with_a_url_the_index_is_on_that_server(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, qdrant_url="http://127.0.0.1:6333")
    assert type(library(settings)).__name__ == "QdrantLibrary"


@pytest.mark.parametrize(
    "plug", ["llama_index:no.such.module:Embedding", "llama_index:json:Missing", "llama_index:pathlib:PurePath.x"]
)
def test_an_embedding_that_cannot_be_plugged_in_is_named(tmp_path: Path, plug: str) -> None:
    with pytest.raises(BadSettings, match="MODULE:CLASS"):
        embedder(Settings(data_dir=tmp_path, embedder=plug), quiet)


def test_an_asker_is_wired_from_the_settings(tmp_path: Path, prepared_model: Path) -> None:
    (tmp_path / "models").symlink_to(prepared_model.parent)
    made = asker(Settings(data_dir=tmp_path, depth=70), quiet)
    assert made.depth == 70
    assert "multilingual-e5-small" in made.embedder.fingerprint
    assert made.new_id() != made.new_id()


def test_the_journal_is_in_the_data_folder_and_opened_at_first_use(tmp_path: Path) -> None:
    kept = journal(Settings(data_dir=tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert kept.lines() == ()
    assert list(tmp_path.iterdir()) == []
    kept.forget()
    assert (tmp_path / "journal.sqlite3").exists()


def test_doctor_says_what_is_missing_and_the_command_that_mends_it(tmp_path: Path, prepared_model: Path) -> None:
    (tmp_path / "models").symlink_to(prepared_model.parent)
    findings = {one.what: one for one in examine(Settings(data_dir=tmp_path))}
    assert findings["machine"].well
    assert findings["embedder"].well
    assert not findings["index"].well
    assert "polycite ingest" in findings["index"].says


def test_doctor_reports_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    findings = {one.what: one for one in examine(Settings(data_dir=tmp_path / "file", embedder="llama_index:json:No"))}
    assert not findings["data folder"].well
    assert not findings["embedder"].well


def test_doctor_does_not_prepare_a_model_it_misses(tmp_path: Path) -> None:
    findings = {one.what: one for one in examine(Settings(data_dir=tmp_path / "new"))}
    assert not findings["embedder"].well
    assert not (tmp_path / "new").exists()


def test_doctor_names_one_command_for_a_model_and_an_index_that_are_both_missing(tmp_path: Path) -> None:
    said = {one.what: one.says for one in examine(Settings(data_dir=tmp_path)) if not one.well}
    assert set(said) == {"embedder", "index", "question"}
    assert all("'polycite ingest PATH'" in says for says in said.values())
    assert "model prepare" not in said["embedder"]


def test_doctor_names_the_command_for_a_model_that_alone_is_missing(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with library(settings).rebuild("f", 2, "documents") as draft:
        document = Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("Nota", "en"), "A rule.")
        passage = Passage("p", "d", Span(0, 7), "prose", (), "en", (Span(0, 7),))
        vector = np.ones(2, np.float32)
        draft.add(document, [Encoded(passage, vector, vector[None], analysers()["en"].passage("A rule.", 2))])
    said = {one.what: one.says for one in examine(settings)}
    assert "polycite model prepare default" in said["embedder"]
    assert said["index"].startswith("1 document, 1 passage, ")


def test_doctor_says_what_the_system_refuses_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    findings = examine(Settings(data_dir=tmp_path / "file" / "below"))
    assert not any("Errno" in one.says for one in findings)
