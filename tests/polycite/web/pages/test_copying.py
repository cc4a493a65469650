from __future__ import annotations

from datetime import date

from polycite.answer import Question
from polycite.ask import Asker
from polycite.model import ANONYMOUS, Scope
from polycite.web.pages.copying import as_text
from polycite.web.pages.telling import page_of
from tests.polycite.web.shelves import QUESTION, QUOTE

DAY = date(2026, 6, 1)


def copied(asker: Asker, question: str = QUESTION) -> list[str]:
    answer = asker.ask(Question(question, Scope(ANONYMOUS)))
    return as_text(answer, page_of(answer, "nl", DAY), "https://vragen.example/").splitlines()


def test_the_question_comes_first_and_the_answer_after_it(asker: Asker) -> None:
    lines = copied(asker)
    assert lines[0] == QUESTION
    assert QUOTE in lines[2]
    assert "[1]" in lines[2]


def test_each_source_has_its_title_its_words_and_its_permanent_address(asker: Asker) -> None:
    lines = copied(asker)
    number = lines.index("[1] Nota <telewerk> & thuis, HR")
    assert lines[number + 1 : number + 3] == [
        f"    “{QUOTE}”",
        f"    https://vragen.example/view/telewerk.txt?start=0&end={len(QUOTE)}#quote",
    ]


def test_the_address_names_no_answer_since_that_will_be_forgotten(asker: Asker) -> None:
    assert not any("answer=" in line for line in copied(asker))


def test_a_source_with_pages_names_them(asker: Asker) -> None:
    lines = copied(asker, "Combien de jours de congé par an ?")
    assert "[1] conges.pdf, p. i" in lines
