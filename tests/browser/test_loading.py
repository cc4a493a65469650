"""What a page gets by adding the tag: a launcher, or its own link where the script does not run; and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from polycite.web.widget_file import widget_file
from tests.browser.conftest import Mount, NewContext
from tests.browser.guard import Guard
from tests.browser.host import Host, Page
from tests.browser.scripted import Scripted
from tests.browser.vitals import layout_shift
from tests.browser.widget import Widget

WRONG = "sha384-" + "A" * 64
WAYS = {
    "module": 'type="module"',
    "classic": "defer",
    "pinned module": f'type="module" crossorigin="anonymous" integrity="{widget_file().integrity}"',
    "pinned classic": f'defer crossorigin="anonymous" integrity="{widget_file().integrity}"',
}


@pytest.mark.parametrize("attributes", WAYS.values(), ids=WAYS)
def test_the_tag_becomes_a_launcher_in_place_of_its_link(mount: Mount, scripted: Scripted, attributes: str) -> None:
    widget = mount(Page(scripted.url, script_attributes=attributes))
    expect(widget.part("launcher")).to_be_visible()
    expect(widget.page.locator(".fallback")).not_to_be_visible()


def test_a_file_that_was_tampered_with_does_not_run_and_the_link_stays(
    host: Host, scripted: Scripted, page: Tab, guard: Guard
) -> None:
    guard.allow("integrity")
    tampered = f'type="module" crossorigin="anonymous" integrity="{WRONG}"'
    page.goto(host.put(Page(scripted.url, script_attributes=tampered)))
    expect(page.get_by_role("link", name="Stel uw vraag op de webpagina")).to_be_visible()
    assert page.evaluate("() => customElements.get('polycite-chat') === undefined")


def test_without_javascript_the_link_stays(host: Host, scripted: Scripted, new_context: NewContext) -> None:
    tab = new_context(java_script_enabled=False).new_page()
    tab.goto(host.put(Page(scripted.url)))
    expect(tab.get_by_role("link", name="Stel uw vraag op de webpagina")).to_be_visible()


def test_nothing_is_fetched_but_the_file_until_it_opens(mount: Mount, scripted: Scripted) -> None:
    widget = mount(lang="fr")
    expect(widget.part("launcher")).to_be_visible()
    assert scripted.script.fetched == ["/widget/v1/polycite-widget.js"]
    widget.open()
    expect(widget.part("input")).to_be_focused()
    assert scripted.script.fetched[1:] in ([], ["/v1/suggestions?language=fr"])
    assert scripted.script.asked == []


def test_the_page_keeps_its_globals_and_its_prototypes(host: Host, scripted: Scripted, page: Tab) -> None:
    page.goto(host.put(Page(scripted.url, tag=False, script="/none.js", script_attributes='type="text/plain"')))
    before = page.evaluate(_OWN)
    page.goto(host.put(Page(scripted.url)))
    Widget(page).open().ask().answered()
    after = page.evaluate(_OWN)
    assert {name: sorted(set(after[name]) - set(before[name])) for name in before} == {name: [] for name in before}


def test_the_host_page_does_not_shift(mount: Mount, scripted: Scripted) -> None:
    lines = "".join(f"<p>Regel {number} van een lange bladzijde.</p>" for number in range(60))
    widget = mount(Page(scripted.url, extra=lines))
    widget.open().ask().answered()
    widget.part("close").click()
    assert layout_shift(widget.page) == 0


def test_events_tell_the_page_what_happens(host: Host, scripted: Scripted, page: Tab) -> None:
    page.add_init_script(
        "window.told = []; for (const name of ['ready', 'open', 'close', 'question', 'answer'])"
        " document.addEventListener(`polycite:${name}`, (event) => told.push([name, event.detail, event.composed]))"
    )
    page.goto(host.put(Page(scripted.url)))
    widget = Widget(page).open().ask("Hoeveel dagen?")
    widget.answered()
    widget.part("close").click()
    told = page.evaluate("() => told")
    assert [name for name, _, _ in told] == ["ready", "open", "question", "answer", "close"]
    assert all(composed for _, _, composed in told)
    details = {name: detail for name, detail, _ in told}
    assert details["question"] == {"question": "Hoeveel dagen?"}
    assert details["answer"]["status"] == "answered"


def test_the_page_can_drive_it(mount: Mount, scripted: Scripted) -> None:
    widget = mount()
    widget.call("(element) => element.open()")
    expect(widget.part("panel")).to_be_visible()
    widget.call("(element) => element.toggle()")
    expect(widget.part("panel")).not_to_be_visible()
    assert widget.call("(element) => element.ask('Hoeveel dagen?')") == "answered"
    assert scripted.script.asked[0].body["question"] == "Hoeveel dagen?"
    widget.call("(element) => element.open()")
    widget.call("(element) => element.reset()")
    expect(widget.part("answer")).to_have_count(0)
    widget.call("(element) => element.destroy()")
    expect(widget.element).to_have_count(0)


_OWN = """() => Object.fromEntries([["window", window], ["Object", Object.prototype], ["Array", Array.prototype],
  ["String", String.prototype], ["Node", Node.prototype], ["Element", Element.prototype],
  ["HTMLElement", HTMLElement.prototype], ["EventTarget", EventTarget.prototype], ["document", document],
  ["root", {...document.documentElement.attributes, ...document.body.attributes}],
].map(([name, one]) => [name, Object.getOwnPropertyNames(one)]))"""
