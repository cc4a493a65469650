"""The small scripts of the pages and of the example: what a key does, and one press is one question."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.host import Host

FORM = (
    "<!doctype html><html lang=nl><title>t</title><form><textarea data-sends>Vraag</textarea></form>"
    "<script src=/page.js></script>"
)
_COUNT = """() => {
  window.sent = 0;
  document.forms[0].addEventListener("submit", (event) => { event.preventDefault(); window.sent += 1; });
}"""
FRAME_SCRIPT = Path(__file__).parents[2] / "examples" / "intranet" / "site" / "frame.js"
AROUND = (
    "<!doctype html><html lang=nl><title>t</title><script src=/frame.js></script><h1 tabindex=-1>Intranet</h1>"
    "<button data-ask hidden>Hoeveel dagen?</button><iframe title=Vragen src=/framed></iframe>"
)
FRAMED = "<!doctype html><title>t</title><script src=/framed.js></script>"
FRAMED_SCRIPT = """
window.asked = [];
addEventListener("message", ({ data }) => window.asked.push(data));
for (const time of [1, 2, 3]) parent.postMessage({ type: "polycite:ready" }, location.origin);
"""


@pytest.fixture
def form(host: Host, page: Tab) -> Tab:
    """The field of the page's form, with the script of the pages; `sent` counts."""
    host.put_file("/page.js", "text/javascript", files("polycite.web.pages").joinpath("assets/page.js").read_text())
    page.goto(host.put_file("/form", "text/html", FORM))
    page.evaluate(_COUNT)
    return page


def pressed(tab: Tab, told: str) -> int:
    """How many questions were sent once a key went down in the field."""
    tab.locator("textarea").evaluate(
        "(one, told) => one.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, cancelable: true,"
        " key: 'Enter', ...JSON.parse(told)}))",
        told,
    )
    return int(tab.evaluate("() => window.sent"))


def test_enter_sends_once(form: Tab) -> None:
    assert pressed(form, "{}") == 1


@pytest.mark.parametrize(
    "told", ['{"keyCode": 229}', '{"isComposing": true}', '{"repeat": true}', '{"shiftKey": true}']
)
def test_what_only_looks_like_enter_sends_nothing(form: Tab, told: str) -> None:
    assert pressed(form, told) == 0


def test_a_key_held_down_adds_no_lines(form: Tab) -> None:
    form.locator("textarea").focus()
    form.keyboard.down("Enter")
    form.keyboard.down("Enter")
    form.keyboard.up("Enter")
    assert form.evaluate("() => window.sent") == 1
    expect(form.locator("textarea")).to_have_value("Vraag")


def test_a_press_on_the_example_asks_once_however_often_the_frame_was_ready(host: Host, page: Tab) -> None:
    host.put_file("/frame.js", "text/javascript", FRAME_SCRIPT.read_text("utf-8"))
    host.put_file("/framed.js", "text/javascript", FRAMED_SCRIPT)
    host.put_file("/framed", "text/html", FRAMED)
    page.goto(host.put_file("/around", "text/html", AROUND))
    page.get_by_role("button", name="Hoeveel dagen?").click()
    (framed,) = page.frames[1:]
    framed.wait_for_function("() => window.asked.length > 0")
    framed.evaluate("() => new Promise((done) => { addEventListener('message', done); postMessage('last'); })")
    assert framed.evaluate("() => window.asked") == [{"type": "polycite:ask", "question": "Hoeveel dagen?"}, "last"]
