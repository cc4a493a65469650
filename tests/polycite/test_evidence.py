from __future__ import annotations

from collections.abc import Callable

import numpy as np

from polycite.answer import Question
from polycite.ask import Asker
from polycite.clues import CLUES
from polycite.evidence import READ, Reading
from polycite.model import ANONYMOUS, Scope
from polycite.weights import FIRST

Shelf = Callable[..., Asker]


def reading(asker: Asker, question: str) -> Reading:
    return asker.ask(Question(question, Scope(ANONYMOUS))).trace.reading


def test_every_sentence_of_the_passages_is_read_strongest_first(shelf: Shelf) -> None:
    read = reading(shelf(), "Hoeveel dagen telewerk per week?")
    assert {one.phrase.words for one in read.sentences} >= {
        "Telewerk is toegestaan op twee dagen per week.",
        "De leidinggevende beslist binnen tien werkdagen.",
    }
    scores = [one.evidence.score for one in read.sentences]
    assert scores == sorted(scores, reverse=True)


def test_a_score_is_the_sum_of_what_each_clue_is_worth(shelf: Shelf) -> None:
    read = reading(shelf(), "Combien de jours de congé par an ?")
    worth = np.array([FIRST[clue] for clue in CLUES])
    assert np.allclose(read.numbers @ worth, [one.evidence.score for one in read.sentences])


def test_a_sentence_read_keeps_its_place_and_its_vector(shelf: Shelf) -> None:
    for one in reading(shelf(), "lost laptop").sentences:
        assert one.evidence.passage.sentences[one.place] == one.evidence.sentence
        assert abs(float(one.vector @ one.vector) - 1) < 1e-3


def test_the_row_of_column_names_is_no_answer(shelf: Shelf) -> None:
    read = reading(shelf(), "telewerk")
    assert all(one.evidence.sentence != one.evidence.passage.header for one in read.sentences)


def test_only_the_first_passages_are_read(shelf: Shelf) -> None:
    texts = {f"nl/{number}.txt": f"Telewerk nummer {number} is toegestaan." for number in range(READ + 4)}
    read = reading(shelf(texts), "telewerk toegestaan")
    assert len({one.evidence.passage.id for one in read.sentences}) == READ
