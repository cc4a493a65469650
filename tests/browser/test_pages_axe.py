"""Each kind of page to assistive technology and on the narrowest screen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import NewContext
from tests.browser.guard import Guard
from tests.browser.places import ask

WIDTHS = (360, 1280)
LANGUAGES = ("nl", "fr", "en")
THEMES = ("light", "dark")


def at(path: str, press: str = "") -> Callable[[Tab, str], None]:
    """Goes to a path, and presses what a selector names there."""

    def go(tab: Tab, pages: str) -> None:
        tab.goto(pages + path)
        if press:
            tab.locator(press).click()

    return go


def after(name: str, press: str = "") -> Callable[[Tab, str], None]:
    """Goes to an answer, and presses what a selector names there first."""

    def go(tab: Tab, pages: str) -> None:
        ask(tab, pages, name)
        if press:
            tab.locator(press).first.click()

    return go


PLACES: dict[str, Callable[[Tab, str], None]] = {
    "ask": at("/"),
    "empty": at("/", "button[type=submit]"),
    "answer": after("laptop-nl"),
    "table": after("telework-nl"),
    "declined": after("declined-nl"),
    "why": after("laptop-nl", ".explained a"),
    "view": after("telework-fr", ".source .links a"),
    "text": after("telework-nl", ".source .links a"),
    "documents": at("/documents"),
    "owner": at(""),
    "failure": at("/answers/0123456789abcdef0123456789abcdef"),
}
"""How each kind of page is reached."""
NOISE = {"failure": "status of 404", "empty": "status of 4"}
Combination = tuple[str, str, str, int]
EVERY: list[Combination] = list(product(PLACES, LANGUAGES, THEMES, WIDTHS))
SAMPLE: list[Combination] = [
    (kind, LANGUAGES[(row + column) % 3], THEMES[(row + column // 2) % 2], WIDTHS[column % 2])
    for row, kind in enumerate(PLACES)
    for column in range(2)
]
"""Each page in both widths and in two languages."""


def pairs(combinations: list[Combination]) -> set[tuple[object, object]]:
    return {(one[i], one[j]) for one in combinations for i in range(4) for j in range(i)}


def test_the_sample_holds_every_language_theme_and_width_together() -> None:
    free = {pair for pair in pairs(EVERY) if not set(pair) & set(PLACES)}
    assert free <= pairs(SAMPLE)
    assert {(kind, width) for kind, _, _, width in SAMPLE} == set(product(PLACES, WIDTHS))


def named(one: Combination) -> str:
    return "-".join(map(str, one))


@pytest.fixture
def looking(new_context: NewContext, guard: Guard, pages: str, owner_page: str) -> Callable[[Combination], Tab]:
    """Opens a page in one language, theme and width."""
    return lambda one: look(new_context, guard, owner_page if one[0] == "owner" else pages, one)


def look(new_context: NewContext, guard: Guard, pages: str, one: Combination) -> Tab:
    """A page in one language, theme and width, whose own language switch is what changes the language."""
    kind, language, theme, width = one
    if kind in NOISE:
        guard.allow(NOISE[kind])
    context = new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale=language, reduced_motion="reduce"
    )
    tab = context.new_page()
    PLACES[kind](tab, pages)
    tab.locator(f".tongues a[lang={language}]").click()
    expect(tab.locator("html")).to_have_attribute("lang", language)
    # The attribute is there before the style sheet.
    tab.wait_for_load_state()
    return tab


@pytest.mark.parametrize("one", SAMPLE, ids=named)
def test_axe_finds_nothing_on_a_page(looking: Callable[[Combination], Tab], one: Combination) -> None:
    assert violations(looking(one)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("one", [one for one in EVERY if one not in SAMPLE], ids=named)
def test_axe_finds_nothing_on_a_page_in_any_other_combination(
    looking: Callable[[Combination], Tab], one: Combination
) -> None:
    assert violations(looking(one)) == []


@pytest.mark.parametrize("kind", PLACES)
def test_no_page_scrolls_sideways_on_the_narrowest_screen(looking: Callable[[Combination], Tab], kind: str) -> None:
    tab = looking((kind, "fr", "light", 320))
    assert tab.evaluate("() => document.documentElement.scrollWidth") == 320
