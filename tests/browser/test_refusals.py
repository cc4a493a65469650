"""When the service does not answer, the person reads why, keeps the question, and can try again."""

from __future__ import annotations

import socket

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import Mount
from tests.browser.guard import Guard
from tests.browser.host import Host, Page, policy
from tests.browser.recording import answer, recorded, stream_of
from tests.browser.scripted import Hold, Refusal, Scripted, Stream
from tests.browser.widget import Widget

QUESTION = "Hoeveel dagen per week?"


def told(widget: Widget, kind: str) -> None:
    expect(widget.element.locator(f'[part~="notice"][data-kind="{kind}"]')).to_be_visible()
    expect(widget.part("input")).to_have_value(QUESTION)


def test_too_many_questions_count_down_and_may_then_be_asked_again(
    mount: Mount, scripted: Scripted, guard: Guard, page: Tab
) -> None:
    guard.allow("status of 429")
    page.clock.install()
    scripted.script.play(Refusal(429, headers={"Retry-After": "30"}), Stream([recorded("telework-nl")]))
    widget = mount().open().ask(QUESTION)
    told(widget, "limited")
    expect(widget.part("notice")).to_contain_text("30 seconden")
    expect(widget.part("retry")).to_be_disabled()
    page.clock.run_for(29_000)
    expect(widget.part("notice")).to_contain_text("1 seconde.")
    page.clock.run_for(2_000)
    expect(widget.part("retry")).to_be_enabled()
    widget.part("retry").click()
    page.clock.run_for(1_000)
    widget.answered()
    assert [one.body["question"] for one in scripted.script.asked] == [QUESTION, QUESTION]
    expect(widget.part("input")).to_have_value("")


