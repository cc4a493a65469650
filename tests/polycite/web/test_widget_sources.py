"""What can be known of the widget without a browser: its files, their size, and its words in three languages."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import pairwise

import pytest

import polycite.web
from polycite.web.widget_file import widget_file

FOLDER = files(polycite.web).joinpath("widget")
LANGUAGES = ("nl", "fr", "en")
SOURCES = {one.name: one.read_text("utf-8") for one in FOLDER.iterdir() if one.name.endswith(".js")}
ORDER = FOLDER.joinpath("order.txt").read_text("utf-8").split()
CONTRACT = FOLDER.joinpath("README.md").read_text("utf-8")
BUDGET = 30_000
"""Bytes of the whole widget at most, as it travels."""
LONGEST_FILE = 250
FORBIDDEN = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "DOMParser",
    "createContextualFragment",
    "eval(",
    "new Function",
    'setAttribute("style',
    "style=",
    "localStorage",
    "document.cookie",
    "postMessage",
    "import ",
    "import(",
    "export ",
)
KEY = re.compile(r"^  (\w+): ", re.MULTILINE)
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
ARM = re.compile(r'(one|other): "')


def words(language: str) -> str:
    """The file of words of one language."""
    return SOURCES[f"texts_{language}.js"]


def keys(language: str) -> list[str]:
    """The keys of its words, in their order."""
    return KEY.findall(words(language))


def placeholders(language: str) -> dict[str, set[str]]:
    """The names between braces in the words of each key."""
    lines = (line for line in words(language).splitlines() if KEY.match(line))
    return {line.split(":")[0].strip(): set(re.findall(r"\{(\w+)\}", line)) - {"one", "other"} for line in lines}


def code() -> str:
    """All sources but the words."""
    return "".join(text for name, text in SOURCES.items() if not name.startswith("texts_"))


def test_the_order_names_every_script_once() -> None:
    assert sorted(ORDER) == sorted(SOURCES)


def test_the_words_come_before_what_says_them_and_the_element_last() -> None:
    assert ORDER[:4] == ["texts.js", "texts_nl.js", "texts_fr.js", "texts_en.js"]
    assert ORDER[-1] == "element.js"


@pytest.mark.parametrize("forbidden", FORBIDDEN)
def test_no_source_can_run_markup_or_keep_anything_beyond_the_tab(forbidden: str) -> None:
    assert [name for name, text in SOURCES.items() if forbidden in text] == []


def test_no_source_is_long() -> None:
    assert {name: len(text.splitlines()) for name, text in SOURCES.items() if text.count("\n") > LONGEST_FILE} == {}


def test_the_whole_widget_travels_in_30_kilobytes() -> None:
    assert len(widget_file().packed) <= BUDGET


def test_no_address_but_those_the_browser_never_asks_for_is_written_in_a_source() -> None:
    found = {one for text in SOURCES.values() for one in re.findall(r"\w+://[\w.]+", text)}
    assert found == {"http://www.w3.org"}, "the name of SVG elements, which is no address to fetch"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_keys_once(language: str) -> None:
    assert keys(language) == keys("nl")
    assert len(set(keys(language))) == len(keys(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_told_the_same_things(language: str) -> None:
    assert placeholders(language) == placeholders("nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_a_singular_and_a_plural(language: str) -> None:
    counted = [line for line in words(language).splitlines() if "{n}" in line and "marker" not in line]
    assert counted
    assert [line for line in counted if ARM.findall(line) != ["one", "other"]] == []


@pytest.mark.parametrize(("one", "other"), [("nl", "fr"), ("nl", "en"), ("fr", "en")])
def test_sentences_are_translated(one: str, other: str) -> None:
    same = set(STRING.findall(words(one))) & set(STRING.findall(words(other)))
    assert [text for text in same if len(text.split()) > 2] == []


def test_no_word_is_kept_that_nothing_says() -> None:
    said = set(STRING.findall(code())) | {f"in_{language}" for language in LANGUAGES}
    assert sorted(set(keys("nl")) - said) == []


def test_every_word_that_is_said_is_there() -> None:
    said = set(re.findall(r'\bsay\("(\w+)"', code()))
    assert said
    assert sorted(said - set(keys("nl"))) == []


def test_every_part_is_in_the_contract() -> None:
    written = re.findall(r'\bpart: "([\w-]+)"|\bbutton\("([\w-]+)"', code())
    parts = {one or other for one, other in written}
    assert "launcher" in parts
    assert sorted(part for part in parts if f"`{part}`" not in CONTRACT) == []


def test_every_attribute_the_element_reads_is_in_the_contract() -> None:
    read = set(re.findall(r'(?:said|hasAttribute)\("([\w-]+)"\)', SOURCES["element.js"]))
    assert "endpoint" in read
    assert sorted(name for name in read if f"| `{name}` |" not in CONTRACT) == []


def test_every_kind_of_failure_is_in_the_contract() -> None:
    kinds = re.findall(r"^  (\w+): ", SOURCES["states.js"].split("};")[0], re.MULTILINE)
    assert len(kinds) > 4
    assert [kind for kind in kinds if f"`{kind}`" not in CONTRACT] == []


def luminance(colour: str) -> float:
    """Relative luminance of a hexadecimal colour (WCAG 2.2)."""
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    shares = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("words_in", "ground"),
    [("ink", "paper"), ("ink", "surface"), ("quiet", "paper"), ("quiet", "surface"), ("accent", "paper"),
     ("accent", "surface"), ("warn", "paper"), ("on-accent", "accent")],
)  # fmt: skip
def test_words_stand_out_from_their_ground(theme: str, words_in: str, ground: str) -> None:
    found = re.search(rf"^  {theme}: `([^`]*)`", SOURCES["sheet.js"], re.MULTILINE)
    assert found
    colours = {name: colour for name, colour in pairwise(found[1].split()) if colour.startswith("#")}
    assert contrast(colours[words_in], colours[ground]) >= 4.5
