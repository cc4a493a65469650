"""What stays and what does not: nothing is stored unless asked, several widgets keep apart, and none leaks."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import Mount
from tests.browser.host import Host, Page
from tests.browser.scripted import Scripted
from tests.browser.widget import Widget

_STORED = "() => [Object.values(sessionStorage).join(), Object.values(localStorage).join(), document.cookie]"


def test_nothing_is_stored_and_a_reload_forgets(mount: Mount) -> None:
    widget = mount().open().ask()
    widget.answered()
    assert widget.page.evaluate(_STORED) == ["", "", ""]
    widget.page.reload()
    expect(Widget(widget.page).open().part("question")).to_have_count(0)


def test_where_the_tag_says_so_a_reload_brings_the_conversation_back(mount: Mount) -> None:
    widget = mount(remember="").open().ask("Hoeveel dagen?")
    before = widget.answered().inner_text()
    widget.page.reload()
    again = Widget(widget.page).open()
    expect(again.part("question")).to_contain_text("Hoeveel dagen?")
    assert again.answered().inner_text() == before
    session, local, cookies = again.page.evaluate(_STORED)
    assert ("Hoeveel dagen?" in session, local, cookies) == (True, "", "")


def test_clearing_empties_what_was_stored(mount: Mount) -> None:
    widget = mount(remember="").open().ask()
    widget.answered()
    widget.part("clear").click()
    expect(widget.part("answer")).to_have_count(0)
    assert "telewerken" not in widget.page.evaluate(_STORED)[0]
    widget.page.reload()
    expect(Widget(widget.page).open().part("question")).to_have_count(0)


@pytest.mark.parametrize("stored", ["{", "null", "[1]", '{"version": 1, "turns": "no"}', '[{"question": 4}]'])
def test_what_is_stored_and_cannot_be_read_is_passed_over(mount: Mount, stored: str) -> None:
    widget = mount(remember="").open().ask()
    widget.answered()
    widget.page.evaluate(
        "(stored) => { for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, stored) }", stored
    )
    widget.page.reload()
    again = Widget(widget.page).open()
    again.ask().answered()


def test_two_widgets_on_a_page_keep_apart(host: Host, scripted: Scripted, page: Tab) -> None:
    first = Page(scripted.url, {"mode": "inline", "lang": "nl"})
    other = Page(scripted.url, {"mode": "inline", "lang": "fr"}).widget()
    page.goto(host.put(Page(scripted.url, first.attributes, extra=other)))
    one, two = Widget(page), Widget(page, 1)
    one.ask("Hoeveel dagen?").answered()
    expect(two.part("question")).to_have_count(0)
    expect(two.part("input")).to_have_accessible_name("Votre question")
    two.ask("Combien de jours ?").answered()
    expect(one.part("question")).to_have_count(1)
    one.call("(element) => element.destroy()")
    Widget(page).ask("Et à temps partiel ?").answered(2)


def test_a_page_that_moves_it_keeps_its_conversation(mount: Mount) -> None:
    widget = mount().open().ask("Hoeveel dagen?")
    before = widget.answered().inner_text()
    widget.page.evaluate(
        "() => { const one = document.querySelector('polycite-chat'); one.remove();"
        " const place = document.createElement('section'); document.body.append(place);"
        " history.pushState({}, '', '/other'); place.append(one) }"
    )
    expect(widget.part("question")).to_contain_text("Hoeveel dagen?")
    assert widget.answered().inner_text() == before
    widget.ask().answered(2)


def test_removed_in_the_middle_of_an_answer_it_leaves_the_service_or_ends_it(mount: Mount, scripted: Scripted) -> None:
    widget = mount().open().ask()
    widget.answered()
    widget.page.evaluate(
        "() => { const one = document.querySelector('polycite-chat'); one.ask('Nog een?'); one.remove();"
        " document.body.append(one) }"
    )
    expect(widget.part("question")).to_have_count(2)
    expect(widget.part("stop")).not_to_be_visible()


_COUNT = """() => {
  window.listening = 0;
  for (const target of [window, document, window.visualViewport, MediaQueryList.prototype]) {
    const add = target.addEventListener, remove = target.removeEventListener;
    target.addEventListener = function (...given) {
      window.listening += 1;
      given[2]?.signal?.addEventListener("abort", () => { window.listening -= 1; });
      return add.apply(this, given);
    };
    target.removeEventListener = function (...given) { window.listening -= 1; return remove.apply(this, given); };
  }
}"""


def counted(page: Tab) -> Any:
    return page.evaluate("() => window.listening")


def kept(page: Tab) -> tuple[int, int, float]:
    """DOM nodes, listeners and bytes that are left after collections."""
    devtools = page.context.new_cdp_session(page)
    for _ in range(3):
        devtools.send("HeapProfiler.collectGarbage")
    counted, used = devtools.send("Memory.getDOMCounters"), devtools.send("Runtime.getHeapUsage")
    devtools.detach()
    return counted["nodes"], counted["jsEventListeners"], used["usedSize"]


_CHURN = """async (times) => {
  for (let turn = 0; turn < times; turn += 1) {
    const one = document.querySelector("polycite-chat"), next = one.cloneNode(true), place = one.parentNode;
    one.open(); one.close(); one.remove(); place.append(one); one.destroy(); place.append(next);
    await new Promise(requestAnimationFrame);
  }
}"""


def test_a_hundred_widgets_come_and_go_without_a_trace(host: Host, scripted: Scripted, page: Tab) -> None:
    page.add_init_script(f"({_COUNT})()")
    page.goto(host.put(Page(scripted.url)))
    page.evaluate(_CHURN, 100)  # until what is compiled and remembered once is there
    outside, (nodes, listeners, used) = counted(page), kept(page)
    page.evaluate(_CHURN, 100)
    assert counted(page) == outside
    more_nodes, more_listeners, more_used = kept(page)
    assert (more_nodes, more_listeners) == (nodes, listeners)
    assert more_used <= used * 1.05
