from __future__ import annotations

import pytest

from polycite.model import LANGUAGES, Language
from polycite.web.pages.figures import figure, is_one


@pytest.mark.parametrize(("language", "said"), [("nl", "12,5"), ("fr", "12,5"), ("en", "12.5")])
def test_decimals_follow_a_comma_but_in_english_a_point(language: Language, said: str) -> None:
    assert figure(12.54, ".1f", language) == said


def test_a_minus_is_no_hyphen() -> None:
    assert [figure(number, "+.2f", "nl") for number in (-0.5, 0.25)] == ["\u22120,50", "+0,25"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_number_has_no_decimals(language: Language) -> None:
    assert figure(7, "", language) == "7"


def test_only_french_says_none_in_the_singular() -> None:
    counted = {one: [count for count in range(3) if is_one(count, one)] for one in LANGUAGES}
    assert counted == {"nl": [1], "fr": [0, 1], "en": [1]}