@pytest.mark.parametrize("after", ["", "soon", "-5", "1e9", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_wait_nobody_can_read_still_lets_the_person_try_again(
    mount: Mount, scripted: Scripted, guard: Guard, page: Tab, after: str
) -> None:
    guard.allow("status of 429")
    page.clock.install()
    scripted.script.play(Refusal(429, headers={"Retry-After": after} if after else {}))
    widget = mount().open().ask(QUESTION)
    told(widget, "limited")
    page.clock.run_for(3_600_000)
    expect(widget.part("retry")).to_be_enabled()


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_service_that_fails_gives_a_number_to_tell_the_helpdesk(
    mount: Mount, scripted: Scripted, guard: Guard, status: int
) -> None:
    guard.allow(f"status of {status}")
    scripted.script.play(Refusal(status), Stream([recorded("telework-nl")]))
    widget = mount().open().ask(QUESTION)
    told(widget, "server")
    expect(widget.part("request-id")).to_contain_text("req-42")
    widget.part("retry").click()
    widget.answered()


def test_an_error_in_the_stream_is_told_as_any_other(mount: Mount, scripted: Scripted) -> None:
    problem = {
        "type": "urn:polycite:problem:internal",
        "title": "x",
        "status": 500,
        "detail": "x",
        "request_id": "req-7",
    }
    pieces = stream_of(answer("telework-nl"))[:3]
    error = b"event: error\ndata: " + str(problem).replace("'", '"').encode() + b"\nid: 4\n\n"
    scripted.script.play(Stream([*pieces, error]))
    widget = mount().open().ask(QUESTION)
    told(widget, "server")
    expect(widget.part("request-id")).to_contain_text("req-7")


def test_a_page_that_is_no_stream_at_all_is_a_failure(mount: Mount, scripted: Scripted, guard: Guard) -> None:
    guard.allow("status of 404")
    widget = mount(endpoint=scripted.url + "/elsewhere/..%2f").open()
    scripted.script.play(Refusal(404))
    widget.ask(QUESTION)
    expect(widget.part("notice")).to_be_visible()
    expect(widget.part("input")).to_have_value(QUESTION)


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.parametrize(
    ("where", "noise"), [("refused", "ERR_CONNECTION_REFUSED"), ("unknown", "ERR_NAME_NOT_RESOLVED")]
)
def test_a_service_that_is_not_there_is_told_and_the_question_kept(
    host: Host, scripted: Scripted, page: Tab, guard: Guard, where: str, noise: str
) -> None:
    guard.allow(noise)
    away = f"http://127.0.0.1:{closed_port()}" if where == "refused" else "http://nobody.invalid"
    guard.origins.add(away)
    script = scripted.url + "/widget/v1/polycite-widget.js"
    page.goto(host.put(Page(away, script=script, content_security=policy(away, scripted.url))))
    told(Widget(page).open().ask(QUESTION), "offline")


def test_a_connection_lost_in_the_middle_keeps_what_came_and_can_be_tried_again(
    mount: Mount, scripted: Scripted, guard: Guard
) -> None:
    guard.allow("ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE|ERR_FAILED|ERR_NETWORK_CHANGED")
    held = Stream([*stream_of(answer("cluster-nl"))[:5], Hold()], whole=False)
    scripted.script.play(held, Stream([recorded("cluster-nl")]))
    widget = mount().open().ask(QUESTION)
    expect(widget.part("turn")).to_contain_text("650.000 euro")
    widget.page.context.set_offline(True)
    held.pieces[-1].release()  # type: ignore[union-attr]
    expect(widget.element.locator('[part~="notice"][data-kind="truncated"]')).to_be_visible()
    expect(widget.part("turn")).to_contain_text("650.000 euro")
    widget.page.context.set_offline(False)
    widget.part("retry").click()
    widget.answered()


def token_provider(widget: Widget, tokens: str) -> None:
    widget.call(
        "(element, tokens) => { window.asked = 0; const left = tokens.split(' ');"
        " element.tokenProvider = async () => { window.asked += 1; return left.shift() } }",
        tokens,
    )


def sent_tokens(scripted: Scripted) -> list[str | None]:
    return [one.headers.get("authorization") for one in scripted.script.asked]


def test_without_a_provider_no_credentials_are_sent(mount: Mount, scripted: Scripted) -> None:
    mount().open().ask().answered()
    assert {"authorization", "cookie"} & set(scripted.script.asked[0].headers) == set()


def test_an_expired_token_is_asked_for_once_more_and_the_question_sent_once_more(
    mount: Mount, scripted: Scripted, guard: Guard
) -> None:
    guard.allow("status of 401")
    good = Stream([recorded("telework-nl")])
    scripted.script.play(good, Refusal(401), good)
    widget = mount()
    token_provider(widget, "first second")
    widget.open().ask().answered()
    widget.ask().answered(2)
    assert sent_tokens(scripted) == ["Bearer first", "Bearer first", "Bearer second"]
    assert widget.page.evaluate("() => asked") == 2


def test_a_second_refusal_asks_to_sign_in_again_and_asks_no_more(
    mount: Mount, scripted: Scripted, guard: Guard
) -> None:
    guard.allow("status of 401")
    scripted.script.play(Refusal(401))
    widget = mount()
    token_provider(widget, "first second third fourth")
    told(widget.open().ask(QUESTION), "expired")
    assert sent_tokens(scripted) == ["Bearer first", "Bearer second"]


def test_a_provider_that_fails_is_told_and_nothing_is_sent(mount: Mount, scripted: Scripted) -> None:
    widget = mount()
    widget.call("(element) => { element.tokenProvider = async () => { throw new Error('no session') } }")
    widget.open().ask(QUESTION)
    expect(widget.part("notice")).to_be_visible()
    expect(widget.part("input")).to_have_value(QUESTION)
    assert scripted.script.asked == []


@pytest.mark.parametrize("given", ["undefined", "null", "''", "42", "{token: 'x'}"])
def test_a_provider_that_gives_no_token_is_told_and_nothing_is_sent(
    mount: Mount, scripted: Scripted, given: str
) -> None:
    widget = mount()
    widget.call(f"(element) => {{ element.tokenProvider = async () => ({given}) }}")
    told(widget.open().ask(QUESTION), "expired")
    assert scripted.script.asked == []
