"""Leaving a page and coming back to it, and taking it along on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from tests.browser import chromium
from tests.browser.conftest import Mount
from tests.browser.guard import Guard
from tests.browser.host import Host, Page
from tests.browser.recording import answer
from tests.browser.scripted import Scripted
from tests.browser.states import STATES
from tests.browser.widget import Widget

HELD = next(one for one in STATES if one.name == "streaming")


@pytest.fixture
def remembering(browser: Browser, guard: Guard) -> Iterator[BrowserContext]:
    """A guarded context of a browser that keeps pages in its back/forward cache, which Playwright switches off."""
    kept = browser.browser_type.launch(
        executable_path=chromium.find(),
        args=list(chromium.FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    context = kept.new_context(viewport={"width": 1280, "height": 800})
    guard.watch(context)
    yield context
    kept.close()
    guard.check()


@pytest.fixture
def tab(remembering: BrowserContext, host: Host) -> Tab:
    host.put_file("/other", "text/html", "<!doctype html><title>Elders</title>")
    return remembering.new_page()


def away_and_back(tab: Tab, host: Host) -> None:
    """Go to another page and back; fails where the first was loaded anew."""
    tab.evaluate("() => { window.mark = 'the same page' }")
    tab.goto(host.url + "/other")
    tab.go_back(wait_until="commit")
    if Path(chromium.find() or "").name == "chromium-headless-shell":
        pytest.skip("the shell keeps no page to go back to: name a whole Chromium with CHROMIUM")
    assert tab.evaluate("() => window.mark") == "the same page"


def test_coming_back_finds_the_conversation_and_goes_on_with_it(host: Host, scripted: Scripted, tab: Tab) -> None:
    tab.goto(host.put(Page(scripted.url)))
    widget = Widget(tab).open().ask("Hoeveel dagen?")
    before = widget.answered().inner_text()
    away_and_back(tab, host)
    assert widget.answered().inner_text() == before
    widget.ask("En deeltijds?").answered(2)


def test_the_whole_conversation_is_printed_with_its_sources_and_nothing_to_press(
    mount: Mount, scripted: Scripted
) -> None:
    widget = mount().open()
    for count in range(1, 5):
        widget.ask(f"Vraag {count}?").answered(count)
    widget.page.emulate_media(media="print")
    for part in ("launcher", "composer", "copy", "close"):
        expect(widget.part(part).first).not_to_be_visible()
    heights = widget.part("transcript").evaluate("(one) => [one.scrollHeight, one.clientHeight]")
    assert heights[0] <= heights[1] + 1
    title = answer("telework-nl")["citations"][0]["document"]["title"]
    for sources in widget.part("sources").all():
        expect(sources).to_be_visible()
        expect(sources).to_contain_text(title)


def test_a_page_left_in_the_middle_of_an_answer_stops_the_service(mount: Mount, host: Host, scripted: Scripted) -> None:
    scripted.script.play(*HELD.replies())
    widget = mount().open().ask()
    expect(widget.part("turn")).to_have_attribute("data-state", "streaming")
    widget.page.goto(host.put_file("/other", "text/html", "<!doctype html><title>Elders</title>"))
    assert scripted.script.asked[0].gone.wait(5)
