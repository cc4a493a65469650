from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.normalising import FUNCTION_WORDS, normalise, number, plain, unified


@pytest.mark.parametrize(
    ("written", "language", "read"),
    [
        # Both marks: the last is decimal, in every language.
        ("1.234,5", "nl", "1234.5"),
        ("1.234,5", "en", "1234.5"),
        ("1,234.5", "en", "1234.5"),
        ("1,234.5", "fr", "1234.5"),
        ("1 234,5", "fr", "1234.5"),
        ("1 234.5", "en", "1234.5"),
        ("1.234.567,89", "nl", "1234567.89"),
        ("1,234,567.89", "en", "1234567.89"),
        # One mark before three digits: the language decides.
        ("1.500", "nl", "1500"),
        ("1.500", "fr", "1500"),
        ("1.500", "en", "1.5"),
        ("1,500", "en", "1500"),
        ("1,500", "nl", "1.5"),
        ("1,500", "fr", "1.5"),
        # One mark elsewhere is decimal; nothing groups behind a zero or by four.
        ("1,5", "en", "1.5"),
        ("0,125", "nl", "0.125"),
        ("0.125", "nl", "0.125"),
        ("0,125", "en", "0.125"),
        ("1234.500", "nl", "1234.500"),
        # Repeated marks group by three, else they are no number.
        ("5.000.000", "fr", "5000000"),
        ("5,000,000", "nl", "5000000"),
        ("3.1.2", "en", "3.1.2"),
        # Zeros at the end, where the mark is that of the language.
        ("250,00", "nl", "250"),
        ("250.00", "en", "250"),
        ("2,50", "fr", "2.5"),
        ("3.10", "nl", "3.10"),
        ("1.000,00", "nl", "1000"),
        ("12 000", "en", "12000"),
        ("1 234.567", "nl", "1234.567"),
        ("007", "nl", "007"),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(written: str, language: str, read: str) -> None:
    assert number(written, language) == read


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "1.234.567,5 euro"),
        ("fr", "1 234 567,5 euro"),
        ("fr", "1\u202f234\u202f567,50 euro"),
        ("fr", "1\u00a0234\u00a0567,5 euro"),
        ("en", "1,234,567.5 euro"),
        ("en", "1234567.50 euro"),
    ],
)
def test_one_amount_in_six_notations_is_one_amount(language: str, written: str) -> None:
    assert normalise(written, language) == "1234567.5 euro"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "1 mei 2024"),
        ("nl", "1 MEI 2024"),
        ("nl", "01/05/2024"),
        ("nl", "1-5-2024"),
        ("nl", "1.5.2024"),
        ("fr", "1er mai 2024"),
        ("fr", "1 mai 2024"),
        ("fr", "01/05/2024"),
        ("en", "1 May 2024"),
        ("en", "1st of May 2024"),
        ("en", "May 1, 2024"),
        ("en", "May 1st 2024"),
        ("en", "1 May, 2024"),
        ("nl", "2024-05-01"),
    ],
)
def test_a_day_is_iso_8601_however_it_is_written(language: str, written: str) -> None:
    assert normalise(f"({written})", language) == "2024-05-01"


MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_has_its_number_with_a_day_and_without(language: str) -> None:
    for place, month in enumerate(MONTHS[language].split(), 1):
        assert unified(f"15 {month} 2023", language) == f"2023-{place:02}-15"
        assert unified(f"{month} 2023", language) == f"2023-{place:02}"
        assert unified(f"15 {month}", language) == f"{place:02}-15"


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        ("nl", "15 okt. 2023", "2023-10-15"),
        ("fr", "15 févr. 2023", "2023-02-15"),
        ("en", "15 Sept. 2023", "2023-09-15"),
    ],
)
def test_a_month_may_be_cut_short(language: str, written: str, read: str) -> None:
    assert unified(written, language) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Article 5 may apply", "article 5 may apply"),
        ("31/02/2024", "31 02 2024"),
        ("31 February 2024", "31 february 2024"),
        ("5 marches", "5 marches"),
        ("the marsh 2024", "the marsh 2024"),
        ("2024/2025", "2024 2025"),
        ("115 May 2024", "115 2024-05"),
    ],
)
def test_what_only_resembles_a_day_stays_what_it_is(written: str, read: str) -> None:
    assert unified(written, "en") == read


