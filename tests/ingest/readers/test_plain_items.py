"""Which lines of plain text are list items, and what a bullet goes with."""

from __future__ import annotations

import pytest

from ingest.readers.plain import plain_reading
from tests.ingest.readers.reads import told
from tests.ingest.readers.wrapped import WRAPPED


@pytest.mark.parametrize("bullet", ["-", "•", "*", "–", "1.", "a)", "(2)"])
def test_bullets_numbers_and_letters_begin_items(bullet: str) -> None:
    text = f"Meebrengen:\n{bullet} een slot\n{bullet} een helm\n"
    kinds = told(plain_reading(text))
    assert [kind for kind, _ in kinds] == ["prose", "item", "item"]
    assert kinds[1][1].endswith("een slot")


def test_a_sign_before_an_item_is_left_out_and_its_number_is_kept() -> None:
    assert told(plain_reading("- een slot\n"))[0] == ("item", "een slot")
    assert told(plain_reading("2) een slot\n"))[0] == ("item", "2) een slot")


def test_an_indented_item_is_deeper() -> None:
    assert [block.level for block in plain_reading("- een\n  - twee\n    - drie\n").blocks] == [1, 2, 3]


def test_a_lone_bullet_takes_the_text_below_it() -> None:
    text = WRAPPED + "\n•\n\nEen slot, dat de dienst vooraf\nuitleent.\n\n•\n\nEen helm.\n"
    assert told(plain_reading(text))[2:] == [
        ("item", "Een slot, dat de dienst vooraf uitleent."),
        ("item", "Een helm."),
    ]


def test_bullets_copied_before_their_lines_go_to_each_line() -> None:
    assert told(plain_reading("•\n•\n•\n\nAalst\nBrugge\nGent\n")) == [
        ("item", "Aalst"),
        ("item", "Brugge"),
        ("item", "Gent"),
    ]


def test_bullets_copied_before_wrapped_clauses_go_to_each_clause() -> None:
    text = WRAPPED + "\n1.\n2.\n\nHet slot van de fiets sluit\nniet meer;\nDe band is lek.\n"
    assert told(plain_reading(text))[2:] == [
        ("item", "Het slot van de fiets sluit niet meer;"),
        ("item", "De band is lek."),
    ]


def test_bullets_that_fit_no_lines_leave_them_as_they_are() -> None:
    assert told(plain_reading("•\n•\n\nEen enkele zin staat hier.\n")) == [("prose", "Een enkele zin staat hier.")]
