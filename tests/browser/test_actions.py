"""What can be done with an answer: copy it with its sources, judge it, ask it again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Mount, NewContext
from tests.browser.guard import Guard
from tests.browser.recording import answer, stream_of
from tests.browser.scripted import Refusal, Scripted, Silence, Stream
from tests.browser.widget import Widget

CLUSTER = answer("cluster-nl")


def answered(mount: Mount, scripted: Scripted, new_context: NewContext, permissions: list[str]) -> Widget:
    scripted.script.play(Stream(stream_of(CLUSTER)))
    widget = mount(None, new_context(permissions=permissions).new_page()).open().ask()
    widget.answered()
    return widget


def holds_answer_and_sources(copied: str) -> bool:
    titles = [one["document"]["title"] for one in CLUSTER["citations"]]
    return CLUSTER["answer"] in copied and all(
        f"[{number}] {title}" in copied for number, title in enumerate(titles, 1)
    )


def test_copying_takes_the_text_and_the_numbered_sources(
    mount: Mount, scripted: Scripted, new_context: NewContext
) -> None:
    widget = answered(mount, scripted, new_context, ["clipboard-read", "clipboard-write"])
    widget.part("copy").click()
    expect(widget.element.get_by_text("Antwoord en bronnen gekopieerd").first).to_be_attached()
    copied = widget.page.evaluate("() => navigator.clipboard.readText()")
    assert holds_answer_and_sources(copied), copied


def test_where_copying_is_denied_the_text_can_be_selected(
    mount: Mount, scripted: Scripted, new_context: NewContext
) -> None:
    widget = answered(mount, scripted, new_context, [])
    widget.part("copy").click()
    box = widget.part("copy-text")
    expect(box).to_be_visible()
    assert holds_answer_and_sources(box.input_value())
    assert box.get_attribute("readonly") is not None
    expect(box).to_have_accessible_name("Antwoord met bronnen, om te kopiëren")


@pytest.fixture
def judged(mount: Mount, scripted: Scripted) -> Widget:
    """A finished answer."""
    scripted.script.play(Stream(stream_of(CLUSTER)))
    widget = mount().open().ask()
    widget.answered()
    return widget


def votes(scripted: Scripted) -> list[Any]:
    """The vote and the reason of each request; every one must be about this answer."""
    assert {one.body["answer_id"] for one in scripted.script.voted} <= {CLUSTER["id"]}
    return [(one.body["vote"], one.body.get("reason")) for one in scripted.script.voted]


def press(judged: Widget, part: str) -> None:
    """Press, and wait until the service has answered."""
    with judged.page.expect_response(lambda one: one.url.endswith("/v1/feedback")):
        judged.part(part).click()


def test_a_vote_is_sent_once_pressed_and_shown_as_pressed(judged: Widget, scripted: Scripted) -> None:
    up, down = judged.part("vote-up"), judged.part("vote-down")
    expect(up).to_have_attribute("aria-pressed", "false")
    press(judged, "vote-up")
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(down).to_have_attribute("aria-pressed", "false")
    expect(judged.part("undo")).to_be_visible()
    assert votes(scripted) == [("up", None)]


def test_the_other_vote_takes_the_place_of_the_first(judged: Widget, scripted: Scripted) -> None:
    press(judged, "vote-up")
    expect(judged.part("vote-up")).to_have_attribute("aria-pressed", "true")
    press(judged, "vote-down")
    expect(judged.part("vote-down")).to_have_attribute("aria-pressed", "true")
    expect(judged.part("vote-up")).to_have_attribute("aria-pressed", "false")
    assert votes(scripted) == [("up", None), ("down", None)]


def test_a_vote_can_be_undone(judged: Widget, scripted: Scripted) -> None:
    press(judged, "vote-up")
    press(judged, "undo")
    expect(judged.part("vote-up")).to_have_attribute("aria-pressed", "false")
    assert votes(scripted) == [("up", None), (None, None)]


def test_a_reason_may_be_given_of_at_most_500_characters(judged: Widget, scripted: Scripted) -> None:
    press(judged, "vote-down")
    judged.part("reason").fill("r" * 490)
    expect(judged.part("reason-counter")).to_contain_text("10")
    judged.part("reason").press_sequentially("s" * 11)
    expect(judged.part("reason-send")).to_be_disabled()
    judged.part("reason").press("Backspace")
    press(judged, "reason-send")
    expect(judged.part("reason-send")).not_to_be_visible()
    vote, reason = votes(scripted)[-1]
    assert (vote, len(reason)) == ("down", 500)


def test_a_reason_half_written_outlasts_what_draws_the_answer_again(judged: Widget, scripted: Scripted) -> None:
    press(judged, "vote-down")
    judged.part("reason").fill("Het bedrag is van")
    judged.call("(element) => element.setAttribute('lang', 'fr')")
    expect(judged.part("reason")).to_have_value("Het bedrag is van")
    assert judged.focused() == "reason"
    judged.part("reason").press_sequentially(" 2023")
    press(judged, "reason-send")
    assert votes(scripted)[-1] == ("down", "Het bedrag is van 2023")
    judged.call("(element) => element.setAttribute('lang', 'nl')")
    expect(judged.part("reason")).to_have_count(0)


@pytest.mark.parametrize(
    ("failure", "noise"), [(Refusal(503), "status of 503"), (Silence(), "ERR_EMPTY_RESPONSE")], ids=["503", "offline"]
)
def test_a_vote_that_was_not_sent_is_not_shown_as_given_and_can_be_given_again(
    judged: Widget, scripted: Scripted, guard: Guard, failure: Any, noise: str
) -> None:
    guard.allow(noise)
    scripted.script.votes.append(failure)
    judged.part("vote-up").click()
    expect(judged.element.get_by_text("Uw oordeel is niet verstuurd.").first).to_be_attached()
    expect(judged.part("vote-up")).to_have_attribute("aria-pressed", "false")
    press(judged, "vote-up")
    expect(judged.part("vote-up")).to_have_attribute("aria-pressed", "true")
    assert votes(scripted) == [("up", None), ("up", None)]


def test_the_page_hears_of_a_vote(judged: Widget) -> None:
    judged.page.evaluate(
        "() => { window.told = []; addEventListener('polycite:feedback', (event) => told.push(event.detail)) }"
    )
    press(judged, "vote-up")
    expect(judged.part("vote-up")).to_have_attribute("aria-pressed", "true")
    assert judged.page.evaluate("() => told") == [{"answer_id": CLUSTER["id"], "vote": "up"}]


def test_asking_again_asks_the_same_question(judged: Widget, scripted: Scripted) -> None:
    judged.part("retry").click()
    judged.answered(2)
    first, second = (one.body["question"] for one in scripted.script.asked)
    assert first == second


def test_clearing_the_conversation_empties_it(judged: Widget) -> None:
    judged.part("clear").click()
    expect(judged.part("answer")).to_have_count(0)
    expect(judged.part("empty")).to_be_visible()
    assert judged.focused() in {"input", "clear"}
