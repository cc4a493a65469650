from __future__ import annotations

from polycite.bridges import NO_BRIDGES, Bridges
from polycite.function_words import FUNCTION_WORDS
from polycite.terms import words_of


def test_a_term_crosses_in_one_direction() -> None:
    bridges = Bridges({("nl", "fr"): {"verlof": (("congé", 0.9),)}})
    assert bridges.across("verlof", "nl", "fr") == (("congé", 0.9),)
    assert bridges.across("verlof", "fr", "nl") == ()


def test_what_is_not_known_crosses_nowhere() -> None:
    assert Bridges({("nl", "fr"): {}}).across("verlof", "nl", "fr") == ()
    assert NO_BRIDGES.across("verlof", "nl", "fr") == ()


def test_function_words_are_words_as_a_question_is_read() -> None:
    assert all(words_of(word) == [word] for word in FUNCTION_WORDS)


def test_words_that_documents_are_about_are_no_function_words() -> None:
    about = "verlof bedrag termijn steun aanvraag congé montant délai aide demande leave amount deadline grant request"
    assert FUNCTION_WORDS.isdisjoint(about.split())
