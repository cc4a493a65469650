"""A peer over the files of a set: which part of the corpus it is made for, and what it cannot keep to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval.public.beside import PeerSearching
from polycite.errors import BadQuestion

DAY = date(2026, 11, 21)


@pytest.fixture
def searching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PeerSearching:
    """Finds every file in the order of its path."""
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(tmp_path / "home"))
    for path in ("en/en/0.txt", "nl/nl/1.txt", "fr/fr/2.txt"):
        file = tmp_path / "documents" / path
        file.parent.mkdir(parents=True)
        file.write_text("Words.\n", encoding="utf-8")
    return PeerSearching("tests.eval.made_peers:first_lines", tmp_path / "documents", DAY)


def test_it_searches_the_whole_corpus_or_the_folder_of_a_language(searching: PeerSearching) -> None:
    assert searching.found("Words?", None) == ("en/en/0.txt", "fr/fr/2.txt", "nl/nl/1.txt")
    assert searching.found("Words?", ("nl",)) == ("nl/nl/1.txt",)


def test_it_cannot_keep_to_two_languages_of_three(searching: PeerSearching) -> None:
    assert searching.found("Words?", ("nl", "fr")) is None


def test_what_polycite_refuses_to_be_asked_it_is_not_asked_either(searching: PeerSearching) -> None:
    with pytest.raises(BadQuestion):
        searching.found("x" * 2001, None)
