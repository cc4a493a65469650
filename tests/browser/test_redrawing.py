"""An attribute that changes: a theme changes colours alone, and what else redraws keeps the reader's place."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Mount
from tests.browser.widget import Widget

TYPED = "Hoeveel dagen mag ik"
_KEPT = "(element) => element.shadowRoot.querySelector('[part~=panel]').kept === true"


def set_attribute(widget: Widget, name: str, value: str) -> None:
    widget.call("(element, [name, value]) => element.setAttribute(name, value)", [name, value])


def selected(widget: Widget) -> list[int]:
    """Where the selection in the field begins and ends."""
    return list(widget.part("input").evaluate("(one) => [one.selectionStart, one.selectionEnd]"))


@pytest.fixture
def typing(mount: Mount) -> Widget:
    """An open widget with a question half written, a word of it selected; its panel bears a mark."""
    widget = mount(theme="light").open()
    widget.part("input").fill(TYPED)
    widget.part("input").evaluate("(one) => one.setSelectionRange(8, 13)")
    widget.call("(element) => { element.shadowRoot.querySelector('[part~=panel]').kept = true }")
    return widget


def test_another_theme_changes_colours_and_draws_nothing_again(typing: Widget) -> None:
    set_attribute(typing, "theme", "dark")
    expect(typing.part("panel")).to_have_css("background-color", "rgb(20, 23, 27)")
    set_attribute(typing, "theme", "light")
    expect(typing.part("panel")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert typing.call(_KEPT)
    assert (typing.focused(), selected(typing)) == ("input", [8, 13])


def test_a_theme_named_later_still_holds_when_the_reader_changes_theirs(typing: Widget) -> None:
    set_attribute(typing, "theme", "auto")
    typing.page.emulate_media(color_scheme="dark")
    expect(typing.part("panel")).to_have_css("background-color", "rgb(20, 23, 27)")
    set_attribute(typing, "theme", "light")
    expect(typing.part("panel")).to_have_css("background-color", "rgb(255, 255, 255)")
    typing.page.emulate_media(color_scheme="light")
    typing.page.emulate_media(color_scheme="dark")
    expect(typing.part("panel")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_an_attribute_that_stays_the_same_draws_nothing_again(typing: Widget) -> None:
    set_attribute(typing, "heading", "Vraag het")
    typing.call("(element) => { element.shadowRoot.querySelector('[part~=panel]').kept = true }")
    set_attribute(typing, "heading", "Vraag het")
    assert typing.call(_KEPT)


@pytest.mark.parametrize(("name", "value"), [("lang", "fr"), ("heading", "Vraag het"), ("position", "start")])
def test_what_is_drawn_again_keeps_the_text_the_selection_and_the_focus(typing: Widget, name: str, value: str) -> None:
    set_attribute(typing, name, value)
    expect(typing.part("input")).to_have_value(TYPED)
    assert not typing.call(_KEPT)
    assert (typing.focused(), selected(typing)) == ("input", [8, 13])


@pytest.mark.parametrize("part", ["close", "launcher", "transcript"])
def test_the_focus_is_on_the_same_part_again(typing: Widget, part: str) -> None:
    typing.part(part).focus()
    set_attribute(typing, "lang", "en")
    assert typing.focused() == part


def test_a_focus_outside_of_it_is_left_there(typing: Widget) -> None:
    typing.page.locator("#theirs").focus()
    set_attribute(typing, "lang", "en")
    expect(typing.page.locator("#theirs")).to_be_focused()


def test_after_it_was_drawn_again_closing_goes_back_to_where_one_came_from(mount: Mount) -> None:
    widget = mount()
    widget.page.locator("#theirs").focus()
    widget.call("(element) => element.open()")
    set_attribute(widget, "heading", "Vraag het")
    widget.page.keyboard.press("Escape")
    expect(widget.page.locator("#theirs")).to_be_focused()
