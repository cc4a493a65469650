from __future__ import annotations

import pytest

from polycite.model import Document, Facts, Language, Passage, Source, Span
from polycite.quantities import by_measure, differing, of_sentence, quantities, row_quantities


def values(words: str, language: Language) -> list[tuple[str, str, float]]:
    return [(one.kind, one.unit, one.value) for one in quantities(words, language)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "hoogstens 1.200 euro"),
        ("fr", "1 200 euros au plus"),
        ("fr", "1\u00a0200 EUR"),
        ("en", "at most €1,200"),
        ("en", "1,200.00 euros"),
    ],
)
def test_an_amount_is_the_same_amount_in_each_language(language: Language, words: str) -> None:
    assert values(words, language) == [("amount", "", 1200.0)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "uiterlijk om 9.15 uur"),
        ("fr", "au plus tard à 9 h 15"),
        ("fr", "au plus tard à 9h15"),
        ("en", "by 9.15 a.m. at the latest"),
    ],
)
def test_a_time_of_day_is_the_same_time_in_each_language(language: Language, words: str) -> None:
    assert values(words, language) == [("time", "", 9 * 60 + 15)]


def test_both_ends_of_a_range_share_its_unit() -> None:
    assert values("van 14 tot 16 uur", "nl") == [("time", "", 840), ("time", "", 960)]
    assert values("from 2 to 4 p.m.", "en") == [("time", "", 840), ("time", "", 960)]
    assert values("de 3 000 à 10 000 euros", "fr") == [("amount", "", 3000.0), ("amount", "", 10000.0)]
    assert values("between 20 and 30%", "en") == [("share", "", 20.0), ("share", "", 30.0)]


def test_an_hour_is_a_time_before_which_and_a_duration_within_which() -> None:
    assert values("Bel vóór 10 uur.", "nl") == [("time", "", 600)]
    assert values("Meld het binnen 4 uur.", "nl") == [("duration", "hour", 4.0)]
    assert values("une réunion de 2 heures", "fr") == [("duration", "hour", 2.0)]


def test_working_days_are_no_days() -> None:
    assert values("10 werkdagen of 10 kalenderdagen", "nl") == [
        ("duration", "working day", 10.0),
        ("duration", "day", 10.0),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "1 januari 2026"), ("fr", "1er janvier 2026"), ("en", "1 January 2026"), ("nl", "01/01/2026")],
)
def test_a_day_is_the_same_day_in_each_language(language: Language, words: str) -> None:
    assert values(words, language) == [("date", "", 20260101)]


def test_numbers_in_words_count_from_two_on() -> None:
    assert values("vingt-six jours de congé", "fr") == [("duration", "day", 26.0)]
    assert values("in three weeks a team of two", "en") == [("duration", "week", 3.0), ("count", "", 2.0)]
    assert values("een dag", "nl") == []
    assert values("drieëntwintig dagen, met inachtneming, in acht genomen", "nl") == [("duration", "day", 23.0)]
    assert values("deux cents agents pendant soixante-douze heures", "fr") == [
        ("duration", "hour", 72.0),
        ("count", "", 200.0),
    ]
    assert values("driekwart van de mensen", "nl") == []


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [("nl", "0,125 %", 0.125), ("en", "0.125%", 0.125), ("fr", "1\u2009234,50 %", 1234.5), ("en", "1,234.50%", 1234.5)],
)
def test_a_decimal_mark_is_the_languages_own(language: Language, words: str, value: float) -> None:
    assert values(words, language) == [("share", "", value)]


def test_scale_words_multiply() -> None:
    assert values("1,5 miljoen euro", "nl") == [("amount", "", 1_500_000.0)]


@pytest.mark.parametrize(
    "words", ["2. De leidinggevende beslist.", "Bel 02 555 01 40.", "Tabel 3: grenzen", "zie artikel 5", "HR-2025-14"]
)
def test_numbers_that_count_nothing_are_left_out(words: str) -> None:
    assert values(words, "nl") == []


def test_a_figure_keeps_the_words_it_was_said_in() -> None:
    (one,) = quantities("Un cautionnement à partir de 50 000 euros.", "fr")
    assert one.words == "50 000 euros"


def test_a_rows_bare_numbers_take_the_unit_their_column_names() -> None:
    names = ["N°", "Value in euros", "Quotes", "Share (%)", "Jours"]
    row = row_quantities(names, ["3", "3,000 to 10,000", "2", "15", "4"], "en")
    assert [(one.kind, one.unit, one.value) for one in row] == [
        ("amount", "", 3000.0),
        ("amount", "", 10000.0),
        ("count", "", 2.0),
        ("share", "", 15.0),
        ("duration", "day", 4.0),
    ]


def test_a_row_of_another_width_than_its_names_is_read_without_them() -> None:
    assert [one.kind for one in row_quantities(["euro"], ["vanaf", "5"], "nl")] == ["count"]


def test_a_tables_row_is_read_cell_by_cell_where_it_stands() -> None:
    text = "Soort\tBedrag in euro\nCluster\t650\n"
    document = Document("d", Source("d", "d", "d", "text/plain"), Facts("D", "nl"), text)
    spans = Span(0, 20), Span(21, 32)
    passage = Passage("p", "d", Span(0, 32), "table", (), "nl", spans, spans[0])
    (one,) = of_sentence(document, passage, spans[1])
    assert (one.kind, one.value) == ("amount", 650.0)


def test_only_what_both_name_can_differ() -> None:
    old = quantities("Hoogstens 2 dagen, 5 % en 100 euro.", "nl")
    new = quantities("Hoogstens 3 dagen en 5 %.", "nl")
    assert differing(old, new) == (("duration", "day"),)
    assert by_measure(old)["share", ""] == {5.0}
