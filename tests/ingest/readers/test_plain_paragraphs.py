"""Which lines of plain text are one paragraph, and which stand apart."""

from __future__ import annotations

from ingest.readers.plain import plain_reading
from tests.ingest.readers.reads import told
from tests.ingest.readers.wrapped import WRAPPED


def test_lines_broken_because_they_were_full_are_one_paragraph() -> None:
    kinds = told(plain_reading(WRAPPED))
    assert [kind for kind, _ in kinds] == ["prose", "prose"]
    assert kinds[0][1].endswith("gebouwen werkt. Een fiets blijft hoogstens vijf werkdagen bij dezelfde collega.")
    assert kinds[1][1].endswith("en een nieuwe fiets uitzoekt voor de volgende werkdag.")


def test_text_with_a_blank_after_every_line_is_still_paragraphs() -> None:
    doubled = "\n\n".join(WRAPPED.strip().split("\n"))
    assert told(plain_reading(doubled)) == told(plain_reading(WRAPPED))


def test_lines_that_are_whole_paragraphs_stay_apart() -> None:
    text = "Eerste alinea, met een zin die nogal lang is en dus telt.\nTweede alinea, ook met een hele zin erin.\n"
    assert [words for _, words in told(plain_reading(text))] == text.strip().split("\n")


def test_a_sentence_runs_on_over_a_blank_line() -> None:
    text = "De aanvrager voegt bij het dossier een begroting en een planning die\n\nde dienst vooraf goedkeurt.\n"
    assert told(plain_reading(text)) == [("prose", " ".join(text.split()))]


def test_a_page_number_between_two_halves_of_a_sentence_is_not_read() -> None:
    text = "De aanvrager voegt bij het dossier een begroting en een planning die\n\n7\n\nde dienst vooraf goedkeurt.\n"
    [(kind, words)] = told(plain_reading(text))
    assert kind == "prose"
    assert words == "De aanvrager voegt bij het dossier een begroting en een planning die de dienst vooraf goedkeurt."


def test_a_note_stands_for_itself_and_loses_its_mark() -> None:
    text = "De fiets is gratis.¹ Een slot ook.\n\n¹ Behalve in het weekend.\n² Zolang er zijn.\n"
    assert told(plain_reading(text)) == [
        ("prose", "De fiets is gratis. Een slot ook."),
        ("prose", "Behalve in het weekend."),
        ("prose", "Zolang er zijn."),
    ]


def test_entries_of_a_form_stay_apart_though_their_lines_are_full() -> None:
    text = WRAPPED + "\nUitgever: dienst Vervoer van de stad, gebouw Noord, tweede\nDatum: 3 mei 2025\n"
    assert [words for _, words in told(plain_reading(text))][2:] == [
        "Uitgever: dienst Vervoer van de stad, gebouw Noord, tweede",
        "Datum: 3 mei 2025",
    ]
