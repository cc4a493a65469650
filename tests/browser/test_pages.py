"""The pages in a browser: without JavaScript, by keyboard alone, on a phone, on paper, and to assistive technology."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.guard import Guard
from tests.browser.places import ask
from tests.browser.recording import QUESTIONS


@pytest.mark.parametrize("name", ["laptop-nl", "telework-fr", "telework-en"])
def test_without_javascript_a_question_is_answered_with_its_source(
    pages: str, new_context: NewContext, name: str
) -> None:
    tab = new_context(java_script_enabled=False).new_page()
    ask(tab, pages, name)
    expect(tab.locator(".quotation .words, .quotation td").first).to_be_visible()
    # The link leads to what answers, which stands after what is read before it, such as the lead of a list.
    quote = str(tab.locator(".source").first.locator("mark").last.text_content())
    tab.locator(".source .links a").first.click()
    assert " ".join(quote.split()) in " ".join("".join(tab.locator("mark").all_text_contents()).split())


def test_without_javascript_a_suggestion_and_a_following_question_are_answered(
    pages: str, new_context: NewContext
) -> None:
    tab = new_context(java_script_enabled=False).new_page()
    tab.goto(f"{pages}/?lang=en")
    tab.get_by_role("button", name="How soon must I report a lost laptop?").click()
    expect(tab.locator("h1")).to_have_text("How soon must I report a lost laptop?")
    tab.locator(".follow textarea").fill("And a telephone?")
    tab.locator(".follow button").click()
    expect(tab.locator("h1")).to_have_text("And a telephone?")


def press_until(tab: Tab, wanted: str, key: str = "Tab") -> None:
    """Press a key until what has the focus matches a selector, as somebody without a mouse does."""
    for _ in range(60):
        if tab.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
        tab.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {wanted}")


@pytest.mark.parametrize("name", ["laptop-nl", "telework-fr", "telework-en"])
def test_by_keyboard_alone_from_a_question_to_its_source_and_back(pages: str, page: Tab, name: str) -> None:
    page.goto(f"{pages}/?lang={name[-2:]}")
    press_until(page, "#question")
    page.keyboard.type(QUESTIONS[name])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/answers/"))
    press_until(page, ".source .links a")
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_be_focused()
    press_until(page, ".view-back", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(QUESTIONS[name])


def test_the_focus_is_always_seen(pages: str, new_context: NewContext) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    ask(page, pages)
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(_OUTLINED))
    assert seen <= {"", "outlined"}
    assert "outlined" in seen


_OUTLINED = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const { top, bottom } = one.getBoundingClientRect();
  const within = top < innerHeight && bottom > 0;
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && within ? "outlined" : one.outerHTML.slice(0, 200);
}"""


def test_arrows_lead_from_citation_to_citation_and_stop_at_the_ends(pages: str, page: Tab) -> None:
    ask(page, pages, "telework-fr")
    page.locator(".source .links a").first.click()
    expect(page.locator(".view-at")).to_contain_text("1")
    steps = int(re.findall(r"\d+", str(page.locator(".view-at").text_content()))[1])
    assert steps > 1
    seen = [marked(page)]
    for _ in range(steps - 1):
        before = page.url
        page.keyboard.press("ArrowRight")
        expect(page).not_to_have_url(before)
        expect(page.locator("#quote")).to_be_focused()
        seen.append(marked(page))
    assert len(set(seen)) == steps
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("mark").first).to_have_text(seen[-2][0])


@pytest.mark.parametrize(
    ("words", "told"), [("Mag ik vanuit het buitenland telewerken?", 0), (QUESTIONS["telework-nl"], 1)]
)
def test_arrow_keys_are_told_of_where_they_lead_somewhere(pages: str, page: Tab, words: str, told: int) -> None:
    page.goto(f"{pages}/?lang=nl")
    page.locator("#question").fill(words)
    page.locator("button[type=submit]").click()
    page.locator(".source .links a").first.click()
    expect(page.locator(".view-at")).to_be_visible()
    expect(page.locator(".view-keys:visible")).to_have_count(told)


def marked(tab: Tab) -> tuple[str, ...]:
    return tuple(tab.locator("mark").all_text_contents())


def test_a_page_for_paper_has_the_answer_and_its_sources_with_their_addresses(pages: str, page: Tab) -> None:
    ask(page, pages)
    page.emulate_media(media="print")
    for one in (".quotation .words", ".source mark", ".source .address"):
        expect(page.locator(one).first).to_be_visible()
    expect(page.locator(".source .address").first).to_contain_text(f"{pages}/view/")
    for one in (".menu", ".tongues", ".follow", ".feedback"):
        expect(page.locator(one).first).to_be_hidden()


def test_an_answer_that_is_forgotten_is_told_as_such_with_a_way_on(pages: str, page: Tab, guard: Guard) -> None:
    guard.allow("status of 404")
    page.goto(f"{pages}/answers/0123456789abcdef0123456789abcdef?lang=fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("h1")).to_be_visible()
    page.locator("#question").fill(QUESTIONS["telework-fr"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(QUESTIONS["telework-fr"])
