"""The harness sees what it must see: a watch that cannot bark proves nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab

from polycite.web.schema import AskResponse
from tests.browser.chromium import find
from tests.browser.guard import Guard, settle
from tests.browser.host import Host, Page, policy
from tests.browser.recording import FOLDER, QUESTIONS, answer, events, recorded, stream_of
from tests.browser.scripted import Hold, Refusal, Scripted, Stream

ASK = "(url) => fetch(url + '/v1/ask', {method: 'POST', body: '{}'})"


@pytest.fixture
def bare(host: Host, scripted: Scripted, page: Tab) -> Tab:
    """A strict page without the widget."""
    page.goto(host.put_file("/bare", "text/html", "<!doctype html><title>t</title><p id=p>", policy(scripted.url)))
    return page


def seen(guard: Guard, page: Tab) -> list[str]:
    """What the guard saw, taken from it so that this test passes."""
    settle(page)
    found, guard.seen = guard.seen, []
    return found


@pytest.mark.parametrize(
    ("deed", "kinds"),
    [
        ("() => { try { p.innerHTML = '<b>' } catch {} }", {"policy", "console"}),
        ("() => { p.setAttribute('style', 'color: red') }", {"policy", "console"}),
        ("() => console.warn('careful')", {"console"}),
        ("() => { setTimeout(() => { throw new Error('lost') }, 0) }", {"error"}),
        ("() => fetch('https://example.org/').catch(() => {})", {"policy", "console"}),
    ],
)
def test_the_guard_sees(bare: Tab, guard: Guard, deed: str, kinds: set[str]) -> None:
    bare.evaluate(deed)
    assert {said.partition(":")[0] for said in seen(guard, bare)} == kinds


def test_the_guard_sees_a_request_to_a_stranger_and_no_name_resolves(host: Host, guard: Guard, page: Tab) -> None:
    page.goto(host.put_file("/open", "text/html", "<!doctype html><title>t</title>"))
    assert page.evaluate("() => fetch('https://example.org/x').then(() => 'reached', () => 'refused')") == "refused"
    assert "foreign: https://example.org/x" in seen(guard, page)


def test_the_guard_fails_on_what_was_seen_and_on_what_was_announced_but_did_not_come(guard: Guard) -> None:
    guard.seen = ["console: error: x"]
    with pytest.raises(AssertionError, match="console: error: x"):
        guard.check()
    guard.allow("error: x")
    guard.check()
    guard.allow("never")
    with pytest.raises(AssertionError, match="never"):
        guard.check()
    guard.seen, guard._allowed = [], []


def test_a_stream_waits_where_it_is_held_and_notices_that_the_browser_left(bare: Tab, scripted: Scripted) -> None:
    scripted.script.play(Stream([b"one", Hold(), b"two"]))
    first = bare.evaluate(
        "async (url) => { window.stop = new AbortController();"
        " const answer = await fetch(url + '/v1/ask', {method: 'POST', body: '{}', signal: stop.signal});"
        " const read = await answer.body.getReader().read(); return new TextDecoder().decode(read.value); }",
        scripted.url,
    )
    assert first == "one"
    assert not scripted.script.asked[0].gone.is_set()
    bare.evaluate("() => stop.abort()")
    assert scripted.script.asked[0].gone.wait(5)


def test_a_released_stream_goes_on(bare: Tab, scripted: Scripted) -> None:
    hold = Hold()
    scripted.script.play(Stream([b"one", hold, b"two"]))
    hold.release()
    assert bare.evaluate(f"async (url) => (await ({ASK})(url)).text()", scripted.url) == "onetwo"


def test_replies_follow_each_other_and_the_last_one_stays(bare: Tab, scripted: Scripted, guard: Guard) -> None:
    guard.allow("status of 429")
    scripted.script.play(Refusal(429, headers={"Retry-After": "7"}), Stream([b"x"]))
    told = [
        bare.evaluate(
            f"async (url) => {{ const one = await ({ASK})(url); return [one.status, one.headers.get('Retry-After')] }}",
            scripted.url,
        )
        for _ in range(3)
    ]
    assert told == [[429, "7"], [200, None], [200, None]]


def test_a_broken_connection_is_an_error_of_the_reader(bare: Tab, scripted: Scripted, guard: Guard) -> None:
    guard.allow("ERR_INCOMPLETE_CHUNKED_ENCODING")
    scripted.script.play(Stream([b"one"], whole=False))
    read = f"async (url) => (await ({ASK})(url)).text().then(() => 'whole', (error) => error.name)"
    assert bare.evaluate(read, scripted.url) == "TypeError"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_recorded_stream_is_one_the_service_could_write_today(name: str) -> None:
    told = events(recorded(name))
    assert [one for one, _ in told[:3]] == ["start", "status", "sources"]
    assert [one for one, _ in told].count("done") == 1
    assert AskResponse.model_validate(answer(name)).question == QUESTIONS[name]
    assert {one for one, _ in events(b"".join(stream_of(answer(name))))} == {one for one, _ in told}


def test_every_recording_is_of_a_question_that_is_named() -> None:
    assert {one.stem for one in FOLDER.glob("*.sse")} == set(QUESTIONS)


def test_a_named_browser_goes_before_the_one_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert find({"POLYCITE_CHROMIUM": "/opt/chromium"}) == "/opt/chromium"
    assert find({}) is None


def test_the_page_of_a_host_carries_the_strict_policy(host: Host, scripted: Scripted, page: Tab, guard: Guard) -> None:
    guard.allow("status of 404")
    answered = page.goto(host.put(Page(scripted.url, tag=False, script="/none.js")))
    assert answered is not None
    given = answered.headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in given
    assert "unsafe" not in given
