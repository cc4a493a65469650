from __future__ import annotations

import pytest

from polycite.errors import BadQuestion
from polycite.question import LONGEST, asked, checked, language_named


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel krijg ik per maand?",
        "combien de jours ?",
        "Quel montant au maximum ?",
        "How long is the notice?",
        "welk bedrag",
    ],
)
def test_a_question_for_a_figure_is_known_in_every_language(question: str) -> None:
    assert asked(question).figure


@pytest.mark.parametrize(
    "question", ["Wanneer gaat dit in?", "Depuis quand ?", "By what date must I apply?", "deadline?"]
)
def test_a_question_for_a_date_is_known_in_every_language(question: str) -> None:
    assert asked(question).date


@pytest.mark.parametrize(
    "question",
    [
        "Hoe lang duurt het en hoeveel per jaar?",
        "Combien de temps, et combien par an ?",
        "How long and how much a year?",
        "Wie beslist? Wanneer?",
    ],
)
def test_two_questions_in_one_are_noticed(question: str) -> None:
    assert asked(question).several


@pytest.mark.parametrize("question", ["Wie tekent en stempelt?", "Quelle est la règle ?", "May I work and travel?"])
def test_one_question_is_not_two(question: str) -> None:
    assert not asked(question).several


@pytest.mark.parametrize("question", ["", "   ", "?!", "\n"])
def test_an_empty_question_is_refused(question: str) -> None:
    with pytest.raises(BadQuestion, match="empty"):
        checked(question)


def test_a_question_of_the_longest_length_is_taken_and_one_more_is_not() -> None:
    assert checked("a" * LONGEST) == "a" * LONGEST
    with pytest.raises(BadQuestion, match="2001"):
        checked("a" * (LONGEST + 1))


def test_auto_is_no_language() -> None:
    assert language_named("auto") is None
    assert language_named("fr") == "fr"
    with pytest.raises(BadQuestion, match="'de'"):
        language_named("de")
