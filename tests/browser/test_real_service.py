"""The widget and the real service on the sample corpus, on two origins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from polycite.web.widget_file import widget_file
from tests.browser.conftest import Mount
from tests.browser.corpus_service import serving
from tests.browser.guard import Guard
from tests.browser.host import Host, Page, policy
from tests.browser.recording import QUESTIONS
from tests.browser.scripted import Scripted
from tests.browser.widget import Widget

ANSWERED = [name for name in QUESTIONS if not name.startswith("declined")]


@pytest.mark.parametrize("name", ANSWERED)
def test_every_quotation_shown_stands_in_the_text_of_its_document(mount: Mount, service: str, name: str) -> None:
    widget = mount(service=service).open().ask(QUESTIONS[name])
    widget.answered()
    given = [one.evaluate("(one) => one.textContent") for one in widget.part("quote").all()]
    assert given
    answer = widget.page.evaluate(_AGAIN, [service, QUESTIONS[name]])
    assert [one["quote"] for one in answer["citations"] if not shown(one["quote"], given)] == []


def shown(quote: str, given: list[str]) -> bool:
    """Whether a quotation is read on the page; how it is set, the bars of a table's row too, does not count."""
    return any(letters(quote) in letters(one) for one in given)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


_AGAIN = """async ([url, question]) => (await fetch(url + "/v1/ask", { method: "POST",
  headers: {"Content-Type": "application/json"}, body: JSON.stringify({question}) })).json()"""


def test_what_is_not_in_the_documents_is_declined_with_the_nearest_passages(mount: Mount, service: str) -> None:
    widget = mount(service=service).open().ask(QUESTIONS["declined-nl"])
    expect(widget.part("turn")).to_have_attribute("data-state", "declined")
    expect(widget.part("passage").first).to_be_visible()
    expect(widget.part("marker")).to_have_count(0)


@pytest.mark.parametrize("name", ANSWERED[:3])
def test_a_follow_up_is_understood_after_its_question(mount: Mount, service: str, name: str) -> None:
    more = {"nl": "En per maand?", "fr": "Et par mois ?", "en": "And per month?"}[name[-2:]]
    widget = mount(service=service, lang=name[-2:]).open().ask(QUESTIONS[name])
    widget.answered()
    widget.ask(more)
    expect(widget.part("turn").last).to_have_attribute("data-state", re.compile("answered|declined"))


def test_suggestions_come_from_the_service(mount: Mount, service: str) -> None:
    widget = mount(service=service)
    with widget.page.expect_response(lambda one: "/v1/suggestions" in one.url) as asked:
        widget.open()
    assert asked.value.status == 200
    told = asked.value.json()["suggestions"]
    expect(widget.part("suggestion")).to_have_text(told)


def test_the_source_of_a_quotation_is_marked_in_the_view_of_its_document(mount: Mount, service: str) -> None:
    widget = mount(service=service).open().ask(QUESTIONS["laptop-nl"])
    widget.answered()
    widget.part("marker").first.click()
    quote = str(widget.part("popover").locator("[part~=quote], blockquote, q").first.text_content())
    with widget.page.context.expect_page() as opened:
        widget.part("popover").get_by_role("link").first.click()
    marked = opened.value.locator("mark").first
    expect(marked).to_be_visible()
    assert "".join(str(marked.text_content()).split())[:30] in "".join(quote.split())


@pytest.mark.parametrize("pinned", ["v1", "manifest"])
def test_the_widget_is_served_pinned_and_moving(
    host: Host, service: str, page: Tab, scripted: Scripted, pinned: str
) -> None:
    manifest: Any = page.request.get(service + "/widget/manifest.json").json()
    written = str(manifest)
    assert widget_file().integrity in written
    exact = next(one for one in re.findall(r"/widget/[^/'\"]+/polycite-widget\.js", written) if "/v1/" not in one)
    attributes = f'type="module" crossorigin="anonymous" integrity="{widget_file().integrity}"'
    script = "/widget/v1/polycite-widget.js" if pinned == "v1" else exact
    page.goto(host.put(Page(service, script=script, script_attributes=attributes)))
    expect(Widget(page).part("launcher")).to_be_visible()


@pytest.fixture(scope="module")
def shut(corpus: Path) -> Iterator[str]:
    """A real service that allows no other origin."""
    with serving(corpus) as url:
        yield url


def test_an_origin_that_is_not_allowed_gets_no_answer_and_the_person_is_told(
    host: Host, shut: str, page: Tab, guard: Guard
) -> None:
    guard.origins.add(shut)
    guard.allow("CORS|ERR_FAILED|status of 403")
    page.goto(host.put(Page(shut)))
    widget = Widget(page).open().ask("Hoeveel dagen?")
    expect(widget.part("notice")).to_be_visible()
    expect(widget.part("input")).to_have_value("Hoeveel dagen?")


def test_a_page_without_an_origin_gets_no_answer(host: Host, service: str, page: Tab, guard: Guard) -> None:
    guard.allow("CORS|ERR_FAILED|status of 403")
    sandboxed = f"sandbox allow-scripts; {policy(service)}"
    page.goto(host.put_file("/null", "text/html", "<!doctype html><title>t</title>", sandboxed))
    assert page.evaluate("() => origin") == "null"
    assert (
        page.evaluate(f"(given) => ({_AGAIN})(given).then(() => 'read', () => 'refused')", [service, "x"]) == "refused"
    )


def test_a_vote_reaches_the_service(mount: Mount, service: str) -> None:
    widget = mount(service=service).open().ask(QUESTIONS["laptop-nl"])
    widget.answered()
    with widget.page.expect_response(lambda one: one.url.endswith("/v1/feedback")) as voted:
        widget.part("vote-up").click()
    assert voted.value.ok
    expect(widget.part("vote-up")).to_have_attribute("aria-pressed", "true")