def test_29_february_without_a_year_is_a_day() -> None:
    assert unified("29 februari", "nl") == "02-29"
    assert unified("29 februari 2023", "nl") == "29 februari 2023"


def test_a_year_does_not_swallow_the_number_after_it() -> None:
    assert unified("In 2024 300 man; op 1 mei 2024 300 meer", "nl") == "in 2024 300 man op 2024-05-01 300 meer"


@pytest.mark.parametrize(
    ("language", "text", "bare"),
    [
        ("nl", "De termijn, het bedrag en een dag in 't jaar", "termijn bedrag en dag in jaar"),
        ("fr", "Le délai, la durée, les jours, l'agence et l’année", "délai durée jours agence et année"),
        ("fr", "Un jour, une nuit, des mois du printemps d'été", "jour nuit mois printemps été"),
        ("en", "The rule, a day, an hour", "rule day hour"),
        ("en", "De regel", "de regel"),
        ("de", "Der Tag, the day", "der tag the day"),
    ],
)
def test_articles_are_those_of_the_language(language: str, text: str, bare: str) -> None:
    assert normalise(text, language) == bare


def test_a_text_of_articles_alone_keeps_them() -> None:
    assert normalise("Een.", "nl") == "een"
    assert normalise("Les", "fr") == "les"


def test_quotation_marks_dashes_and_case_are_set_aside() -> None:
    assert normalise("« Oui » — „Ja“ ’Yes‘ “YES”", "en") == "oui ja yes yes"


def test_compatibility_characters_are_their_plain_letters() -> None:
    assert normalise("ﬁche Ⅳ １２", "en") == "fiche iv 12"


def test_money_and_per_cent_are_kept_apart_from_their_numbers() -> None:
    assert normalise("€250, 5% of §3", "en") == "€ 250 5 % of § 3"


def test_a_telephone_number_is_no_amount() -> None:
    assert unified("02 555 01 23", "fr") == "02 555 01 23"


def test_a_letter_by_a_digit_makes_a_word() -> None:
    assert unified("5G, 650k, covid-19, 2e verdieping", "nl") == "5g 650k covid 19 2e verdieping"


def test_function_words_are_lower_case_and_each_language_has_some() -> None:
    assert set(FUNCTION_WORDS) == {"nl", "fr", "en"}
    for words in FUNCTION_WORDS.values():
        assert words
        assert {word.casefold() for word in words} == words


def test_plain_keeps_articles_and_notation() -> None:
    assert plain("De  „1.500“ euro,\nop 1 mei") == "de 1 500 euro op 1 mei"


@pytest.mark.parametrize("text", ["", "  ", "…", "—_—"])
def test_nothing_said_is_nothing(text: str) -> None:
    assert normalise(text, "nl") == unified(text, "nl") == plain(text) == ""


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from([("nl", "."), ("en", ","), ("fr", " ")]))
def test_grouping_never_changes_a_whole_number(value: int, notation: tuple[str, str]) -> None:
    language, mark = notation
    assert unified(f"{value:,}".replace(",", mark), language) == str(value)


@given(st.dates(), st.sampled_from(["nl", "fr", "en"]))
def test_every_day_of_the_calendar_is_read_back(day: date, language: str) -> None:
    written = f"{day.day} {MONTHS[language].split()[day.month - 1]} {day.year}"
    assert (unified(written, language) == day.isoformat()) is (1800 <= day.year <= 2099)


@given(st.text(max_size=200), st.sampled_from(["nl", "fr", "en"]))
def test_any_text_has_a_normal_form_on_one_line(text: str, language: str) -> None:
    normal = normalise(text, language)
    assert normal == " ".join(normal.split())
    assert normal.casefold() == normal or not normal.isascii()
