from __future__ import annotations

import pytest

from polycite.bridges import NO_BRIDGES, Bridges
from polycite.expansion import Crossing, by_word, crossings, expanded
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


PHRASES = Bridges(
    {
        ("en", "fr"): {
            "annual leav": (("congé", 0.5), ("annuel", 0.5)),
            "annual leav request": (("demande", 0.6),),
            "leav": (("départ", 1.0),),
            "annual": (("chaque", 1.0),),
        }
    },
    {("en", "fr"): {"annual leav": "lexicon"}},
)


def test_a_phrase_is_looked_for_as_one_and_its_words_are_not() -> None:
    found = expanded("How much annual leave is there?", "en", PHRASES, WORDS)
    assert weights(found["fr"]) == said("fr", congé=0.5, annuel=0.5)


def test_the_longest_phrase_is_taken() -> None:
    assert weights(expanded("annual leave requests", "en", PHRASES, WORDS)["fr"]) == said("fr", demande=0.6)


def test_words_of_a_phrase_in_another_order_are_words() -> None:
    assert weights(expanded("leave annual", "en", PHRASES, WORDS)["fr"]) == said("fr", départ=1.0, chaque=1.0)


def test_a_phrase_is_one_only_where_it_leads_somewhere() -> None:
    found = expanded("annual leave", "en", PHRASES, WORDS)
    assert weights(found["nl"]) == said("nl", annual=1.0, leave=1.0)
    assert weights(found["en"]) == said("en", annual=1.0, leave=1.0)


def test_a_phrase_of_more_words_than_are_looked_at_is_none() -> None:
    five = Bridges({("en", "fr"): {"one two three four five": (("cinq", 1.0),)}})
    assert weights(expanded("one two three four five", "en", five, WORDS)["fr"]).keys() == {
        *WORDS["fr"].question("one two three four five").indices
    }


def test_a_crossing_says_where_its_bridge_comes_from() -> None:
    found = crossings("the annual leave, annual leave", PHRASES, WORDS)
    assert found == (Crossing("annual leave", "en", "fr", (("congé", 0.5), ("annuel", 0.5)), "lexicon"),)


def test_a_function_word_of_another_language_may_be_what_a_question_is_about() -> None:
    cars = Bridges({("en", "nl"): {"car": (("wagen", 1.0),)}, ("fr", "nl"): {"car": (("bus", 1.0),)}})
    assert weights(expanded("Is there a company car?", "en", cars, WORDS)["nl"]) == said("nl", company=1.0, wagen=1.0)
    assert weights(expanded("prime car retard", "fr", cars, WORDS)["nl"]) == said("nl", prime=1.0, retard=1.0)


def test_each_word_is_looked_for_as_itself_at_home_and_as_its_bridges_elsewhere() -> None:
    annual, leave = by_word("annual leave", "en", LEAVE, WORDS)
    assert leave == {
        "en": WORDS["en"].said("leave"),
        "nl": WORDS["nl"].said("verlof vakantie"),
        "fr": WORDS["fr"].said("congé"),
    }
    assert annual == {language: WORDS[language].said("annual") for language in WORDS}


def test_a_word_said_twice_is_one_word() -> None:
    assert len(by_word("leave, leave", "en", LEAVE, WORDS)) == 1


def test_every_word_of_a_phrase_is_looked_for_as_the_phrase() -> None:
    bridges = Bridges({("en", "nl"): {"annual leav": (("jaarverlof", 1.0),)}})
    for word in by_word("annual leave", "en", bridges, WORDS):
        assert word["nl"] == WORDS["nl"].said("jaarverlof")


def test_a_figure_with_a_space_in_it_is_one_word() -> None:
    (figure,) = by_word("3 000", "fr", NO_BRIDGES, WORDS)
    assert figure["nl"] == WORDS["nl"].said("3.000")
