"""The page is one file that everybody can read."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest

from eval.report.html import to_html
from tests.eval.pages import words
from tests.eval.sample_page import PAGE, page, sample


def test_headings_never_skip_a_level() -> None:
    levels = [int(one.tag[1]) for one in page().iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert Counter(levels)[1] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headings_with_a_scope() -> None:
    tables = list(page().iter("table"))
    assert tables
    for table in tables:
        assert words(table.find("caption"))
        assert all(head.get("scope") in ("col", "row") for head in table.iter("th"))
        assert {len(row) for row in table.iter("tr")} == {len(next(table.iter("tr")))}


def test_ids_are_unique_and_every_link_within_the_page_finds_one() -> None:
    ids = Counter(one.get("id") for one in page().iter() if one.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert {link.get("href").removeprefix("#") for link in page().iter("a")} <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", PAGE)) <= set(ids)


def test_it_needs_no_network_and_nothing_beside_it() -> None:
    assert "http" not in PAGE
    assert list(page().iter("link", "img", "iframe", "object")) == []
    assert all(one.get("src") is None for one in page().iter("script"))
    assert "@import" not in PAGE


def test_it_is_the_same_twice() -> None:
    assert to_html(sample()) == PAGE


def test_it_has_landmarks_a_language_and_a_way_past_the_header() -> None:
    found = page()
    assert found.get("lang") == "en"
    assert [len(list(found.iter(name))) for name in ("main", "nav")] == [1, 1]
    skip = next(found.iter("a"))
    assert (skip.get("class"), skip.get("href")) == ("skip", "#verdict")


def test_each_drawing_is_named_for_those_who_cannot_see_it() -> None:
    drawings = list(page().iter("svg"))
    assert len(drawings) == 5
    for one in drawings:
        assert one.get("role") == "img"
        named = [page().get_element_by_id(name) for name in one.get("aria-labelledby").split()]
        assert [element.tag for element in named] == ["title", "desc"]
        assert all(words(element) for element in named)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def colours() -> list[dict[str, str]]:
    """The colours of the light theme, then of the dark one."""
    sheet = files("eval.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{([^}]+)\}", sheet)[:2]
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


@pytest.mark.parametrize("theme", colours(), ids=["light", "dark"])
def test_words_can_be_read_on_what_they_stand_on(theme: dict[str, str]) -> None:
    pairs = [(word, ground) for word in ("ink", "muted", "link", "good", "bad", "care") for ground in ("paper", "soft")]
    pairs += [("ink", "heat-from"), ("ink", "heat-to")]
    assert [pair for pair in pairs if contrast(theme[pair[0]], theme[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", colours(), ids=["light", "dark"])
def test_marks_stand_out_from_the_paper(theme: dict[str, str]) -> None:
    assert all(contrast(theme[f"system-{place}"], theme["paper"]) >= 3 for place in range(4))


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 6) == 21
