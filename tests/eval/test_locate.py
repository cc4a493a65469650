"""A quotation is found by its words, however either was typeset, and by nothing else."""

from __future__ import annotations

import pytest

from eval.locate import Folded, fold, letters_of, locate
from polycite.model import Span


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Élan, œuvre", "elanœuvre"),
        ("ﬁches d’efﬁcience", "fichesdefficience"),
        ("650 000 EUR", "650000eur"),
        ("12,5 % of 3 ‰", "125%of3‰"),
        ("€ 40, $ 50 en £ 60", "€40$50en£60"),
        ("werk\u00addagen\u200b", "werkdagen"),
        ("STRASSE Straße", "strassestrasse"),
        ("| **Dag** | _1_ |", "dag1"),
        (" …—«»", ""),
    ],
)
def test_only_letters_digits_and_signs_of_numbers_count(text: str, letters: str) -> None:
    assert letters_of(text) == letters


@pytest.mark.parametrize("text", ["Één ﬁche à 1 500 €", "ﬀ½Ⅳ", "Straße\u0301", "", "…"])
def test_a_folded_text_has_the_letters_of_the_whole_and_an_offset_for_each(text: str) -> None:
    folded = fold(text)
    assert folded.letters == letters_of(text)
    assert len(folded.offsets) == len(folded.letters)
    assert list(folded.offsets) == sorted(folded.offsets)


def test_a_ligature_is_two_letters_of_one_place() -> None:
    assert fold("aﬁb") == Folded("afib", (0, 1, 1, 2))


def test_a_place_begins_at_the_first_letter_and_ends_after_the_last() -> None:
    text = "Zie: « vijf werk-\ndagen », zegt men."
    (found,) = locate(fold(text), "Vijf werkdagen.")
    assert found.of(text) == "vijf werk-\ndagen"


def test_a_sign_at_the_end_belongs_to_the_place() -> None:
    text = "Het tarief is 21 %."
    (found,) = locate(fold(text), "21 %")
    assert found.of(text) == "21 %"


def test_every_place_is_found_even_where_two_overlap() -> None:
    assert locate(fold("na na na"), "na na") == (Span(0, 5), Span(3, 8))


@pytest.mark.parametrize("quote", ["zes dagen", "", "—", "vijf dagen en meer"])
def test_what_does_not_stand_there_or_says_nothing_has_no_place(quote: str) -> None:
    assert locate(fold("Na vijf dagen."), quote) == ()
