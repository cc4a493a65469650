"""The documents of a set as files that ingest reads as they were meant."""

from __future__ import annotations

import doctest
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from eval.public import asking, documents
from eval.public.documents import files_of, text_of, written
from eval.public.sets import Entry, load_set
from tests.eval.public_set import write_set


def entry(text: str, title: str = "", identifier: str = "a", language: str = "en") -> Entry:
    return Entry.model_validate({"id": identifier, "lang": language, "title": title, "text": text})


def test_each_document_is_a_file_below_its_language_that_the_catalogue_names(tmp_path: Path) -> None:
    corpus = load_set(write_set(tmp_path / "rules")).corpus
    files = files_of(corpus, tmp_path / "documents")
    written(files, corpus)
    listed = tomllib.loads((tmp_path / "documents" / "catalog.toml").read_text(encoding="utf-8"))["document"]
    assert [one["path"] for one in listed] == list(files.ids)
    assert listed[0] == {"path": "en/en/0.txt", "title": "Leave", "language": "en", "readers": ["public"]}
    assert listed[1]["title"] == "laptop.en", "a document without a title is called by its id"
    assert all((files.folder / path).is_file() for path in files.ids)


def test_a_language_is_a_corpus_by_itself() -> None:
    files = files_of([entry("x", language="nl")], Path("documents"))
    (path,) = files.ids
    assert path == "nl/nl/0.txt"
    assert files.language(path) == "nl"


def test_what_says_the_same_in_one_language_is_one_file_and_in_two_is_two() -> None:
    twins = [entry("x", identifier="a"), entry("x", identifier="b"), entry("x", identifier="c", language="nl")]
    files = files_of(twins, Path("documents"))
    assert files.ids == {"en/en/0.txt": "a", "nl/nl/2.txt": "c"}
    assert [files.path_of(one) for one in "abc"] == ["en/en/0.txt", "en/en/0.txt", "nl/nl/2.txt"]


def test_another_title_makes_another_document() -> None:
    assert len(files_of([entry("x", "One", "a"), entry("x", "Two", "b")], Path("documents")).ids) == 2


def test_a_title_is_one_line_above_the_text_and_the_whole_where_there_is_none() -> None:
    assert text_of(entry("Twenty-six days.", "Annual\n leave")) == "# Annual leave\n\nTwenty-six days.\n"
    assert text_of(entry("Twenty-six days.")) == "Twenty-six days.\n"
    assert text_of(entry("-", "Annual leave")) == "Annual leave\n"


def test_a_title_that_would_break_the_catalogue_does_not(tmp_path: Path) -> None:
    title = 'A "quoted" \\ title\x7f with\ttabs'
    corpus = [entry("x", title)]
    files = files_of(corpus, tmp_path)
    written(files, corpus)
    (listed,) = tomllib.loads((tmp_path / "catalog.toml").read_text(encoding="utf-8"))["document"]
    assert listed["title"] == 'A "quoted" \\ title  with tabs'


@pytest.mark.parametrize("module", [asking, documents], ids=lambda module: module.__name__)
def test_the_examples_give_what_they_say(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert done.attempted > 0
    assert done.failed == 0
