"""The example intranet in a browser, beside the real service: under its own policy, where it may ask and where not."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from examples.intranet.serve import Intranet, Pinned, may_embed, origin_of, pinned
from tests.browser.conftest import NewContext
from tests.browser.corpus_service import serving
from tests.browser.guard import Guard
from tests.browser.recording import QUESTIONS
from tests.browser.widget import Widget

Sites = tuple[str, str, str]


@contextmanager
def intranet(polycite: Pinned, port: int = 0) -> Iterator[str]:
    """The origin of the example, until the block ends."""
    with Intranet(polycite, port) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield origin_of(server)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def running(corpus: Path) -> Iterator[Sites]:
    """The service, an intranet that it lists, and the same one at an address that it does not."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with serving(corpus, [f"http://127.0.0.1:{port}"]) as polycite:
        found = pinned(polycite)
        with intranet(found, port) as known, intranet(found) as stranger:
            yield polycite, known, stranger


@pytest.fixture
def sites(running: Sites, guard: Guard) -> Sites:
    """Their addresses, which pages may ask of."""
    guard.origins.update(running)
    return running


def test_the_service_knows_the_one_and_not_the_other(sites: Sites) -> None:
    polycite, known, stranger = sites
    assert (may_embed(polycite, known), may_embed(polycite, stranger)) == (True, False)


@pytest.mark.parametrize(("page_of", "name"), [("/", "laptop-nl"), ("/fr.html", "telework-fr")])
def test_the_widget_answers_under_the_policy_of_the_page(sites: Sites, page: Tab, page_of: str, name: str) -> None:
    page.goto(sites[1] + page_of)
    answer = Widget(page).open().ask(QUESTIONS[name]).answered()
    expect(answer).to_be_visible()
    expect(Widget(page).part("source").first).to_be_visible()


def test_a_question_of_the_page_itself_opens_the_widget_with_its_answer(sites: Sites, page: Tab) -> None:
    page.goto(sites[1])
    page.get_by_role("button", name=QUESTIONS["laptop-nl"]).click()
    expect(Widget(page).answered()).to_contain_text("4 uur")
    expect(Widget(page).part("panel")).to_be_visible()


def test_at_an_address_that_is_not_listed_nothing_is_answered_and_the_words_stay(
    sites: Sites, page: Tab, guard: Guard
) -> None:
    guard.allow("CORS|ERR_FAILED|status of 403")
    page.goto(sites[2])
    widget = Widget(page).open().ask(QUESTIONS["laptop-nl"])
    expect(widget.part("notice")).to_be_visible()
    expect(widget.part("input")).to_have_value(QUESTIONS["laptop-nl"])
    expect(widget.part("copy")).to_have_count(0)


def test_without_script_the_page_leads_to_the_questions_page(sites: Sites, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(sites[1])
    page.locator("polycite-chat a").click()
    expect(page.locator("#question")).to_be_visible()


def test_the_framed_widget_answers_a_question_of_its_page(sites: Sites, page: Tab) -> None:
    page.goto(sites[1] + "/frame.html")
    page.get_by_role("button", name=QUESTIONS["telework-nl"]).click()
    chat = page.frame_locator("iframe").locator("polycite-chat")
    expect(chat.locator('[part~="copy"]')).to_have_count(1)
    expect(chat.locator('[part~="question"]')).to_contain_text(QUESTIONS["telework-nl"])


def test_a_frame_at_an_address_that_is_not_listed_stays_empty_and_the_page_offers_a_way(
    sites: Sites, page: Tab, guard: Guard
) -> None:
    guard.allow("frame-ancestors")
    page.goto(sites[2] + "/frame.html")
    expect(page.frame_locator("iframe").locator("polycite-chat")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("main a").first).to_be_visible()
