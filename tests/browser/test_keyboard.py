"""Everything is reached and left by keyboard, and the focus is never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import Mount, NewContext
from tests.browser.host import Page
from tests.browser.scripted import Scripted
from tests.browser.widget import Widget

AFTER = "<button id='after'>Na de widget</button>"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
_WATCH = """() => {
  window.onBody = 0;
  window.watching = setInterval(() => { if (document.activeElement === document.body) window.onBody += 1; }, 1);
  document.addEventListener("focusout", (event) => { if (!event.relatedTarget) queueMicrotask(() => {
    if (document.activeElement === document.body) window.onBody += 1; }); });
}"""


def path(widget: Widget, steps: int, key: str = "Tab") -> list[str]:
    """Where the focus is after each press."""
    places = []
    for _ in range(steps):
        widget.page.keyboard.press(key)
        places.append(widget.focused())
    return places


def test_it_opens_by_keyboard_with_the_focus_in_the_composer_and_escape_brings_it_back(mount: Mount) -> None:
    widget = mount()
    widget.part("launcher").focus()
    widget.page.evaluate(_WATCH)
    widget.page.keyboard.press("Enter")
    expect(widget.part("input")).to_be_focused()
    widget.page.keyboard.press("Escape")
    expect(widget.part("panel")).not_to_be_visible()
    assert widget.focused() == "launcher"
    assert widget.page.evaluate("() => onBody") == 0


def test_the_close_button_gives_the_focus_back_to_the_launcher(mount: Mount) -> None:
    widget = mount().open()
    widget.page.evaluate(_WATCH)
    widget.part("close").press("Enter")
    assert widget.focused() == "launcher"
    assert widget.page.evaluate("() => onBody") == 0


def test_the_focus_stays_in_the_composer_through_a_question_and_its_answer(mount: Mount) -> None:
    widget = mount().open()
    widget.page.evaluate(_WATCH)
    widget.ask().answered()
    assert widget.focused() == "input"
    assert widget.page.evaluate("() => onBody") == 0


def test_the_launcher_tells_what_it_opens_and_whether_it_is_open(mount: Mount) -> None:
    widget = mount()
    launcher = widget.part("launcher")
    expect(launcher).to_have_attribute("aria-expanded", "false")
    closed = launcher.get_attribute("aria-label") or launcher.text_content()
    controlled = launcher.get_attribute("aria-controls")
    widget.open()
    expect(launcher).to_have_attribute("aria-expanded", "true")
    assert (launcher.get_attribute("aria-label") or launcher.text_content()) != closed
    assert widget.part("panel").get_attribute("id") == controlled


def test_on_a_desktop_the_panel_is_a_labelled_dialog_that_does_not_hold_the_focus(
    mount: Mount, scripted: Scripted
) -> None:
    widget = mount(Page(scripted.url, extra=AFTER)).open()
    expect(widget.part("panel")).to_have_role("dialog")
    expect(widget.part("panel")).to_have_accessible_name("Vraag het aan de documenten")
    assert widget.part("panel").get_attribute("aria-modal") in (None, "false")
    assert "" in path(widget, 8)
    assert widget.page.evaluate("() => document.querySelectorAll('[inert]').length") == 0


@pytest.fixture
def phone(new_context: NewContext, mount: Mount, scripted: Scripted) -> Widget:
    return mount(Page(scripted.url, extra=AFTER), new_context(**PHONE).new_page())


def test_on_a_phone_the_panel_is_modal_and_the_focus_stays_inside(phone: Widget) -> None:
    phone.open()
    expect(phone.part("panel")).to_have_attribute("aria-modal", "true")
    assert "" not in path(phone, 15) + path(phone, 15, "Shift+Tab")
    phone.page.evaluate("() => document.querySelector('#theirs').focus()")
    assert phone.focused() != ""


def test_on_a_phone_closing_gives_the_page_back(phone: Widget) -> None:
    phone.open()
    phone.part("close").tap()
    expect(phone.part("panel")).not_to_be_visible()
    assert phone.page.evaluate("() => document.querySelectorAll('[inert]').length") == 0
    phone.page.locator("#theirs").focus()
    expect(phone.page.locator("#theirs")).to_be_focused()


def test_what_the_page_itself_made_inert_stays_so(phone: Widget) -> None:
    phone.page.evaluate("() => { document.querySelector('h1').inert = true }")
    phone.open()
    phone.part("close").tap()
    assert phone.page.evaluate("() => document.querySelector('h1').inert")


def test_nothing_in_a_closed_panel_takes_the_focus(mount: Mount) -> None:
    widget = mount().open().ask()
    widget.answered()
    widget.page.keyboard.press("Escape")
    assert focusable(widget) == ["launcher"]


def focusable(widget: Widget) -> list[str]:
    """The parts that take the focus when told to."""
    return list(
        widget.call(
            "(element) => [...element.shadowRoot.querySelectorAll('*')].filter((one) => { one.focus?.();"
            " return element.shadowRoot.activeElement === one; }).map((one) => one.getAttribute('part'))"
        )
    )


ORDER = [
    "launcher", "clear", "close", "transcript", "div", "marker", "view", "marker", "view", "marker", "view", "a", "a",
    "copy", "vote-up", "vote-down", "retry", "input", "send",
]  # fmt: skip
"""Where Tab leads after one answer: a table that scrolls, three markers and their quotations, two sources."""


def test_tab_leads_through_the_panel_as_it_is_read(mount: Mount, page: Tab) -> None:
    widget = mount().open().ask()
    widget.answered()
    widget.part("launcher").focus()
    places = ["launcher", *path(widget, 40)]
    assert places[: places.index("")] == ORDER
