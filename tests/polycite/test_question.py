from __future__ import annotations

import pytest

from polycite.errors import BadQuestion
from polycite.question import LONGEST, asked, checked, held, language_named


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("Hoeveel krijg ik per maand?", {"amount"}),
        ("combien de jours ?", {"duration"}),
        ("Combien d’années ?", {"duration"}),
        ("Quel montant au maximum ?", {"amount"}),
        ("How long is the notice?", {"duration"}),
        ("welk percentage van de leden", {"figure"}),
        ("Hoeveel leden telt een cluster?", {"figure"}),
        ("How many members are there?", {"figure"}),
        ("Wanneer gaat dit in?", {"date"}),
        ("Depuis quand ?", {"date"}),
        ("By what date must I apply?", {"date"}),
        ("Hoe lang duurt het en hoeveel per jaar?", {"duration", "amount"}),
        ("Combien de temps, et combien par an ?", {"duration", "amount"}),
        ("How long and how much a year?", {"duration", "amount"}),
        ("Qui décide ?", {"person"}),
        ("Waarom moet dat, en wie beslist?", {"reason", "person"}),
        ("Pourquoi ?", {"reason"}),
        ("What is the reason?", {"reason"}),
        ("May I work from abroad?", set()),
    ],
)
def test_what_is_asked_for_is_told_from_the_wording(question: str, wants: set[str]) -> None:
    assert asked(question) == wants


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("De steun loopt tien jaar.", {"duration", "figure"}),
        ("hoogstens 650.000 euro", {"amount", "figure"}),
        ("10 jaar, en vanaf 2024 650k per jaar", {"duration", "amount", "figure", "date"}),
        ("dans les 30 jours ouvrables", {"duration", "figure"}),
        ("within two working days", {"duration", "figure"}),
        ("op 3/5/2024", {"figure", "date"}),
        ("De leidinggevende beslist.", {"person"}),
        ("om versnippering te vermijden", {"reason"}),
        ("parce qu’il est absent", {"reason"}),
        ("Half-timers get as many, because courses last.", {"reason"}),
        ("Telework is not allowed.", {"rule"}),
        ("On ne peut rien conserver.", {"rule"}),
        ("Het gebouw staat in Leuven.", set()),
    ],
)
def test_what_a_sentence_could_answer_is_told_from_its_figures(sentence: str, holds: set[str]) -> None:
    assert held(sentence) == holds


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
