from __future__ import annotations

import pytest

from polycite.bridges import NO_BRIDGES, Bridges
from polycite.compounds import halves
from polycite.expansion import expanded
from polycite.model import Language
from polycite.terms import analysers

WORDS = analysers()
PARTS = Bridges(
    {
        ("nl", "fr"): {
            WORDS["nl"].terms(word)[0]: ((french, weight),)
            for word, french, weight in (
                ("thuiswerk", "télétravail", 1.0),
                ("vergoeding", "indemnité", 0.8),
                ("arbeid", "travail", 0.6),
                ("personeel", "personnel", 1.0),
                ("goed", "bon", 1.0),
            )
        },
        ("fr", "nl"): {"travail": (("arbeid", 1.0),)},
    }
)


def across(word: str, home: Language = "nl", bridges: Bridges = PARTS) -> dict[str, float]:
    away: Language = "fr" if home == "nl" else "nl"
    return dict(halves(word, home, away, bridges, WORDS[home]))


def test_each_part_of_a_compound_counts_half() -> None:
    assert across("thuiswerkvergoeding") == {"télétravail": 0.5, "indemnité": 0.4}


@pytest.mark.parametrize("word", ["arbeidsvergoeding", "personeelvergoeding", "personeelsvergoedingen"])
def test_parts_may_be_linked_and_the_last_inflected(word: str) -> None:
    assert "indemnité" in across(word)
    assert len(across(word)) == 2


def test_both_parts_must_be_known() -> None:
    assert across("fietsvergoeding") == {}
    assert across("arbeidsxyzzy") == {}


def test_short_parts_are_no_parts() -> None:
    assert across("vergoed") == {}


def test_only_dutch_writes_compounds_as_one() -> None:
    assert across("travailtravail", home="fr") == {}


@pytest.mark.parametrize("word", ["2024vergoeding", "a", "", "annual leave"])
def test_what_is_no_word_is_no_compound(word: str) -> None:
    assert across(word) == {}


def test_without_bridges_there_are_no_parts() -> None:
    assert across("thuiswerkvergoeding", bridges=NO_BRIDGES) == {}


def test_a_question_takes_the_parts_of_a_compound_that_it_has_no_bridge_for() -> None:
    asked = expanded("thuiswerkvergoeding", "nl", PARTS, WORDS)["fr"]
    assert asked == WORDS["fr"].weighted([("télétravail", 0.5), ("indemnité", 0.4)])


def test_a_bridge_of_its_own_goes_before_the_parts() -> None:
    table = {**PARTS.tables["nl", "fr"], WORDS["nl"].terms("thuiswerkvergoeding")[0]: (("forfait", 1.0),)}
    asked = expanded("thuiswerkvergoeding", "nl", Bridges({("nl", "fr"): table}), WORDS)["fr"]
    assert asked == WORDS["fr"].weighted([("forfait", 1.0)])
