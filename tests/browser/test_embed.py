"""The widget in a frame: only listed sites may show it, and it listens to nobody but the page around it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import FrameLocator, expect
from playwright.sync_api import Page as Tab

from tests.browser.guard import Guard
from tests.browser.host import Host, hosting, policy

Framed = Callable[..., FrameLocator]
_FORGE = """
parent.frames[0].postMessage({type: "polycite:ask", question: "Vals?"}, "*");
parent.postMessage("sent", "*");
"""
_HEARD = "window.heard = []; addEventListener('message', (event) => heard.push([event.origin, event.data]))"


def around(service: str, origin: str) -> str:
    """A page that frames the widget."""
    address = f"{service}/embed?{urlencode({'origin': origin, 'lang': 'nl'})}"
    return (
        f"<!doctype html><html lang=nl><title>Intranet</title><iframe title=Vragen id=framed src='{address}'></iframe>"
    )


@pytest.fixture
def framed(host: Host, service: str, page: Tab) -> Framed:
    """Opens the frame on the host that the service lists; `origin` is the one its address names."""

    def opened(origin: str | None = None, *others: str) -> FrameLocator:
        page.add_init_script(_HEARD)
        written = around(service, origin or host.url)
        page.goto(host.put_file("/framing", "text/html", written, policy(service, *others)))
        return page.frame_locator("#framed")

    return opened


def test_a_listed_site_frames_it_and_an_answer_is_read_there(framed: Framed) -> None:
    chat = framed().locator("polycite-chat")
    chat.locator('[part~="input"]').fill("Binnen hoeveel uur moet ik een verloren laptop melden?")
    chat.locator('[part~="input"]').press("Enter")
    expect(chat.locator('[part~="answer"]')).to_contain_text("4 uur")


def test_it_tells_its_page_that_it_is_ready_and_how_high_it_would_be(framed: Framed, page: Tab, service: str) -> None:
    framed()
    page.wait_for_function("() => heard.some(([, said]) => said.type === 'polycite:height')")
    heard = page.evaluate("() => heard")
    assert {origin for origin, _ in heard} == {service}
    assert heard[0][1] == {"type": "polycite:ready"}
    assert all(said["height"] > 0 for _, said in heard if said["type"] == "polycite:height")


def test_a_site_that_is_not_listed_gets_an_empty_frame(service: str, page: Tab, guard: Guard) -> None:
    with hosting() as other:
        guard.origins.add(other.url)
        guard.allow("frame-ancestors")
        page.goto(other.put_file("/framing", "text/html", around(service, other.url), policy(service)))
        expect(page.frame_locator("#framed").locator("polycite-chat")).to_have_count(0)


ASK = "(said) => { framed.contentWindow.postMessage(said, '*') }"


def asked(framed: Framed, page: Tab, said: object) -> int:
    """How many questions the framed widget asks after a message from its page."""
    chat = framed().locator("polycite-chat")
    page.wait_for_function("() => heard.length > 0")
    page.evaluate(ASK, said)
    page.evaluate(ASK, {"type": "polycite:ask", "question": "Hoeveel dagen telewerk?"})
    expect(chat.locator('[part~="answer"]').last).to_contain_text("dag")
    return chat.locator('[part~="question"]').count()


def test_its_page_may_ask_a_question(framed: Framed, page: Tab) -> None:
    assert asked(framed, page, {"type": "polycite:ask", "question": "  "}) == 1


@pytest.mark.parametrize(
    "said", ["text", None, 4, {"type": "ask"}, {"type": "polycite:ask"}, {"type": "polycite:ask", "question": {"a": 1}}]
)
def test_a_message_it_does_not_know_is_passed_over(framed: Framed, page: Tab, said: object) -> None:
    assert asked(framed, page, said) == 1


def test_a_message_forged_by_another_frame_is_passed_over(framed: Framed, page: Tab, guard: Guard) -> None:
    with hosting() as forger:
        guard.origins.add(forger.url)
        forger.put_file("/forge.js", "text/javascript", _FORGE)
        source = forger.put_file("/forge", "text/html", "<!doctype html><script src=/forge.js></script>")
        chat = framed(None, forger.url).locator("polycite-chat")
        page.wait_for_function("() => heard.length > 0")
        page.evaluate(
            "(source) => { const one = document.createElement('iframe'); one.src = source; document.body.append(one) }",
            source,
        )
        page.wait_for_function("() => heard.some(([, said]) => said === 'sent')")
        page.evaluate(ASK, {"type": "polycite:ask", "question": "Hoeveel dagen telewerk?"})
        expect(chat.locator('[part~="answer"]')).to_contain_text("dag")
        expect(chat.locator('[part~="question"]')).to_have_count(1)


def test_a_frame_whose_address_names_another_site_says_nothing(framed: Framed, page: Tab, service: str) -> None:
    chat = framed("http://elsewhere.example").locator("polycite-chat")
    expect(chat.locator('[part~="input"]')).to_be_visible()
    page.evaluate(ASK, {"type": "polycite:ask", "question": "Hoeveel dagen telewerk?"})
    assert [said for origin, said in page.evaluate("() => heard") if origin == service] == []
    expect(chat.locator('[part~="question"]')).to_have_count(0)


def test_the_widget_leaves_the_messages_of_its_page_alone(framed: Framed, page: Tab) -> None:
    framed()
    page.wait_for_function("() => heard.length > 0")
    assert page.evaluate("() => window.onmessage") is None
