"""The page's styles stay out and the widget's stay in; only its variables and parts are a way through."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import Mount, NewContext
from tests.browser.host import CALM, Host, Page
from tests.browser.scripted import Scripted
from tests.browser.widget import Widget

HOSTILE = {
    "all unset": "*, *::before, *::after { all: unset !important }",
    "buttons gone": "button, input, textarea, a, p, ul, li, form { display: none !important }",
    "small root": "html { font-size: 62.5% } body { font-size: 3rem; line-height: 3; letter-spacing: .3em }",
    "shouting": "* { text-transform: uppercase; font: italic 900 40px serif; text-align: right; white-space: pre }",
    "moved": "polycite-chat, polycite-chat * { transform: rotate(3deg); opacity: .3; filter: blur(2px); float: left }",
    "unseen": "* { visibility: hidden; position: static; cursor: none; user-select: none; pointer-events: none }",
    "elements": "polycite-chat { font-size: 90px; color: red; width: 10px; padding: 50px; position: relative }",
    "border box": "* { box-sizing: content-box; margin: 11px; padding: 7px; border: 3px dashed red; min-width: 900px }",
}
PARTS = ("panel", "header", "title", "close", "transcript", "composer", "input", "send", "copy", "marker", "source")
_TOLD = ["color", "background-color", "font", "letter-spacing", "text-transform", "visibility", "opacity", "direction"]


def looks(widget: Widget) -> dict[str, Any]:
    """Box and style of each part, of the first one where there are several."""
    return {
        name: widget.part(name).first.evaluate(
            "(one, told) => { const box = one.getBoundingClientRect(), style = getComputedStyle(one); return ["
            " [box.x, box.y, box.width, box.height].map(Math.round), told.map((is) => style.getPropertyValue(is))]}",
            _TOLD,
        )
        for name in PARTS
    }


def opened(mount: Mount, scripted: Scripted, css: str) -> Widget:
    widget = mount(Page(scripted.url, css=css), theme="light")
    widget.call("(element) => element.open()")
    expect(widget.part("panel")).to_be_visible()
    widget.ask().answered()
    widget.part("input").blur()
    return widget


@pytest.mark.parametrize("css", HOSTILE.values(), ids=HOSTILE)
def test_no_style_of_the_page_changes_the_panel(mount: Mount, scripted: Scripted, css: str) -> None:
    calm = opened(mount, scripted, CALM)
    expected, picture = looks(calm), calm.part("panel").screenshot(animations="disabled")
    hostile = opened(mount, scripted, css)
    assert looks(hostile) == expected
    assert hostile.part("panel").screenshot(animations="disabled") == picture


@pytest.mark.parametrize("css", HOSTILE.values(), ids=HOSTILE)
def test_no_style_of_the_page_changes_the_launcher(mount: Mount, scripted: Scripted, css: str) -> None:
    calm = mount(Page(scripted.url), theme="light").part("launcher").bounding_box()
    hostile = mount(Page(scripted.url, css=css), theme="light").part("launcher")
    expect(hostile).to_be_visible()
    assert hostile.bounding_box() == calm


def test_no_style_of_the_widget_leaves_it(host: Host, scripted: Scripted, page: Tab) -> None:
    page.goto(host.put(Page(scripted.url, tag=False, script="/none.js", script_attributes='type="text/plain"')))
    before = page.evaluate(_STYLES)
    page.goto(host.put(Page(scripted.url)))
    Widget(page).open().ask().answered()
    assert page.evaluate(_STYLES) == before


_STYLES = """() => [...document.querySelectorAll("html, body, main, h1, p, button")].map((one) => {
  const style = getComputedStyle(one);
  return [one.localName, ...[...style].map((name) => [name, style.getPropertyValue(name)])];
})"""


def color(widget: Widget, part: str, name: str = "background-color") -> str:
    return str(widget.part(part).first.evaluate("(one, name) => getComputedStyle(one).getPropertyValue(name)", name))


def test_its_variables_and_parts_are_the_way_to_restyle_it(mount: Mount, scripted: Scripted) -> None:
    css = (
        "polycite-chat { --polycite-accent: rgb(90, 0, 60); --polycite-paper: rgb(250, 250, 240);"
        " --polycite-width: 480px } polycite-chat::part(title) { text-decoration: underline }"
    )
    widget = mount(Page(scripted.url, css=CALM + css), theme="light").open()
    widget.ask().answered()
    assert color(widget, "send") == "rgb(90, 0, 60)"
    assert color(widget, "panel") == "rgb(250, 250, 240)"
    assert widget.part("panel").evaluate("(one) => one.getBoundingClientRect().width") == 480
    assert color(widget, "title", "text-decoration-line") == "underline"


@pytest.mark.parametrize(
    ("theme", "scheme", "paper"),
    [
        ("auto", "light", "rgb(255, 255, 255)"),
        ("auto", "dark", "rgb(20, 23, 27)"),
        ("light", "dark", "rgb(255, 255, 255)"),
        ("dark", "light", "rgb(20, 23, 27)"),
    ],
)
def test_the_theme_is_the_readers_unless_the_tag_names_one(mount: Mount, theme: str, scheme: Any, paper: str) -> None:
    widget = mount(theme=theme)
    widget.page.emulate_media(color_scheme=scheme)
    assert color(widget.open(), "panel") == paper


def test_in_forced_colors_every_control_has_an_edge_and_the_colors_are_the_systems(
    mount: Mount, new_context: NewContext
) -> None:
    widget = mount(None, new_context(forced_colors="active").new_page())
    launcher = _edges(widget, ["launcher"])
    widget.open().ask().answered()
    parts = ["panel", "input", "send", "copy", "marker", "close"]
    assert launcher | _edges(widget, parts) == dict.fromkeys(["launcher", *parts], True)


def _edges(widget: Widget, parts: list[str]) -> dict[str, bool]:
    """Whether a part or what holds it has a border, since backgrounds do not tell it from the paper."""
    script = "(one) => [one, one.parentNode].some((it) => parseFloat(getComputedStyle(it).borderTopWidth) > 0)"
    return {part: bool(widget.part(part).first.evaluate(script)) for part in parts}


def test_where_less_motion_is_wanted_nothing_moves(mount: Mount, new_context: NewContext) -> None:
    widget = mount(None, new_context(reduced_motion="reduce").new_page()).open()
    widget.ask().answered()
    moving = widget.call(
        "(element) => [...element.shadowRoot.querySelectorAll('*')].filter((one) => { const s = getComputedStyle(one);"
        " return /[1-9]/.test(s.animationDuration) && s.animationName !== 'none' || /[1-9]/.test(s.transitionDuration)"
        " || s.scrollBehavior === 'smooth' }).map((one) => one.getAttribute('part') ?? one.localName)"
    )
    assert moving == []
