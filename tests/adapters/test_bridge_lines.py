from __future__ import annotations

import pytest

from polycite.adapters.index.bridge_lines import Lines, Origins, Table, lines_of
from polycite.adapters.index.records import bridges_bytes, bridges_from
from polycite.bridges import Away, Bridges

WORDS: dict[str, Away] = {"annual leav": (("congé", 0.415), ("annuel", 0.371)), "650000": (("650 000", 1.0),)}


def test_a_table_survives_as_lines() -> None:
    table = Table(Lines(lines_of(WORDS, {})))
    assert table == WORDS
    assert (len(table), list(table)) == (2, list(WORDS))


def test_a_line_is_as_it_is_described() -> None:
    line = lines_of({"leav": (("congé", 0.9), ("repos", 0.1))}, {"leav": "own"})
    assert line == "leav\town\tcongé|0.9|repos|0.1"


def test_a_term_that_is_not_there_leads_nowhere() -> None:
    assert Table(Lines("")) == {}
    with pytest.raises(KeyError):
        Table(Lines(lines_of(WORDS, {})))["verlof"]


def test_origins_are_of_the_terms_that_are_not_the_corpus_own() -> None:
    origins = Origins(Lines(lines_of(WORDS, {"annual leav": "lexicon"})))
    assert origins == {"annual leav": "lexicon"}
    assert len(origins) == 1


def test_bridges_with_origins_survive_as_bytes() -> None:
    bridges = Bridges({("en", "fr"): WORDS, ("nl", "fr"): {}}, {("en", "fr"): {"annual leav": "own"}})
    found = bridges_from(bridges_bytes(bridges))
    assert found == bridges
    assert found.across("annual leav", "en", "fr") == WORDS["annual leav"]
    assert found.origin("annual leav", "en", "fr") == "own"
    assert found.origin("650000", "en", "fr") == "corpus"
