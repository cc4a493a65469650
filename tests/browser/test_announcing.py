"""What a screen reader hears: once what is going on, once the answer, once how many sources; errors at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import Mount
from tests.browser.guard import Guard
from tests.browser.made import saying
from tests.browser.recording import stream_of
from tests.browser.scripted import Hold, Refusal, Scripted, Stream
from tests.browser.states import STATES, State
from tests.browser.widget import Widget

WORDS = [f"woord{number} " for number in range(500)]
SENTENCE = "".join(WORDS).strip()


def heard(widget: Widget, count: int) -> list[str]:
    """Wait until so many messages were announced; all of them."""
    widget.page.wait_for_function("(count) => window.polyciteHeard.length >= count", arg=count)
    return widget.heard()


def test_of_a_stream_of_500_tokens_three_messages_are_announced(mount: Mount, scripted: Scripted) -> None:
    before, after = Hold(), Hold()
    pieces = stream_of(saying(SENTENCE), deltas=[*WORDS, "[1]"])
    scripted.script.play(Stream([*pieces[:2], before, *pieces[2:-1], after, pieces[-1]]))
    widget = mount().open()
    widget.listen()
    widget.ask()
    assert heard(widget, 1) == ["polite: De documenten worden doorzocht"]
    before.release()
    expect(widget.part("turn").last).to_contain_text("woord499")
    assert len(widget.heard()) == 1
    after.release()
    _, answer, sources = heard(widget, 3)
    assert answer.count("woord250") == 1
    assert sources == "polite: 1 bron"
    widget.answered()
    assert len(widget.heard()) == 3


def test_the_same_answer_is_announced_again(mount: Mount) -> None:
    widget = mount().open()
    widget.listen()
    widget.ask().answered()
    first = heard(widget, 3)
    widget.ask().answered(2)
    assert heard(widget, 6)[3:] == first


def test_a_refusal_is_announced_at_once_and_once(mount: Mount, scripted: Scripted, guard: Guard) -> None:
    guard.allow("status of 500")
    scripted.script.play(Refusal(500))
    widget = mount().open()
    widget.listen()
    widget.ask()
    expect(widget.part("notice")).to_be_visible()
    widget.page.wait_for_function("() => polyciteHeard.some((one) => one.startsWith('assertive'))")
    assert [one.partition(":")[0] for one in widget.heard()].count("assertive") == 1


@pytest.mark.parametrize("state", [one for one in STATES if one.name != "closed"], ids=lambda one: one.name)
def test_the_conversation_is_a_named_log_that_never_speaks_by_itself(
    mount: Mount, scripted: Scripted, guard: Guard, state: State
) -> None:
    if state.noise:
        guard.allow(state.noise)
    scripted.script.suggestions = ["Een?", "Twee?"]
    scripted.script.play(*state.replies())
    widget = mount()
    widget.page.context.grant_permissions(list(state.permissions))
    state.reach(widget)
    transcript = widget.part("transcript")
    expect(transcript).to_have_role("log")
    expect(transcript).to_have_attribute("aria-live", "off")
    expect(transcript).to_have_attribute("tabindex", "0")
    expect(transcript).to_have_accessible_name("Gesprek")
    assert loud(widget) == ["announcer", "announcer", "announcer"]


def loud(widget: Widget) -> list[str]:
    """The parts that are live regions that speak."""
    return list(
        widget.call(
            "(element) => [...element.shadowRoot.querySelectorAll('[aria-live], [role=status], [role=alert]')]"
            ".filter((one) => one.getAttribute('aria-live') !== 'off').map((one) => one.getAttribute('part'))"
        )
    )


def test_the_announcers_are_there_before_they_speak_two_polite_and_one_assertive(mount: Mount, page: Tab) -> None:
    widget = mount()
    kinds = [one.get_attribute("aria-live") for one in widget.part("announcer").all()]
    assert sorted(map(str, kinds)) == ["assertive", "polite", "polite"]
    assert [one.text_content() for one in widget.part("announcer").all()] == ["", "", ""]
