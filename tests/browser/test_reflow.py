"""It fits: a phone, four times the size, wider spacing, large fingers, and texts nobody foresaw."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Mount, NewContext
from tests.browser.made import eventful, saying
from tests.browser.recording import stream_of
from tests.browser.scripted import Scripted, Stream
from tests.browser.widget import Widget

SIZES = {"phone": (320, 640), "four times the size": (320, 256), "phone on its side": (640, 320), "wide": (1280, 800)}
_OVERFLOW = """(element) => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push("document");
  for (const one of element.shadowRoot.querySelectorAll("*")) {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (one.closest("table, pre")) continue;
    if (!box.width || style.clipPath !== "none" || one.closest("[part~=announcer], svg")) continue;
    if (box.right > innerWidth + 1 || box.left < -1) found.push(one.getAttribute("part") ?? one.localName);
    const scrolls = ["auto", "scroll", "hidden"].includes(style.overflowX);
    if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth && scrolls && !one.querySelector("table, pre"))
      found.push(`${one.getAttribute("part") ?? one.localName} scrolls sideways`);
  }
  return found;
}"""
_SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-bottom: 2em !important }"
)


def overflowing(widget: Widget) -> Any:
    """What sticks out of the window, or can be scrolled sideways."""
    return widget.call(_OVERFLOW)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_nothing_scrolls_sideways(mount: Mount, scripted: Scripted, new_context: NewContext, size: Any) -> None:
    scripted.script.play(Stream(stream_of(eventful())))
    tab = new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    widget = mount(None, tab).open().ask()
    widget.answered()
    assert overflowing(widget) == []
    expect(widget.part("input")).to_be_in_viewport(ratio=0.9)
    expect(widget.part("send")).to_be_in_viewport(ratio=0.9)


def test_wider_spacing_cuts_nothing_off(mount: Mount, new_context: NewContext) -> None:
    widget = mount(None, new_context(viewport={"width": 320, "height": 640}).new_page()).open().ask()
    widget.answered()
    widget.call(
        "(element, css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " element.shadowRoot.adoptedStyleSheets = [...element.shadowRoot.adoptedStyleSheets, sheet] }",
        _SPACED,
    )
    assert overflowing(widget) == []
    cut = widget.call(
        "(element) => [...element.shadowRoot.querySelectorAll('button, a, p, li, blockquote')].filter((one) =>"
        " one.clientHeight && one.scrollHeight > one.clientHeight + 1 &&"
        " getComputedStyle(one).overflowY === 'hidden').map((one) => one.getAttribute('part'))"
    )
    assert cut == []


TEXTS = {
    "long word": "a" * 10_000,
    "long address": "https://example.org/" + "pad/" * 500,
    "right to left": "سياسة العمل عن بعد: ثلاثة أيام في الأسبوع كحد أقصى",
    "emoji": "👩‍💻🏳️‍🌈" * 300,
    "table": "Regime Dagen " + " ".join(f"{number} rij {number * 7} dagen" for number in range(200)),
    "code": "SELECT\t*\n  FROM documents -- `code`\n" * 30,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_nobody_foresaw_stays_inside(mount: Mount, scripted: Scripted, text: str) -> None:
    scripted.script.play(Stream(stream_of(saying(text.strip()))))
    widget = mount().open().ask(text[:1500])
    said = widget.answered().inner_text()
    assert overflowing(widget) == []
    assert "".join(text.split())[:200] in "".join(said.split())


_TARGETS = """(element, least) => [...element.shadowRoot.querySelectorAll("button, a[href], textarea, input, summary")]
  .map((one) => [one, one.getBoundingClientRect()])
  // A marker stands in a sentence, which has no room for a finger between its lines: 24 pixels hold for it.
  .filter(([one, box]) => box.width && box.height && getComputedStyle(one).display !== "inline"
    && !(one.part.contains("marker") && Math.min(box.width, box.height) >= 24)
    && (box.width < least || box.height < least))
  .map(([one, box]) => `${one.getAttribute("part") ?? one.localName} ${box.width}x${box.height}`)"""


@pytest.mark.parametrize(("touch", "least"), [(False, 24), (True, 44)])
def test_every_target_is_large_enough(
    mount: Mount, scripted: Scripted, new_context: NewContext, touch: bool, least: int
) -> None:
    scripted.script.suggestions = ["Hoeveel dagen?"]
    scripted.script.play(Stream(stream_of(eventful())))
    widget = mount(
        None, new_context(has_touch=touch, is_mobile=touch, viewport={"width": 390, "height": 844}).new_page()
    )
    small = set(widget.call(_TARGETS, least))
    widget.open()
    expect(widget.part("suggestion")).to_have_count(1)
    small |= set(widget.call(_TARGETS, least))
    widget.ask().answered()
    widget.part("vote-down").click()
    widget.part("marker").first.click()
    small |= set(widget.call(_TARGETS, least))
    assert sorted(small) == []


def test_a_phone_does_not_zoom_into_the_composer(mount: Mount) -> None:
    widget = mount().open()
    size = widget.part("input").evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 16
