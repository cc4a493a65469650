from __future__ import annotations

import pytest

from ingest import vocabulary
from ingest.vocabulary import Entry, Vocabulary, vocabularies
from polycite.terms import analysers
from tests.ingest.words import told


def test_forms_of_one_term_are_one_entry() -> None:
    found = vocabularies([told("a", "nl", "Subsidie, subsidies en nog een subsidie.")], analysers())["nl"]
    assert found.entries == (Entry("subsidie", {"subsidie": 2, "subsidies": 1}, 1),)
    assert found.entries[0].word == "subsidie"


def test_the_first_of_equal_forms_speaks_for_them() -> None:
    assert Entry("t", {"zalen": 2, "zaal": 2}, 1).word == "zaal"


def test_an_entry_counts_the_passages_that_hold_it_and_a_vocabulary_all_of_them() -> None:
    splits = [told("a", "en", "grant grant"), told("b", "en", "grant rules"), told("c", "en", "5")]
    found = vocabularies(splits, analysers())
    assert {entry.term: entry.holding for entry in found["en"].entries} == {"grant": 2, "rule": 1}
    assert found["en"].passages == 3


def test_figures_short_words_and_function_words_are_left_out() -> None:
    found = vocabularies([told("a", "fr", "Le PV du 12 mai 2024 et la prime B2B")], analysers())["fr"]
    assert set(found.places) == {"mai", "prim"}


def test_each_language_has_its_own() -> None:
    found = vocabularies([told("a", "nl", "verlof"), told("b", "fr", "congé")], analysers())
    assert [list(found[one].places) for one in ("nl", "fr", "en")] == [["verlof"], ["cong"], []]


def test_those_in_most_passages_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST", 2)
    texts = ["apple", "apple pear", "pear apple plum"]
    found = vocabularies([told(text, "en", text) for text in texts], analysers())["en"]
    assert found.places == {"appl": 0, "pear": 1}


def test_an_empty_vocabulary_has_no_places() -> None:
    assert Vocabulary((), 0).places == {}
