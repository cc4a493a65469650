"""What typesetting does to words is undone, and what belongs to a word is kept."""

from __future__ import annotations

import pytest

from ingest.clean import SOFT_HYPHEN, Vocabulary, expanded, meaningless


@pytest.mark.parametrize(
    ("character", "plain"),
    [
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬃ", "ffi"),
        ("ﬀ", "ff"),
        ("\u00a0", " "),
        ("\u202f", " "),
        ("\u2009", " "),
        ("\t", " "),
        (SOFT_HYPHEN, ""),
        ("\u200b", ""),
        ("\ufe0f", ""),
        ("\x07", ""),
        ("\ufffd", ""),
        ("é", "é"),
        ("½", "½"),
        ("²", "²"),
        ("–", "–"),
        ("€", "€"),
    ],
)
def test_a_character_becomes_plain_text_and_no_more(character: str, plain: str) -> None:
    assert expanded(character) == plain


@pytest.mark.parametrize("character", ["\ufffd", "\ue123", "\x01", "\U000f0000"])
def test_codes_outside_any_script_mean_nothing(character: str) -> None:
    assert meaningless(character)


@pytest.mark.parametrize("character", ["a", "é", "•", "€", " ", "ﬁ", "7"])
def test_written_characters_mean_something(character: str) -> None:
    assert not meaningless(character)


def test_a_word_divided_at_a_line_end_is_made_whole() -> None:
    assert Vocabulary([]).joint("het steun-", "plafond bedraagt") == ""


def test_a_hyphen_stays_where_the_document_writes_the_word_with_it() -> None:
    vocabulary = Vocabulary(["een top-down aanpak", "de eerste regel top-"])
    assert vocabulary.joint("een top-", "down besluit") == "-"


def test_the_joined_form_elsewhere_outweighs_the_hyphened_one() -> None:
    vocabulary = Vocabulary(["telewerk en tele-werk"])
    assert vocabulary.joint("het tele-", "werk") == ""


def test_a_divided_word_is_no_witness_for_itself() -> None:
    assert "cluster" not in Vocabulary(["een cluster-"])
    assert "cluster" in Vocabulary(["een cluster -"])


def test_the_vocabulary_knows_compounds_whole_and_by_their_parts() -> None:
    vocabulary = Vocabulary(["De NL-FR vertaling"])
    assert {word for word in ("nl-fr", "NL", "fr", "vertaling", "en") if word in vocabulary} == {
        "nl-fr",
        "NL",
        "fr",
        "vertaling",
    }
    assert 7 not in vocabulary


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("stuur een e-", "mail naar"),
        ("de versies NL-", "FR zijn"),
        ("alle EU-", "lidstaten"),
        ("Sint-", "Niklaas ligt"),
        ("in 2024-", "2025 geldt"),
        ("tijdens covid-", "19 was"),
        ("il peut-", "être utile"),
        ("les agents eux-", "mêmes"),
        ("celui-", "ci reste"),
        ("un vis-à-", "vis"),
        ("c’est-", "à-dire"),
        ("y a-", "t-il"),
        ("bij de administrateur-", "generaal."),
        ("de adjunct-secretaris-", "generaal"),
        ("the attorney-", "general"),
        ("à demi-", "traitement"),
        ("moins d’une demi-", "journée"),
        ("pour non-", "paiement"),
        ("les sous-", "traitants"),
        ("een sterkte-", "zwakteanalyse"),
        ("de de-", "minimisregels"),
        ("Vingt-", "cinq centres"),
        ("quatre-vingt-", "dix"),
        ("thirty-", "five"),
    ],
)
def test_a_words_own_hyphen_stays(left: str, right: str) -> None:
    assert Vocabulary([]).joint(left, right) == "-"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("de admini-", "strateur-generaal"),
        ("kan men sous-", "crire"),
        ("on le sous-", "trait"),
        ("le quatre-", "vintième"),
        ("over-", "schrijding"),
    ],
)
def test_a_typesetters_hyphen_goes_from_words_that_resemble_those(left: str, right: str) -> None:
    assert Vocabulary([]).joint(left, right) == ""


def test_two_words_of_the_document_may_still_make_a_compound() -> None:
    """In the sample corpus 23 words nowhere else were parted into two known ones: 20 are written as one, 3 hyphened."""
    assert Vocabulary(["de terug reis", "een keer"]).joint("na de terug-", "keer") == ""


def test_a_hyphen_stays_where_its_first_half_and_the_next_letters_stand_elsewhere() -> None:
    vocabulary = Vocabulary(["de fiets-treinregeling"])
    assert vocabulary.joint("het fiets-", "treinbeleid") == "-"
    assert vocabulary.joint("de fiets-", "trap") == ""


def test_a_name_with_a_capital_inside_is_made_whole_where_its_sister_is_written_so() -> None:
    assert Vocabulary(["ses produits EasyUp et autres"]).joint("et Easy-", "Green") == ""
    assert Vocabulary(["ses produits"]).joint("et Easy-", "Green") == "-"


@pytest.mark.parametrize(
    ("left", "right"),
    [("de land-", "en tuinbouw"), ("in-", "of uitvoer"), ("pre-", "and post-war"), ("sous-", "et surévaluation")],
)
def test_a_hyphen_for_a_shared_ending_keeps_its_space(left: str, right: str) -> None:
    assert Vocabulary(["landen en tuinbouw"]).joint(left, right) == "- "


def test_a_soft_hyphen_at_a_line_end_always_goes() -> None:
    assert Vocabulary(["e-mail"]).joint("e" + SOFT_HYPHEN, "mail") == ""


@pytest.mark.parametrize(
    ("left", "right"), [("zoals hier -", "en daar"), ("1 000 -", "2 000"), ("de regel-", "(zie 3)")]
)
def test_a_dash_is_no_hyphen(left: str, right: str) -> None:
    assert Vocabulary([]).joint(left, right) is None


def test_capitals_divided_in_a_heading_are_made_whole() -> None:
    assert Vocabulary([]).joint("DE ONDERSTEUNINGS-", "MAATREGELEN") == ""


def test_an_elided_article_does_not_make_a_hyphen_real() -> None:
    assert Vocabulary([]).joint("le rapport d’é-", "valuation annuelle") == ""


def test_the_other_hyphens_of_unicode_are_hyphens_too() -> None:
    vocabulary = Vocabulary(["top\u2011down"])
    assert vocabulary.joint("een top\u2010", "down besluit") == "-"
