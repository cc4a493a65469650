from __future__ import annotations

import pytest

from polycite.bridges import NO_BRIDGES, Bridges
from polycite.expansion import Crossing, crossings, expanded
from polycite.model import Language, Terms
from polycite.terms import analysers

WORDS = analysers()
LEAVE = Bridges(
    {
        ("en", "nl"): {"leav": (("verlof", 0.8), ("vakantie", 0.25))},
        ("en", "fr"): {"leav": (("congé", 0.9),)},
        ("nl", "en"): {"verlof": (("leave", 0.7),)},
    }
)


def weights(terms: Terms) -> dict[int, float]:
    return dict(zip(terms.indices, terms.weights, strict=True))


def said(language: Language, **words: float) -> dict[int, float]:
    """The terms of words with their weights."""
    return weights(WORDS[language].weighted(words.items()))


def test_at_home_a_question_is_its_own_words() -> None:
    found = expanded("annual leave", "en", LEAVE, WORDS)
    assert weights(found["en"]) == said("en", annual=1.0, leave=1.0)


def test_elsewhere_a_word_is_what_it_is_bridged_to() -> None:
    found = expanded("leave", "en", LEAVE, WORDS)
    assert weights(found["nl"]) == said("nl", verlof=0.8, vakantie=0.25)
    assert weights(found["fr"]) == said("fr", congé=0.9)


@pytest.mark.parametrize("written", ["LEAVE", "leaves", "leaving"])
def test_every_form_of_a_word_takes_its_bridge(written: str) -> None:
    assert weights(expanded(written, "en", LEAVE, WORDS)["fr"]) == said("fr", congé=0.9)


def test_a_word_without_a_bridge_stands_for_itself() -> None:
    found = expanded("leave 2024 Flux50", "en", LEAVE, WORDS)
    assert weights(found["fr"]) == weights(WORDS["fr"].weighted([("congé", 0.9), ("2024", 1.0), ("flux50", 1.0)]))


def test_a_word_said_twice_counts_twice() -> None:
    assert weights(expanded("leave or leave", "en", LEAVE, WORDS)["fr"]) == said("fr", congé=1.8)


def test_function_words_are_not_looked_for() -> None:
    plain, wrapped = (
        expanded(text, "en", LEAVE, WORDS) for text in ("annual leave", "How much of the annual leave is this?")
    )
    assert wrapped == plain


def test_a_question_of_function_words_alone_keeps_them() -> None:
    assert weights(expanded("who are we", "en", NO_BRIDGES, WORDS)["en"]) == said("en", who=1.0, are=1.0, we=1.0)


def test_every_language_has_its_terms() -> None:
    assert set(expanded("verlof", "nl", NO_BRIDGES, WORDS)) == {"nl", "fr", "en"}


def test_crossings_are_of_every_language_a_word_may_be_of() -> None:
    both = Bridges({("nl", "en"): {"plafond": (("ceiling", 0.85),)}, ("fr", "en"): {"plafond": (("ceiling", 0.86),)}})
    assert crossings("Plafond plafond onbekend", both, WORDS) == (
        Crossing("plafond", "nl", "en", (("ceiling", 0.85),)),
        Crossing("plafond", "fr", "en", (("ceiling", 0.86),)),
    )
