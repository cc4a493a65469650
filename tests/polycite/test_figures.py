from __future__ import annotations

import pytest

from polycite.figures import stated, unnumbered
from polycite.model import LANGUAGES, Language
from polycite.spelled import CARDINALS


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("650.000 euro", "nl", {"650000"}),
        ("650 000 euros", "fr", {"650000"}),
        ("650\u202f000 euros", "fr", {"650000"}),
        ("650,000 euros", "en", {"650000"}),
        ("1.234,50 euro", "nl", {"1234.5"}),
        ("1 234,50 euros", "fr", {"1234.5"}),
        ("1,234.50 euros", "en", {"1234.5"}),
        ("2,5 %", "nl", {"2.5"}),
        ("2.5%", "en", {"2.5"}),
        ("0,125", "nl", {"0.125"}),
        ("1,2 miljoen", "nl", {"1200000"}),
        ("1,2 million", "fr", {"1200000"}),
        ("1.2 million", "en", {"1200000"}),
        ("deux cents agents", "fr", {"200"}),
        ("tweehonderd mensen", "nl", {"200"}),
        ("two hundred people", "en", {"200"}),
    ],
)
def test_a_number_is_one_in_every_notation(text: str, language: Language, figures: set[str]) -> None:
    assert stated(text, language).figures == figures


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("zesentwintig", "nl", "26"),
        ("drieëntwintig", "nl", "23"),
        ("vingt-six", "fr", "26"),
        ("soixante-douze", "fr", "72"),
        ("quatre-vingt-dix-neuf", "fr", "99"),
        ("nonante-neuf", "fr", "99"),
        ("twenty-six", "en", "26"),
        ("Twaalf", "nl", "12"),
        ("viervijfde", "nl", "4"),
    ],
)
def test_a_number_in_words_is_its_figure(text: str, language: Language, number: str) -> None:
    assert stated(text, language).figures == {number}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_to_twenty_has_a_word(language: Language) -> None:
    assert set(range(2, 21)) <= set(CARDINALS[language].values())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1 maart 2026", "nl"),
        ("1er mars 2026", "fr"),
        ("1 March 2026", "en"),
        ("01/03/2026", "fr"),
        ("1-3-2026", "nl"),
        ("2026-03-01", "en"),
    ],
)
def test_a_date_is_its_day_month_and_year(text: str, language: Language) -> None:
    said = stated(text, language)
    assert said.all == {"1", "month 3", "2026"}
    assert {"month 3", "2026"} <= said.dates


def test_the_verb_may_is_no_month() -> None:
    assert stated("Staff may telework in May.", "en").dates == {"month 5"}
    assert stated("Staff may telework.", "en").all == frozenset()


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("van 9.30 tot 12 uur", "nl", {"9:30", "12"}),
        ("tussen 18.30 en 7.30 uur", "nl", {"18:30", "7:30"}),
        ("de 9 h 30 à 12 heures", "fr", {"9:30", "12"}),
        ("between 9.30 and 12 noon", "en", {"9:30", "12"}),
        ("from 2 to 4 p.m.", "en", {"14", "16"}),
        ("from 9 to 5 p.m.", "en", {"9", "17"}),
        ("until 6.30 p.m.", "en", {"18:30"}),
        ("7 uur 36 minuten", "nl", {"7:36"}),
        ("7 heures 36 minutes", "fr", {"7:36"}),
    ],
)
def test_an_hour_is_one_on_every_clock(text: str, language: Language, figures: set[str]) -> None:
    assert stated(text, language).figures == figures


def test_an_article_or_an_ordinal_matches_a_figure_and_never_misses_one() -> None:
    article, figure, other = stated("een derde", "nl"), stated("1 sur 3", "fr"), stated("2 jours", "fr")
    assert not figure.without(article) | article.without(figure) | article.without(other)
    assert other.without(article) == {"2"}


@pytest.mark.parametrize(("text", "language"), [("met inachtneming, in acht genomen", "nl"), ("pour cent", "fr")])
def test_an_idiom_counts_nothing(text: str, language: Language) -> None:
    assert stated(text, language).figures == frozenset()


def test_the_number_of_an_item_is_not_stated() -> None:
    assert [unnumbered(text) for text in ("3. Een weigering", "(3) Een weigering", "3 dagen", "3.5 dagen")] == [
        "Een weigering",
        "Een weigering",
        "3 dagen",
        "3.5 dagen",
    ]
