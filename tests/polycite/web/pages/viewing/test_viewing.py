"""The quotation in its text and on the picture of its page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from polycite.adapters.pages.pdfium_drawer import PdfiumDrawer
from polycite.model import Document, Facts, Page, Span
from polycite.web.app import create_app
from polycite.web.highlight import highlights
from tests.polycite.web.pages.selecting import select, texts
from tests.polycite.web.pages.viewing.views import address, links, seen, sentence
from tests.polycite.web.printed import Folder, filed, indexed


def test_the_quotation_is_marked_in_the_text_and_nothing_else_is(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    (mark,) = select(page, "mark")
    assert mark.text_content() == sentence(leave)
    assert (mark.get("id"), mark.get("tabindex")) == ("quote", "-1")
    assert texts(page, "#text") == ["Tekst van bladzijde 2"]


def test_the_words_beside_the_quotation_are_those_of_its_page(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    shown = " ".join(one.text_content() for one in select(page, ".view-words p, .view-words td"))
    assert shown.split() == leave.pages[1].span.of(leave.text).split()


def test_the_picture_of_the_page_bears_the_rectangles_of_the_quotation(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    start = leave.text.index(sentence(leave))
    expected = highlights(leave, Span(start, start + len(sentence(leave))))[2]
    drawn = [[float(one.get(name)) for name in ("x", "y", "width", "height")] for one in select(page, "rect.hl")]
    assert drawn == [[one.left, one.top, one.width, one.height] for one in expected]
    (image,) = select(page, "svg image")
    assert site.get(image.get("href")).headers["content-type"] == "image/png"
    assert select(page, "svg.view-page")[0].get("viewbox") == f"0 0 {leave.pages[1].width} {leave.pages[1].height}"


def test_the_text_stands_before_the_picture(site: TestClient, leave: Document) -> None:
    (columns,) = select(seen(site, address(leave)), ".view-columns")
    assert [one.get("class") for one in columns] == ["view-text", "view-print"]


def test_the_page_needs_no_inline_style_or_script(site: TestClient, leave: Document) -> None:
    response = site.get(address(leave))
    page = html.document_fromstring(response.content)
    assert "require-trusted-types-for 'script'" in response.headers["content-security-policy"]
    assert not page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")
    assert all(site.get(one).status_code == 200 for one in page.xpath("//script/@src | //link/@href"))


@pytest.mark.parametrize(
    "place", ["start=9&end=3", "start=0&end=99999999", "start=x&end=y", "start=-1&end=5", "start=5"]
)
def test_what_is_no_place_in_the_text_is_said_and_not_marked(site: TestClient, place: str) -> None:
    page = seen(site, f"/view/fr-conges.pdf?{place}&lang=en")
    assert not select(page, "mark, rect.hl, #quote")
    assert "nothing is marked" in texts(page, ".view-notice")[0]


def test_without_a_place_nothing_is_marked_and_nothing_said(site: TestClient) -> None:
    page = seen(site, "/view/fr-conges.pdf?lang=nl")
    assert not select(page, "mark, rect.hl, .view-notice")
    assert texts(page, "#text") == ["Tekst van bladzijde 1"]


def test_pages_are_turned_without_losing_the_quotation(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    after = seen(site, links(page)["Volgende bladzijde"])
    assert texts(after, "#text") == ["Tekst van bladzijde 3"]
    assert not select(after, "mark")
    assert "Volgende bladzijde" not in links(after)
    assert links(after)["Het citaat staat ook op bladzijde 2"] == links(after)["Vorige bladzijde"]
    assert len(select(seen(site, links(after)["Vorige bladzijde"]), "mark")) == 1


def test_a_page_is_gone_to_by_a_form_that_keeps_the_quotation(site: TestClient, leave: Document) -> None:
    (form,) = seen(site, address(leave, "&zoom=150")).forms
    fields = dict(form.form_values())
    start = str(leave.text.index(sentence(leave)))
    assert fields == {"start": start, "end": fields["end"], "zoom": "150", "lang": "nl", "page": "2"}
    assert (form.method, form.get("action")) == ("GET", None)


@pytest.mark.parametrize("number", ["0", "4", "-1", "x"])
def test_a_page_that_is_not_there_is_the_page_of_the_quotation(site: TestClient, leave: Document, number: str) -> None:
    assert texts(seen(site, address(leave, f"&page={number}")), "#text") == ["Tekst van bladzijde 2"]


def test_zooming_draws_larger_and_keeps_the_place(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    assert texts(page, ".view-zooms [aria-current]") == ["100 %"]
    larger = seen(site, links(page)["200 %"])
    assert select(larger, "svg.zoom-200 image")[0].get("href").endswith("width=2400")
    assert len(select(larger, "mark")) == 1


def test_the_whole_text_is_there_under_the_labels_of_its_pages(site: TestClient, leave: Document) -> None:
    page = seen(site, links(seen(site, address(leave)))["Toon de hele tekst"])
    assert texts(page, ".view-words h3") == ["Bladzijde 1", "Bladzijde 2", "Bladzijde 3"]
    assert len(select(page, "#quote")) == 1
    assert links(seen(site, links(page)["Toon minder"]))["Toon de hele tekst"]


def test_a_long_text_without_pages_is_shown_about_the_quotation(tmp_path: Path) -> None:
    text = "\n\n".join(f"Regel {number}." for number in range(3000))
    one = filed(tmp_path, "a.txt", text.encode(), text, Facts("Lang", "nl"))
    start = text.index("Regel 1500.")
    with TestClient(create_app(indexed(tmp_path, [one]).asker)) as site:
        page = seen(site, f"/view/a.txt?start={start}&end={start + 11}&lang=nl")
        shown = texts(page, ".view-words p")
        assert "Regel 1500." in shown
        assert "Regel 0." not in shown
        assert texts(page, ".view-more") == ["Hier staat maar een deel. Toon de hele tekst"]
        assert len(texts(seen(site, links(page)["Toon de hele tekst"]), ".view-words p")) == 3000


def test_a_text_too_long_for_one_page_is_offered_as_plain_text(tmp_path: Path) -> None:
    text = "Een zin van enige lengte. " * 20_000
    one = filed(tmp_path, "a.txt", text.encode(), text, Facts("Lang", "nl"))
    with TestClient(create_app(indexed(tmp_path, [one]).asker)) as site:
        whole = links(seen(site, "/view/a.txt?lang=nl"))["Toon de hele tekst"]
        assert whole == "/v1/documents/a.txt/text"
        assert len(site.get("/view/a.txt?whole=1").content) < 50_000


def test_a_quotation_over_a_page_break_is_marked_on_both_and_each_leads_to_the_other(tmp_path: Path) -> None:
    pages = (Page(1, "i", Span(0, 10)), Page(2, "ii", Span(10, 20)))
    one = filed(tmp_path, "a.pdf", b"%PDF", "Een zin di\ne doorloop", Facts("Nota", "nl"), pages)
    with TestClient(create_app(indexed(tmp_path, [one]).asker)) as site:
        first = seen(site, "/view/a.pdf?start=4&end=20&lang=nl")
        assert texts(first, "mark#quote") == ["zin di"]
        second = seen(site, links(first)["Het citaat staat ook op bladzijde ii"])
        assert texts(second, "mark#quote") == ["e doorloo"]
        whole = seen(site, links(first)["Toon de hele tekst"])
        assert texts(whole, "mark") == ["zin di", "e doorloo"]
        assert texts(whole, "#quote") == ["zin di"]


def test_where_the_place_on_the_picture_is_not_known_that_is_said(
    folder: Folder, leave: Document, tmp_path: Path
) -> None:
    blind = replace(leave, pages=tuple(replace(page, boxes=b"") for page in leave.pages))
    drawer = PdfiumDrawer(tmp_path / "cache")
    with TestClient(create_app(indexed(folder.root, [blind]).asker, drawer=drawer)) as site:
        page = seen(site, address(leave))
    drawer.close()
    assert len(select(page, "svg image")) == 1
    assert not select(page, "rect.hl")
    assert texts(page, "mark") == [sentence(leave)]
    assert "alleen in de tekst" in texts(page, ".view-notice")[0]
