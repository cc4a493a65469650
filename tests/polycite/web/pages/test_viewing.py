from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from ingest.readers.pdf import read_pdf
from polycite.adapters.pages.pdfium_drawer import PdfiumDrawer
from polycite.model import LANGUAGES, Document, Facts, Page, Span
from polycite.web.app import create_app
from polycite.web.highlight import highlights
from tests.polycite.web.pages.selecting import select, texts
from tests.polycite.web.printed import Folder, beside, filed, indexed

LEAVE = Path(__file__).parents[4] / "corpus" / "fr" / "conges-2024.pdf"
FRAME = {"html", "head", "meta", "title", "link", "script", "body", "header", "nav", "main", "footer", "a"}
ARTICLE = {
    "article",
    "section",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "span",
    "strong",
    "div",
    "table",
    "tr",
    "td",
    "mark",
}
ALLOWED = FRAME | ARTICLE | {"form", "label", "input", "button", "svg", "path", "image", "rect"}
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</p></main><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    '"><iframe src="//evil">',
    "<style>*{display:none}</style><math><mi//xlink:href='data:x,<script>'>",
    "[a](javascript:alert(1)) ![x](https://evil/?q=1)",
)


@pytest.fixture(scope="session")
def leave(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A PDF of the sample corpus as ingest reads it, three pages."""
    data, reading = LEAVE.read_bytes(), read_pdf(LEAVE)
    facts = Facts(
        "Congés 2024",
        "fr",
        publisher="Service RH",
        published=date(2023, 11, 6),
        valid_from=date(2024, 1, 1),
        valid_to=date(2026, 12, 31),
        family="leave",
        url="https://example.org/conges",
    )
    found = filed(tmp_path_factory.mktemp("read"), "conges.pdf", data, reading.text, facts, reading.pages)
    source = replace(found.source, id="fr-conges.pdf", path="fr/conges.pdf")
    return replace(found, id="fr-conges.pdf", source=source)


@pytest.fixture
def folder(tmp_path: Path, leave: Document) -> Folder:
    root = tmp_path / "corpus"
    (root / "fr").mkdir(parents=True)
    (root / "fr" / "conges.pdf").write_bytes(LEAVE.read_bytes())
    dutch = filed(
        root,
        "nl/verlof.txt",
        b"verlof",
        "Verlof.\n\nElk personeelslid heeft recht op verlof.",
        Facts("Verlof", "nl", family="leave"),
    )
    hostile = filed(root, "nl/kwaad.txt", b"kwaad", "\n\n".join(HOSTILE), Facts(HOSTILE[0], "nl", publisher=HOSTILE[1]))
    old = filed(root, "nl/oud.txt", b"oud", "Oud verlof.", Facts("Oud", "nl", valid_to=date(2025, 12, 31)))
    new = filed(root, "nl/nieuw.txt", b"nieuw", "Nieuw.", Facts("Nieuw <b>", "nl", supersedes=("nl/oud.txt",)))
    hidden = filed(root, "en/leave.txt", b"leave", "Leave.", Facts("Leave", "en", family="leave", readers=("hr",)))
    same = beside((leave, sentence(leave)), (dutch, "Elk personeelslid heeft recht op verlof."))
    secret = beside((leave, sentence(leave)), (hidden, "Leave."))
    return indexed(root, [leave, dutch, hostile, old, new, hidden], [same, secret])


@pytest.fixture
def site(folder: Folder, tmp_path: Path) -> Iterator[TestClient]:
    drawer = PdfiumDrawer(tmp_path / "cache")
    with TestClient(create_app(folder.asker, drawer=drawer)) as client:
        yield client
    drawer.close()


def sentence(leave: Document) -> str:
    """A sentence of its second page."""
    text = leave.pages[1].span.of(leave.text)
    return next(line for line in text.split("\n") if line.endswith(".") and 60 < len(line) < 400)


def address(leave: Document, more: str = "") -> str:
    start = leave.text.index(sentence(leave))
    return f"/view/fr-conges.pdf?start={start}&end={start + len(sentence(leave))}&lang=nl{more}"


def seen(site: TestClient, url: str, status: int = 200) -> html.HtmlElement:
    response = site.get(url)
    assert response.status_code == status
    return html.document_fromstring(response.content)


def links(page: html.HtmlElement) -> dict[str, str]:
    return {" ".join(one.text_content().split()): one.get("href") for one in select(page, "article a")}


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


def test_what_is_known_of_the_document_stands_over_it(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    assert texts(page, "h1") == ["Congés 2024"]
    assert select(page, "h1")[0].get("lang") == "fr"
    assert texts(page, ".view-facts li") == [
        "Service RH",
        "gepubliceerd op 6 november 2023",
        "van kracht van 1 januari 2024 tot en met 31 december 2026",
        "in het Frans",
    ]
    told = links(page)
    assert site.get(told["Download het origineel (PDF)"]).content == LEAVE.read_bytes()
    assert told["Open bij de uitgever"] == "https://example.org/conges"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil", "ftp://x"])
def test_only_addresses_of_the_web_lead_to_a_publisher(folder: Folder, tmp_path: Path, url: str) -> None:
    one = filed(tmp_path, "a.txt", b"a", "Tekst.", Facts("Nota", "nl", url=url))
    with TestClient(create_app(indexed(tmp_path, [one]).asker)) as site:
        assert url not in links(seen(site, "/view/a.txt?lang=nl")).values()


def test_a_document_that_was_replaced_says_so_and_leads_on(site: TestClient) -> None:
    page = seen(site, "/view/nl-oud.txt?lang=nl")
    assert texts(page, ".view-standing") == ["Vervangen door ‘Nieuw <b>’"]
    assert links(page)["Nieuw <b>"] == "/view/nl-nieuw.txt?lang=nl#text"
    assert not select(seen(site, "/view/nl-nieuw.txt"), ".view-standing")


def test_a_document_that_expired_unreplaced_says_since_when(tmp_path: Path) -> None:
    one = filed(tmp_path, "a.txt", b"a", "Oud.", Facts("Nota", "nl", valid_to=date(2026, 5, 31)))
    with TestClient(create_app(indexed(tmp_path, [one]).asker)) as site:
        assert texts(seen(site, "/view/a.txt?lang=nl"), ".view-standing") == ["Niet meer van kracht sinds 1 juni 2026"]


def test_the_same_sentence_in_another_language_is_one_click_away(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    assert texts(page, ".view-versions li") == ["Nederlands Verlof dezelfde zin"]
    (mark,) = select(seen(site, select(page, ".view-versions a")[0].get("href")), "mark")
    assert mark.text_content() == "Elk personeelslid heeft recht op verlof."


def test_without_a_known_sentence_the_other_language_is_the_document(site: TestClient) -> None:
    page = seen(site, "/view/nl-verlof.txt?lang=en")
    assert texts(page, ".view-versions li") == ["French Congés 2024 the document"]


def test_a_version_one_may_not_read_is_never_spoken_of(site: TestClient, leave: Document) -> None:
    assert "Leave" not in site.get(address(leave)).text
    assert "Leave" not in site.get("/view/nl-verlof.txt").text


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


def test_where_the_original_is_gone_the_text_is_shown_and_that_is_said(
    site: TestClient, folder: Folder, leave: Document
) -> None:
    folder.path("fr-conges.pdf").write_bytes(b"another")
    page = seen(site, address(leave))
    assert texts(page, "mark") == [sentence(leave)]
    assert not select(page, "svg image")
    assert "niet meer op de server" in texts(page, ".view-notice")[0]
    assert "Download het origineel (PDF)" not in links(page)


def test_where_nobody_draws_the_text_is_shown_and_that_is_said(folder: Folder, leave: Document) -> None:
    with TestClient(create_app(folder.asker)) as plain:
        page = seen(plain, address(leave))
        assert "geen afbeeldingen" in texts(page, ".view-notice")[0]
        assert not select(page, "svg image")
        assert not select(seen(plain, "/view/nl-verlof.txt"), ".view-notice")


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


def test_hostile_words_are_only_words(site: TestClient) -> None:
    page = seen(site, "/view/nl-kwaad.txt?start=0&end=9&lang=nl")
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= ALLOWED
    assert texts(page, ".view-words p") == [" ".join(one.split()) for one in HOSTILE]
    assert texts(page, "h1") == [HOSTILE[0]]
    assert not any("evil" in str(value) for one in page.iter() for value in one.attrib.values())


def test_a_hostile_address_is_only_an_address(site: TestClient) -> None:
    page = seen(site, '/view/nl-verlof.txt?answer="><script>1</script>&n="><b>&lang=nl&start=0&end=5')
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= ALLOWED
    assert len(select(page, "script")) == 1


@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Dit document is hier niet"), ("fr", "Ce document n’est pas ici"), ("en", "This document is not here")],
)
def test_a_link_to_what_is_gone_says_so_in_ones_language_and_what_to_do(
    site: TestClient, language: str, title: str
) -> None:
    page = seen(site, f"/view/weg.pdf?start=1&end=5&lang={language}", 404)
    assert texts(page, "h1") == [title]
    assert {one.get("href") for one in select(page, ".view-ways a")} == {
        f"/documents?lang={language}",
        f"/?lang={language}",
    }


def test_a_hidden_document_and_an_absent_one_look_alike(site: TestClient) -> None:
    hidden, absent = (site.get(f"/view/{name}?start=0&end=3") for name in ("en-leave.txt", "en-absen.txt"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.text.replace("en-leave.txt", "") == absent.text.replace("en-absen.txt", "")


def test_every_language_has_the_same_words() -> None:
    folder = files("polycite.web.pages").joinpath("texts")
    told = [tomllib.loads(folder.joinpath(f"{one}.toml").read_text("utf-8")) for one in LANGUAGES]
    assert told[0].keys() == told[1].keys() == told[2].keys()
    assert all(value.strip() for one in told for value in one.values())
