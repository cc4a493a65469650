"""Every word is Dutch, French or English, and says in which language it is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Mount, NewContext
from tests.browser.guard import Guard
from tests.browser.host import Page
from tests.browser.made import eventful
from tests.browser.recording import answer, recorded, stream_of
from tests.browser.scripted import Scripted, Stream
from tests.browser.states import STATES, State
from tests.browser.widget import Widget

LABEL = {"nl": "Uw vraag", "fr": "Votre question", "en": "Your question"}
_ALL = """(element) => [...element.shadowRoot.querySelectorAll("*")].flatMap((one) => [
  ...[...one.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data),
  one.getAttribute("aria-label"), one.getAttribute("placeholder"), one.getAttribute("title")]).filter(Boolean)"""


def spoken(widget: Widget) -> str:
    """The language the widget speaks."""
    name = widget.part("input").evaluate("(one) => one.labels?.[0]?.textContent ?? one.getAttribute('aria-label')")
    return next(language for language, label in LABEL.items() if label in str(name))


@pytest.mark.parametrize(
    ("tag", "page", "reader", "language"),
    [
        ("fr", "nl", "en-GB", "fr"),
        ("fr-BE", "nl", "en-GB", "fr"),
        (None, "en", "fr-BE", "en"),
        (None, "nl-BE", "fr-BE", "nl"),
        (None, None, "fr-BE", "fr"),
        ("de", "en", "fr-BE", "en"),
        (None, "de", "fr-BE", "fr"),
        ("de", "de", "de-DE", "nl"),
    ],
)
def test_it_speaks_the_language_of_its_tag_else_of_the_page_else_of_the_browser(
    mount: Mount, scripted: Scripted, new_context: NewContext, tag: str | None, page: str | None, reader: str,
    language: str,
) -> None:  # fmt: skip
    given = {"lang": tag} if tag else {}
    widget = mount(Page(scripted.url, language=page), new_context(locale=reader).new_page(), **given).open()
    assert spoken(widget) == language
    assert widget.part("panel").evaluate("(one) => one.closest('[lang]')?.lang") == language


SPOKEN = [(state, language) for state in STATES for language in LABEL]
SAMPLE = [(state, list(LABEL)[number % 3]) for number, state in enumerate(STATES)]


@pytest.mark.parametrize(
    ("state", "language"),
    [pytest.param(*one, marks=[] if one in SAMPLE else [pytest.mark.thorough]) for one in SPOKEN],
    ids=[f"{state.name}-{language}" for state, language in SPOKEN],
)
def test_no_word_is_a_key_or_a_gap(
    mount: Mount, scripted: Scripted, guard: Guard, new_context: NewContext, state: State, language: str
) -> None:
    if state.noise:
        guard.allow(state.noise)
    scripted.script.suggestions = ["Een?", "Twee?"]
    scripted.script.play(*state.replies())
    widget = mount(None, new_context(permissions=list(state.permissions)).new_page(), lang=language)
    state.reach(widget)
    words = widget.call(_ALL)
    assert [one for one in words if re.search(r"\{\w+\}|undefined|null\b|NaN|\[object", one)] == []
    assert [one for one in words if re.fullmatch(r"[a-z]+_[a-z_]+", one)] == []


@pytest.mark.parametrize("name", ["telework-nl", "telework-fr", "telework-en"])
def test_an_answer_is_marked_with_its_own_language(mount: Mount, scripted: Scripted, name: str) -> None:
    scripted.script.play(Stream([recorded(name)]))
    widget = mount(lang="en").open().ask()
    said = widget.answered()
    last = answer(name)["citations"][0 if name == "telework-en" else -1]["quote"]
    assert said.get_by_text(last[:30]).first.evaluate("(one) => one.closest('[lang]').lang") == name[-2:]


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [("nl", "1 bron", "2 bronnen"), ("fr", "1 source", "2 sources"), ("en", "1 source", "2 sources")],
)
def test_one_source_and_two_sources(mount: Mount, scripted: Scripted, language: str, one: str, two: str) -> None:
    scripted.script.play(Stream([recorded("laptop-nl")]), Stream([recorded("cluster-nl")]))
    widget = mount(lang=language).open().ask()
    widget.answered()
    expect(widget.part("sources").last).to_have_accessible_name(one)
    widget.ask().answered(2)
    expect(widget.part("sources").last).to_have_accessible_name(two)


@pytest.mark.parametrize(
    ("language", "day"), [("nl", "1 januari 2025"), ("fr", "1er janvier 2025"), ("en", "1 January 2025")]
)
def test_days_are_written_out(mount: Mount, scripted: Scripted, language: str, day: str) -> None:
    whole: dict[str, Any] = eventful()
    scripted.script.play(Stream(stream_of(whole)))
    widget = mount(lang=language).open().ask()
    widget.answered()
    expect(widget.part("changes")).to_contain_text(day)
