"""Writing a question: Enter sends it, nothing typed is ever lost, and it can be stopped."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Mount
from tests.browser.guard import Guard
from tests.browser.recording import answer, stream_of
from tests.browser.scripted import Hold, Scripted, Stream
from tests.browser.states import STATES, State

MOST = 2000
"""Characters of a question at most."""
REFUSED = [one for one in STATES if one.noise]


def test_enter_sends_and_shift_enter_begins_a_line(mount: Mount, scripted: Scripted) -> None:
    widget = mount().open()
    widget.part("input").press_sequentially("Een")
    widget.part("input").press("Shift+Enter")
    widget.part("input").press_sequentially("twee")
    assert scripted.script.asked == []
    widget.part("input").press("Enter")
    widget.answered()
    assert [one.body["question"] for one in scripted.script.asked] == ["Een\ntwee"]
    expect(widget.part("input")).to_have_value("")


def test_the_button_sends_too(mount: Mount, scripted: Scripted) -> None:
    widget = mount().open()
    widget.part("input").fill("Hoeveel dagen?")
    widget.part("send").click()
    widget.answered()
    expect(widget.part("question")).to_contain_text("Hoeveel dagen?")
    assert len(scripted.script.asked) == 1


def test_enter_while_a_word_is_being_composed_belongs_to_the_keyboard(mount: Mount, scripted: Scripted) -> None:
    widget = mount().open()
    field = widget.part("input")
    field.fill("Hoeveel")
    keyboard = widget.page.context.new_cdp_session(widget.page)
    keyboard.send("Input.imeSetComposition", {"text": "電話", "selectionStart": 2, "selectionEnd": 2})
    pressed = {"type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    keyboard.send("Input.dispatchKeyEvent", pressed)
    field.evaluate(
        "(one) => one.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, composed: true, cancelable: true}))"
    )
    assert scripted.script.asked == []
    keyboard.send("Input.insertText", {"text": "電話"})
    expect(field).to_have_value("Hoeveel電話")
    field.press("Enter")
    widget.answered()
    assert scripted.script.asked[0].body["question"] == "Hoeveel電話"


@pytest.mark.parametrize("typed", ["", "   ", "\n\n"])
def test_nothing_is_not_sent(mount: Mount, scripted: Scripted, typed: str) -> None:
    widget = mount().open().ask(typed)
    expect(widget.part("question")).to_have_count(0)
    assert scripted.script.asked == []


def test_a_question_that_is_too_long_is_counted_and_kept_not_sent(mount: Mount, scripted: Scripted) -> None:
    widget = mount().open()
    widget.part("input").fill("é" * MOST)
    expect(widget.part("counter")).to_contain_text("nog 0 tekens")
    widget.ask("é" * (MOST + 3))
    expect(widget.part("counter")).to_contain_text("3 tekens te veel")
    expect(widget.part("input")).to_have_value("é" * (MOST + 3))
    assert scripted.script.asked == []


def test_the_counter_counts_as_the_service_does_and_describes_the_field(mount: Mount) -> None:
    widget = mount().open()
    widget.part("input").fill("👍" * (MOST - 1))
    expect(widget.part("counter")).to_contain_text("nog 1 teken")
    described = (widget.part("input").get_attribute("aria-describedby") or "").split()
    assert widget.part("counter").get_attribute("id") in described
    expect(widget.part("input")).to_have_accessible_name("Uw vraag")


@pytest.mark.parametrize("state", REFUSED, ids=lambda one: one.name)
def test_a_question_that_failed_stays_typed(mount: Mount, scripted: Scripted, guard: Guard, state: State) -> None:
    guard.allow(state.noise)
    scripted.script.play(*state.replies())
    widget = mount().open().ask("Hoeveel dagen per week?")
    expect(widget.part("notice")).to_be_visible()
    expect(widget.part("input")).to_have_value("Hoeveel dagen per week?")


def test_what_is_typed_meanwhile_is_not_overwritten_by_a_failure(
    mount: Mount, scripted: Scripted, guard: Guard
) -> None:
    guard.allow("ERR_INCOMPLETE")
    hold = Hold()
    scripted.script.play(Stream([*stream_of(answer("telework-nl"))[:2], hold], whole=False))
    widget = mount().open().ask("Eerste vraag?")
    expect(widget.part("stop")).to_be_visible()
    widget.part("input").press_sequentially("Tweede")
    hold.release()
    expect(widget.part("notice")).to_be_visible()
    expect(widget.part("input")).to_have_value("Tweede")


def test_stop_leaves_the_service_and_keeps_what_came(mount: Mount, scripted: Scripted) -> None:
    scripted.script.play(Stream([*stream_of(answer("cluster-nl"))[:5], Hold()]))
    widget = mount().open().ask()
    expect(widget.part("turn")).to_contain_text("650.000 euro")
    widget.part("stop").click()
    expect(widget.part("turn")).to_have_attribute("data-state", "stopped")
    expect(widget.part("turn")).to_contain_text("650.000 euro")
    assert scripted.script.asked[0].gone.wait(1)
    expect(widget.part("stop")).not_to_be_visible()


def test_a_follow_up_sends_the_earlier_questions(mount: Mount, scripted: Scripted) -> None:
    widget = mount().open()
    for count, question in enumerate(["Hoeveel dagen?", "En deeltijds?", "En in Gent?"], 1):
        widget.ask(question).answered(count)
    sent = [one.body.get("history") or [] for one in scripted.script.asked]
    assert [[turn["content"] for turn in one if turn["role"] == "user"] for one in sent] == [
        [],
        ["Hoeveel dagen?"],
        ["Hoeveel dagen?", "En deeltijds?"],
    ]


def test_a_suggestion_asks_its_question(mount: Mount, scripted: Scripted) -> None:
    scripted.script.suggestions = ["Hoeveel dagen telewerk?", "Binnen hoeveel uur melden?"]
    widget = mount().open()
    expect(widget.part("suggestion")).to_have_text(["Hoeveel dagen telewerk?", "Binnen hoeveel uur melden?"])
    widget.part("suggestion").first.click()
    widget.answered()
    assert scripted.script.asked[0].body["question"] == "Hoeveel dagen telewerk?"


@pytest.mark.parametrize("given", ['["Een?", "Twee?"]', "Een? | Twee?"])
def test_suggestions_of_the_tag_go_before_those_of_the_service(mount: Mount, scripted: Scripted, given: str) -> None:
    scripted.script.suggestions = ["Van de dienst?"]
    widget = mount(suggestions=given).open()
    expect(widget.part("suggestion")).to_have_text(["Een?", "Twee?"])
    assert [one for one in scripted.script.fetched if "suggestions" in one] == []
