"""Personal data is found by its form and its check digits; amounts, dates and articles of law stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polycite.personal import scrubbed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jan.peeters+werk@ict.vlaanderen.be", "e-mail"),
        ("o'neill@example.org", "e-mail"),
        ("josé@ville.bruxelles.be", "e-mail"),
        ("BE68 5390 0754 7034", "IBAN"),
        ("be68539007547034", "IBAN"),
        ("NL91 ABNA 0417 1643 00", "IBAN"),
        ("FR14 2004 1010 0505 0001 3M02 606", "IBAN"),
        ("BE68-5390-0754-7034", "IBAN"),
        ("LU28 0019 4006 4475 0000", "IBAN"),
        ("85.07.30-033.28", "NISS"),
        ("85073003328", "NISS"),
        ("85 07 30 033 28", "NISS"),
        ("17.07.30-033.84", "NISS"),
        ("111222333", "BSN"),
        ("123456782", "BSN"),
        ("1112.22.333", "BSN"),
        ("2 55 08 14 168 025 38", "NIR"),
        ("255081416802538", "NIR"),
        ("1 84 12 2A 451 089 33", "NIR"),
        ("0475 12 34 56", "tel"),
        ("0475/12.34.56", "tel"),
        ("02 123 45 67", "tel"),
        ("+32 (0)2 123 45 67", "tel"),
        ("+32 475 12 34 56", "tel"),
        ("0031 6 12345678", "tel"),
        ("06 12 34 56 78", "tel"),
        ("020-1234567", "tel"),
        ("(02) 123 45 67", "tel"),
        ("(0475)12.34.56", "tel"),
        ("0475\u201312\u201334\u201356", "tel"),
        ("85.07.30\u2011033.28", "NISS"),
    ],
)
def test_personal_data_becomes_its_kind_wherever_it_stands(text: str, kind: str) -> None:
    for before, after in (("", ""), ("Mijn gegevens: ", " graag."), ("(", ")"), ("a, ", ", b")):
        assert scrubbed(before + text + after) == f"{before}[{kind}]{after}"


@pytest.mark.parametrize(
    "text",
    [
        "Hoeveel krijgt een speerpuntcluster: 650.000 euro per jaar of 1.250.000,50 euro?",
        "Geldt het besluit van 01/02/2026 nog, of dat van 2026-02-01 10:30 of 01-02-2026 10:30?",
        "Artikel 12bis, § 3, 2° van de wet van 8 juli 1976, p. 1234-1240",
        "Van 01\u201302\u20132026 10:30 tot 03\u201304\u20132026 (art. 12) of (2026) 12 345 678?",
        "Is 85.11.30-133.29 juist?",
        "Is 123456783 juist?",
        "BE68 5390 0754 7035",
        "Is 2 55 18 14 168 125 39 juist?",
        "De grens is 12 345 678 en 2024-2025 is 145 kWh",
        "a@b, @home, twee@ en @drie.be",
        "Postbus 1000, 1000 Brussel, kamer 01.234",
        "",
    ],
)
def test_what_is_no_personal_data_stays(text: str) -> None:
    assert scrubbed(text) == text


def test_several_are_all_found() -> None:
    text = "jan@a.be en piet@b.be, 0475 12 34 56 of 0476 12 34 56; BE68 5390 0754 7034 is van mij"
    assert scrubbed(text) == "[e-mail] en [e-mail], [tel] of [tel]; [IBAN] is van mij"


def test_a_gap_that_does_not_break_a_line_is_a_gap() -> None:
    assert scrubbed("0475\u00a012\u202f34\u00a056") == "[tel]"


def national_number(first_nine: int, since_2000: bool) -> str:
    """A Belgian national number: its check is 97 less the rest, after a 2 for who was born since 2000."""
    rest = (2_000_000_000 * since_2000 + first_nine) % 97
    return f"{first_nine:09d}{97 - rest:02d}"


@given(st.integers(0, 999_999_999), st.booleans())
def test_every_national_number_with_a_right_check_is_found(first_nine: int, since_2000: bool) -> None:
    assert scrubbed(f"nr {national_number(first_nine, since_2000)}.") in ("nr [NISS].", "nr [tel].")


@given(st.text(max_size=200))
def test_any_text_comes_through_and_scrubbing_again_changes_nothing(text: str) -> None:
    once = scrubbed(text)
    assert scrubbed(once) == once


@pytest.mark.parametrize("text", ["be68 " * 400, "a" * 2000, "a@" * 1000, "a.b" * 600, "1 " * 1000, "+1" * 1000])
def test_text_made_to_be_slow_comes_through_unharmed(text: str) -> None:
    assert scrubbed(text).replace("[tel]", "").replace("[BSN]", "").replace("[NISS]", "").strip(text) == ""
