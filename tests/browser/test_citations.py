"""A marker opens its quotation by mouse, finger and keyboard, and leads to the document."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import Mount, NewContext
from tests.browser.made import checked, eventful
from tests.browser.recording import answer, stream_of
from tests.browser.scripted import Scripted, Stream
from tests.browser.widget import Widget

FIRST: dict[str, Any] = answer("laptop-nl")["citations"][0]


@pytest.fixture
def widget(mount: Mount, scripted: Scripted) -> Widget:
    """A finished answer of one quotation."""
    scripted.script.play(Stream(stream_of(answer("laptop-nl"))))
    widget = mount().open().ask()
    widget.answered()
    return widget


def shown(widget: Widget) -> str:
    expect(widget.part("popover")).to_be_visible()
    return " ".join((widget.part("popover").text_content() or "").split())


def test_hovering_focusing_and_pressing_a_marker_all_show_its_quotation(widget: Widget) -> None:
    marker = widget.part("marker").first
    marker.hover()
    by_mouse = shown(widget)
    widget.page.mouse.move(5, 5)
    expect(widget.part("popover")).not_to_be_visible()
    widget.part("input").focus()
    marker.focus()
    by_focus = shown(widget)
    widget.part("input").focus()
    expect(widget.part("popover")).not_to_be_visible()
    marker.click()
    assert by_mouse == by_focus == shown(widget)
    assert FIRST["quote"] in by_mouse
    assert FIRST["document"]["title"] in by_mouse
    assert f"p. {FIRST['pages'][0]['label']}" in by_mouse


def test_a_tap_shows_it_too_and_a_tap_elsewhere_hides_it(
    mount: Mount, scripted: Scripted, new_context: NewContext
) -> None:
    tab = new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}).new_page()
    scripted.script.play(Stream(stream_of(answer("laptop-nl"))))
    widget = mount(None, tab).open().ask()
    widget.answered()
    widget.part("marker").first.tap()
    assert FIRST["quote"] in shown(widget)
    expect(widget.part("popover")).to_be_in_viewport(ratio=1)
    widget.part("title").tap()
    expect(widget.part("popover")).not_to_be_visible()


def test_escape_dismisses_the_quotation_first_and_the_panel_after(widget: Widget) -> None:
    widget.part("marker").first.focus()
    shown(widget)
    widget.page.keyboard.press("Escape")
    expect(widget.part("popover")).not_to_be_visible()
    assert widget.focused() == "marker"
    expect(widget.part("panel")).to_be_visible()
    widget.page.keyboard.press("Escape")
    expect(widget.part("panel")).not_to_be_visible()


def test_escape_dismisses_what_only_the_mouse_showed(widget: Widget) -> None:
    widget.part("marker").first.hover()
    shown(widget)
    widget.page.keyboard.press("Escape")
    expect(widget.part("popover")).not_to_be_visible()
    expect(widget.part("panel")).to_be_visible()


def test_the_mouse_may_go_into_the_quotation_and_it_stays_until_the_mouse_is_elsewhere(
    mount: Mount, scripted: Scripted, page: Tab
) -> None:
    page.clock.install()
    scripted.script.play(Stream(stream_of(answer("laptop-nl"))))
    widget = mount().open().ask()
    widget.answered()
    widget.part("marker").first.hover()
    page.clock.run_for(5_000)
    shown(widget)
    box = widget.part("popover").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    page.clock.run_for(5_000)
    expect(widget.part("popover")).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(5_000)
    expect(widget.part("popover")).not_to_be_visible()


def test_the_quotation_leads_to_the_document_in_a_new_window(widget: Widget, scripted: Scripted) -> None:
    widget.part("marker").first.click()
    link = widget.part("popover").get_by_role("link", name="Tonen in het document")
    expect(link).to_have_attribute("href", scripted.url + FIRST["view_url"])
    expect(link).to_have_attribute("target", "_blank")
    assert "noopener" in (link.get_attribute("rel") or "")


def test_the_list_of_sources_names_each_document_once_shown(widget: Widget) -> None:
    expect(widget.part("source")).to_have_count(1)
    expect(widget.part("source")).to_contain_text(FIRST["document"]["title"])
    expect(widget.part("sources")).to_have_accessible_name("1 bron")


def test_a_quotation_in_another_language_says_so_and_is_marked_as_such(mount: Mount, scripted: Scripted) -> None:
    scripted.script.play(Stream(stream_of(answer("telework-en"))))
    widget = mount(lang="en").open().ask("How many days a week may I telework?")
    widget.answered()
    second = answer("telework-en")["citations"][1]
    dutch = widget.part("quote").filter(has_text=second["quote"]).first
    assert dutch.evaluate("(one) => one.closest('[lang]').lang") == "nl"
    widget.part("marker").nth(1).click()
    assert "in Dutch" in shown(widget)


def test_replaced_and_disputed_sources_are_named_so(mount: Mount, scripted: Scripted) -> None:
    whole = eventful()
    scripted.script.play(Stream(stream_of(whole)))
    widget = mount(lang="fr").open().ask("Combien de jours ?")
    widget.answered()
    expect(widget.part("changes")).to_contain_text(whole["changes"][0]["citations"][0]["quote"])
    for side in ("3 jours", "1 jour"):
        expect(widget.part("disagreements")).to_contain_text(side)
    widget.part("marker").first.click()
    assert "remplac" in shown(widget)


def test_quotations_of_one_passage_are_one_source_with_both_markers(mount: Mount, scripted: Scripted) -> None:
    whole = answer("cluster-nl")
    first, second, third = whole["citations"]
    assert first["passage_id"] == second["passage_id"] != third["passage_id"]
    scripted.script.play(Stream(stream_of(whole)))
    widget = mount().open().ask()
    widget.answered()
    expect(widget.part("sources")).to_have_accessible_name("2 bronnen")
    source = widget.part("source").first
    expect(source.locator(".number")).to_have_text(["1", "2"])
    expect(source.locator(".label")).to_have_count(len(second["equivalents"]))
    expect(source.get_by_role("link").first).to_have_attribute("href", scripted.url + second["view_url"])
    expect(widget.part("marker")).to_have_count(3)


def test_the_same_in_another_language_is_opened_with_its_sentence_marked(mount: Mount, scripted: Scripted) -> None:
    whole = deepcopy(answer("cluster-nl"))
    for citation in whole["citations"]:
        for number, one in enumerate(citation["equivalents"]):
            # An older service names no place: then the page is opened.
            one |= {"start": 7, "end": 9} if number == 0 else {}
    marked, paged = whole["citations"][2]["equivalents"]
    scripted.script.play(Stream(stream_of(checked(whole))))
    widget = mount().open().ask()
    widget.answered()
    links = widget.part("source").last.locator(".label a")
    expect(links.nth(0)).to_have_attribute("href", f"{scripted.url}/view/{marked['document_id']}?start=7&end=9#quote")
    page = paged["pages"][0]["number"]
    expect(links.nth(1)).to_have_attribute("href", f"{scripted.url}/view/{paged['document_id']}?page={page}")


def test_a_passage_over_two_pages_is_one_block_on_both(mount: Mount, scripted: Scripted) -> None:
    whole = deepcopy(answer("cluster-nl"))
    for number, citation in enumerate(whole["citations"], 1):
        citation["passage_id"], citation["quote"] = "p", f"Zin {number}"
        citation["pages"] = [{"number": number, "label": str(number)}]
    whole["citations"][0]["quote"] = "Zin 1:"
    whole["sentences"] = [
        {"text": one["quote"], "citations": [one["marker"]], "support": "verbatim"} for one in whole["citations"]
    ]
    scripted.script.play(Stream(stream_of(checked(whole))))
    widget = mount().open().ask()
    widget.answered()
    expect(widget.part("lead")).to_have_text([f"{whole['citations'][0]['document']['title']}, p. 1-3"])
    expect(widget.part("source")).to_have_count(1)
    expect(widget.part("quote")).to_have_count(3)


@pytest.mark.parametrize(
    ("labels", "said"),
    [(["3"], "p. 3"), (["3", "4", "5"], "p. 3-5"), (["3", "5"], "p. 3, 5"), (["ii", "iii"], "p. ii, iii")],
)
def test_pages_that_follow_each_other_are_said_as_a_span(
    mount: Mount, scripted: Scripted, labels: list[str], said: str
) -> None:
    whole = deepcopy(answer("laptop-nl"))
    whole["citations"][0]["pages"] = [{"number": at, "label": label} for at, label in enumerate(labels, 3)]
    scripted.script.play(Stream(stream_of(checked(whole))))
    widget = mount().open().ask()
    widget.answered()
    expect(widget.part("lead")).to_have_text(f"{FIRST['document']['title']}, {said}")
