"""The conversation follows what is new only where the reader was at its end, and the page behind it never moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Mount
from tests.browser.guard import settle
from tests.browser.host import Page
from tests.browser.made import saying
from tests.browser.recording import stream_of
from tests.browser.scripted import Hold, Scripted, Stream
from tests.browser.widget import Widget

LONG = "".join(f"<p>Regel {number} van de bladzijde van de organisatie.</p>" for number in range(120))
SENTENCES = [f"Zin {number} van een lang antwoord over telewerken en de voorwaarden ervan. " for number in range(80)]


@pytest.fixture
def halves(scripted: Scripted) -> Hold:
    """A long answer that stops half way until it is let go on."""
    hold = Hold()
    pieces = stream_of(saying("".join(SENTENCES).strip()), deltas=SENTENCES)
    scripted.script.play(Stream([*pieces[:44], hold, *pieces[44:]]))
    return hold


def top(widget: Widget) -> int:
    return int(widget.part("transcript").evaluate("(one) => one.scrollTop"))


def below(widget: Widget) -> int:
    """Pixels of the conversation under what is seen."""
    return int(widget.part("transcript").evaluate("(one) => one.scrollHeight - one.clientHeight - one.scrollTop"))


def half(widget: Widget) -> Widget:
    widget.open().ask()
    expect(widget.part("turn").last).to_contain_text("Zin 39 ")
    return widget


def at_the_top(widget: Widget) -> bool:
    """Whether the last question stands at the top of what is seen."""
    asked, seen = widget.part("question").last.bounding_box(), widget.part("transcript").bounding_box()
    assert asked
    assert seen
    return 0 <= asked["y"] - seen["y"] < 40


def test_the_newest_words_come_into_sight_but_never_past_their_question(
    mount: Mount, scripted: Scripted, halves: Hold
) -> None:
    widget = mount().open().ask("Kort?")
    halves.release()
    widget.answered()
    short = Stream(stream_of(saying("Twee dagen.")))
    scripted.script.play(short)
    widget.ask("Lang?").answered(2)
    expect(widget.part("sources").last).to_be_in_viewport(ratio=1)
    scripted.script.play(Stream(stream_of(saying("".join(SENTENCES).strip()))))
    widget.ask("En?").answered(3)
    assert at_the_top(widget)


def test_a_reader_who_scrolled_stays_there_and_is_told_that_there_is_more(mount: Mount, halves: Hold) -> None:
    widget = half(mount())
    widget.part("transcript").hover()
    widget.page.mouse.wheel(0, 300)
    widget.page.wait_for_function(
        "() => document.querySelector('polycite-chat').shadowRoot.querySelector('[part~=transcript]').scrollTop >= 200"
    )
    settle(widget.page)
    before = top(widget)
    halves.release()
    expect(widget.part("turn").last).to_have_attribute("data-state", "answered")
    expect(widget.part("new-content")).to_be_visible()
    assert top(widget) == before
    widget.part("new-content").click()
    expect(widget.part("new-content")).not_to_be_visible()
    assert below(widget) <= 2


def test_the_page_behind_stays_where_it_was(mount: Mount, scripted: Scripted) -> None:
    widget = mount(Page(scripted.url, extra=LONG, around="<h1>Intranet</h1>" + LONG))
    page = widget.page
    page.evaluate("() => scrollTo(0, 700)")
    widget.open()
    widget.ask().answered()
    widget.part("transcript").hover()
    page.mouse.wheel(0, 5000)
    page.mouse.wheel(0, 5000)
    page.keyboard.press("Escape")
    assert page.evaluate("() => scrollY") == 700


@pytest.mark.parametrize("mode", ["launcher", "inline"])
def test_loading_neither_scrolls_nor_takes_the_focus(mount: Mount, scripted: Scripted, mode: str) -> None:
    widget = mount(Page(scripted.url, extra=LONG, around=LONG), mode=mode, open_on_load="")
    expect(widget.part("panel")).to_be_attached()
    assert widget.page.evaluate("() => [scrollY, document.activeElement.localName]") == [0, "body"]


def test_a_question_asked_inline_at_the_bottom_of_a_page_does_not_scroll_it(mount: Mount, scripted: Scripted) -> None:
    widget = mount(Page(scripted.url, extra=LONG, around=LONG), mode="inline")
    widget.part("input").fill("Hoeveel dagen?")
    widget.part("send").evaluate("(one) => one.scrollIntoView({block: 'center'})")
    before = widget.page.evaluate("() => scrollY")
    widget.page.keyboard.press("Enter")
    widget.answered()
    assert widget.page.evaluate("() => scrollY") == before > 0
