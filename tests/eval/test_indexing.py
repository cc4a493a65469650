"""The evaluation's own index: apart from the operator's, with the operator's model."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from eval.indexing import ingested, own
from polycite.bootstrap import library
from polycite.errors import BadSource
from polycite.model import ANONYMOUS
from polycite.settings import Settings

QUIET = "http://127.0.0.1:1"


def operator(data_dir: Path) -> Settings:
    return Settings(data_dir=data_dir, qdrant_url=QUIET, qdrant_api_key=SecretStr("key"), depth=17)


def test_its_settings_are_the_operators_without_the_server_and_below_the_data_folder(tmp_path: Path) -> None:
    found = own(operator(tmp_path))
    assert (found.data_dir, found.qdrant_url, found.qdrant_api_key) == (tmp_path / "eval", None, None)
    assert found.depth == 17


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


@pytest.fixture
def prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting out of bounds ends the child process before it prepares a model."""
    monkeypatch.setenv("POLYCITE_DEPTH", "1")


def refused(corpus: Path, data_dir: Path, heard: list[str] | None = None) -> str:
    with pytest.raises(BadSource) as caught:
        ingested(corpus, operator(data_dir), (heard if heard is not None else []).append)
    return str(caught.value)


@pytest.mark.usefixtures("prompt")
def test_a_corpus_that_cannot_be_ingested_is_named_with_why(empty: Path, tmp_path: Path) -> None:
    heard: list[str] = []
    said = refused(empty, tmp_path / "data", heard)
    assert said.startswith(f"{empty} cannot be ingested whole: ")
    assert "POLYCITE_DEPTH" in said
    assert heard == [f"ingesting {empty}"]


def test_documents_are_published_beside_the_operators_index_and_not_on_the_server(
    tmp_path: Path, prepared_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYCITE_QDRANT_URL", QUIET)
    data_dir, corpus = tmp_path / "data", tmp_path / "corpus"
    data_dir.mkdir()
    corpus.mkdir()
    (data_dir / "models").symlink_to(prepared_model.parent)
    (corpus / "a.txt").write_text("Telewerk mag twee dagen per week.\n", encoding="utf-8")
    settings = ingested(corpus, operator(data_dir), lambda _said: None)
    assert [one.source.path for one in library(settings).current().documents(ANONYMOUS)] == ["a.txt"]
    assert not (data_dir / "index").exists()


@pytest.mark.usefixtures("prompt")
def test_the_operators_models_are_shared_by_a_link_that_follows_a_moved_data_folder(
    empty: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    refused(empty, first)
    link = first / "eval" / "models"
    assert link.is_symlink()
    assert link.resolve() == first / "models"
    first.rename(second)
    refused(empty, second)
    assert (second / "eval" / "models").resolve() == second / "models"


@pytest.mark.usefixtures("prompt")
def test_models_that_are_there_already_are_left_as_they_are(empty: Path, tmp_path: Path) -> None:
    models = tmp_path / "data" / "eval" / "models"
    models.mkdir(parents=True)
    refused(empty, tmp_path / "data")
    assert models.is_dir()
    assert not models.is_symlink()
