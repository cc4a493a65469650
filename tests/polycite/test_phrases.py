from __future__ import annotations

from dataclasses import replace

import pytest

from polycite.model import Document, Facts, Source, Span
from polycite.phrases import Phrases, phrase_of
from polycite.terms import analysers

DOCUMENT = Document("d", Source("d", "nl/a.md", "d", "text/markdown"), Facts("A", "nl"), "Het **plafond** is 650 euro.")
WHOLE = Span(0, len(DOCUMENT.text))


def test_a_phrase_knows_its_words_its_terms_and_what_it_holds() -> None:
    phrase = phrase_of("Het plafond is 650 euro.", analysers()["nl"])
    assert phrase.terms == analysers()["nl"].said("het plafond is 650 euro")
    assert {"amount", "figure"} <= phrase.holds
    assert (phrase.has_figure, phrase.empty) == (True, False)


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        ("Bijlage 2", True),
        ("Wie kan deze vergoeding krijgen?", True),
        ("De vergoeding hangt af van het volgende:", True),
        ("Tabel 1: Geldstromen naar en rond een speerpuntcluster", True),
        ("Tableau 2. Indemnités de télétravail par régime de travail", True),
        ("Tabel 1 toont per bedrag welke procedure u volgt.", False),
        ("Meer staat op https://slimmestreken.example/telewerk", True),
        ("De leidinggevende beslist binnen tien werkdagen.", False),
    ],
)
def test_what_only_looks_like_an_answer_is_empty(words: str, empty: bool) -> None:
    assert phrase_of(words, analysers()["nl"]).empty is empty


def test_the_label_of_a_row_is_its_first_cell_and_a_sentence_has_none() -> None:
    row = replace(DOCUMENT, text="Plafond per jaar\t650 euro")
    phrase = Phrases(analysers()).of("g", row, "nl", Span(0, len(row.text)))
    assert phrase.label == analysers()["nl"].said("Plafond per jaar")
    assert Phrases(analysers()).of("g", DOCUMENT, "nl", WHOLE).label == frozenset()


def test_a_phrase_is_worked_out_once_while_there_is_room() -> None:
    phrases = Phrases(analysers(), room=1)
    first = phrases.of("g", DOCUMENT, "nl", WHOLE)
    assert first.words == "Het **plafond** is 650 euro."
    assert phrases.of("g", DOCUMENT, "nl", WHOLE) is first
    phrases.of("g", DOCUMENT, "nl", Span(0, 3))
    again = phrases.of("g", DOCUMENT, "nl", WHOLE)
    assert again is not first
    assert again == first
