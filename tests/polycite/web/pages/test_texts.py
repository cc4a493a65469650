"""The words of the pages: equal keys and places to fill in, everything used, nothing forgotten."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

import pytest

from polycite.model import LANGUAGES, Language
from polycite.web.pages.rendering import texts

PAGES = files("polycite.web.pages")
SPACES = "\u00a0\u202f"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_keys(language: Language) -> None:
    assert texts(language).keys() == texts("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_has_the_same_places_to_fill_in(language: Language) -> None:
    for key, text in texts(language).items():
        assert places(text) == places(texts("en")[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_holds_markup(language: Language) -> None:
    for key, text in texts(language).items():
        assert text.strip() == text != "", key
        assert not re.search(r"<[a-z/]|&[a-z]+;", text), key


def test_every_key_that_a_template_names_has_a_text() -> None:
    written = [one.read_text("utf-8") for one in PAGES.joinpath("templates").iterdir()]
    named = {key for text in written for key in re.findall(r"\bt\.([a-z_]+)\b(?!\()", text)}
    assert named
    assert named <= texts("nl").keys()


def test_french_sets_its_signs_apart_with_a_space_that_holds() -> None:
    for key, text in texts("fr").items():
        assert not re.search(r"(?<![" + SPACES + r"])[:;?!%»]", re.sub(r"\{[^}]*\}", "", text)), key
        assert "'" not in text, key


def test_dutch_and_french_address_the_reader_politely() -> None:
    assert not re.search(r"\b(?:je|jij|jouw|jullie)\b", " ".join(texts("nl").values()))
    assert not re.search(r"\b(?:tu|ton|ta|tes|toi)\b", " ".join(texts("fr").values()))
