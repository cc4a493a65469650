"""The shelf holds every document of an index as it was ingested, whoever may read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.questions import GoldQuestion
from eval.shelf import readers_of, shelf_of
from ingest.pipeline import Options, Pipeline
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.errors import BadCatalog, UnknownDocument
from tests.eval.gold import absent
from tests.eval.shelves import shelf

CATALOG = """
[[document]]
path = "en/pay.txt"
title = "Pay"
language = "en"
family = "pay"
readers = ["board", "hr"]
"""
FILES = {
    "en/pay.txt": "A director earns 4 321 euros a month.\n",
    "nl/verlof.txt": "Iedereen heeft zesentwintig dagen verlof.\n\nDe leidinggevende beslist binnen tien werkdagen.\n",
    "catalog.toml": CATALOG,
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_documents_of_all_readers_have_their_passages_and_facts(corpus: Path, tmp_path: Path) -> None:
    library = MemoryLibrary()
    options = Options(("public",), 60.0, 0.3, False)
    Pipeline(library, HashingEmbedder(), tmp_path / "state", options, lambda _: None).ingest(corpus)
    found = shelf_of(library.current(), readers_of(corpus))
    assert sorted(found.documents) == ["en/pay.txt", "nl/verlof.txt"]
    pay, leave = found.at("en/pay.txt"), found.at("nl/verlof.txt")
    assert (pay.facts.family, pay.facts.readers) == ("pay", ("board", "hr"))
    assert [pay.is_read_by(["hr"]), pay.is_read_by(["public"]), leave.is_read_by(["public"])] == [True, False, True]
    (span,) = leave.places("tien werkdagen")
    assert span.of(leave.document.text) == "tien werkdagen"
    assert any(one.span.holds(span) for one in leave.passages)
    assert [one.span for one in leave.passages] == sorted(one.span for one in leave.passages)
    assert list(shelf_of(library.current(), frozenset({"public"})).documents) == ["nl/verlof.txt"]


def test_readers_are_those_of_the_catalogue_and_of_the_questions(corpus: Path) -> None:
    question = GoldQuestion.model_validate(absent(groups=["staff"]))
    assert readers_of(corpus, [question]) == {"public", "board", "hr", "staff"}
    assert readers_of(corpus / "nl") == {"public"}


@pytest.mark.parametrize("text", ["document = [", 'document = "x"', "[[document]]\nreaders = 1\n"])
def test_a_catalogue_that_cannot_be_read_is_named(corpus: Path, text: str) -> None:
    (corpus / "catalog.toml").write_text(text)
    with pytest.raises(BadCatalog, match=r"catalog\.toml cannot be read .*: correct it, then run 'polycite ingest"):
        readers_of(corpus)


def test_families_have_their_documents() -> None:
    found = shelf().families
    assert {name: [one.path for one in documents] for name, documents in found.items()} == {
        "leave": ["en/leave.txt"],
        "pay": ["en/pay.txt"],
        "telework": ["nl/telewerk.txt", "fr/teletravail.txt"],
        "telework-2022": ["nl/oud.txt"],
    }


def test_a_document_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownDocument, match=r"nl/none\.txt"):
        shelf().at("nl/none.txt")
