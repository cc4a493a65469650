from __future__ import annotations

import pytest

from polycite.parts import MOST, parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Hoe lang duurt het, en wie beslist?", ("Hoe lang duurt het", "wie beslist?")),
        ("Bij wie dien ik dat in en tegen wanneer?", ("Bij wie dien ik dat in", "tegen wanneer?")),
        ("Qui décide et dans quel délai ?", ("Qui décide", "dans quel délai ?")),
        ("C'est quel montant, et combien de fois par an ?", ("C'est quel montant", "combien de fois par an ?")),
        ("What does it cost and how long does it take?", ("What does it cost", "how long does it take?")),
        ("Waarom is dat zo? Moet ik iets doen?", ("Waarom is dat zo?", "Moet ik iets doen?")),
        ("I moved house. Who must know, and by when?", ("Who must know", "by when?")),
    ],
)
def test_a_question_for_two_things_has_two_parts(question: str, asked: tuple[str, ...]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel kost een nieuwe stoel en tafel?",
        "Je travaille à Hasselt et à Louvain. Combien de jours ?",
        "telework allowance and office days",
        "Who decides?",
        "",
    ],
)
def test_a_question_for_one_thing_has_none(question: str) -> None:
    assert parts(question) == ()


def test_of_many_parts_the_first_are_looked_at() -> None:
    question = "Wie beslist dat? Wanneer gebeurt dat? Waarom is dat zo? Hoe lang duurt dat?"
    assert parts(question) == ("Wie beslist dat?", "Wanneer gebeurt dat?", "Waarom is dat zo?")
    assert len(parts(question)) == MOST
