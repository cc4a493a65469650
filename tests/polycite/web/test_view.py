from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from polycite.model import Document, Facts, Page, Source, Span
from polycite.web.view import quoted, view
from tests.polycite.web.shelves import QUESTION, QUOTE, TEXTS

TODAY = date(2026, 6, 1)
ALLOWED = {"html", "head", "meta", "title", "link", "body", "main", "h1", "h2", "p", "div", "mark"}


@dataclass
class Shown(HTMLParser):
    """A page as a browser sees it: elements, what is marked, and all text of the document."""

    tags: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    text: str = ""
    within: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names += [str(value) for name, value in attrs if name == "id"]
        if tag not in ("meta", "link"):
            self.within.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within[-1:] == ["mark"]:
            self.marked[-1] += data
        if self.within[-1:] in (["mark"], ["div"]):
            self.text += data


def shown(page: str) -> Shown:
    parser = Shown()
    parser.feed(page)
    parser.close()
    return parser


def document(text: str, title: str = "Nota", pages: tuple[Page, ...] = (), marks: tuple[Span, ...] = ()) -> Document:
    return Document("d", Source("d", "a.txt", "d", "text/plain"), Facts(title, "nl"), text, pages, marks)


def test_the_address_of_a_citation_shows_its_quote_marked(site: TestClient) -> None:
    (one,) = site.post("/v1/ask", json={"question": QUESTION}).json()["citations"]
    page = shown(site.get(one["view_url"]).text)
    assert page.marked == [QUOTE]
    assert page.text == TEXTS["telewerk.txt"]
    assert one["view_url"].partition("#")[2] in page.names


def test_the_page_names_its_language_and_title_escaped(site: TestClient) -> None:
    html = site.get("/view/telewerk.txt").text
    assert '<html lang="nl">' in html
    assert "<title>Nota &lt;telewerk&gt; &amp; thuis</title>" in html
    assert "<p>HR</p>" in html


def test_a_page_that_was_replaced_says_so_and_leads_to_its_successor(site: TestClient) -> None:
    html = site.get("/view/telewerk-2019.txt").text
    said = 'Vervangen door ‘<a href="../view/telewerk.txt">Nota &lt;telewerk&gt; &amp; thuis</a>’'
    assert f'<p class="standing"><strong>{said}</strong></p>' in html
    assert "<p>van kracht tot en met 31 december 2019</p>" in html


def test_a_page_in_force_says_nothing_of_successors(site: TestClient) -> None:
    assert "standing" not in site.get("/view/telewerk.txt").text


def test_a_page_that_has_expired_unreplaced_says_since_when() -> None:
    old = document("Oud.")
    expired = replace(old, facts=replace(old.facts, valid_to=date(2026, 5, 31)))
    html = view(expired, None, TODAY)
    assert "<strong>Niet meer van kracht sinds 1 juni 2026</strong>" in html


def test_the_page_may_load_its_own_style_and_nothing_else(site: TestClient) -> None:
    response = site.get("/view/telewerk.txt")
    policy = response.headers["content-security-policy"]
    assert policy.split("; ")[:2] == ["default-src 'none'", "style-src 'self'"]
    assert "unsafe" not in policy
    assert "style=" not in response.text
    style = site.get("/view/../view.css")
    assert (style.status_code, style.headers["content-type"]) == (200, "text/css; charset=utf-8")


def test_without_a_quotation_nothing_is_marked(site: TestClient) -> None:
    assert shown(site.get("/view/telewerk.txt").text).marked == []


@pytest.mark.parametrize("query", ["start=-1&end=5", "start=a&end=5", "start=0&end=99999999999999"])
def test_offsets_are_numbers_a_text_can_have(site: TestClient, query: str) -> None:
    assert site.get(f"/view/telewerk.txt?{query}").status_code == 422


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (0, 11), (None, 5), (5, None), (99, 100)])
def test_what_is_no_place_in_the_text_is_not_marked(start: int | None, end: int | None) -> None:
    assert quoted(document("0123456789"), start, end) is None


def test_the_whole_text_can_be_marked() -> None:
    assert quoted(document("0123456789"), 0, 10) == Span(0, 10)


def test_a_quote_across_a_page_break_is_marked_on_both_pages_and_named_once() -> None:
    pages = (Page(1, "i", Span(0, 10)), Page(2, "ii", Span(11, 20)), Page(3, "iii", Span(21, 24)))
    text = "Een zin di\fe doorloop\fslo"
    page = shown(view(document(text, pages=pages), Span(4, 20), TODAY))
    assert page.marked == ["zin di", "e doorloo"]
    assert page.names == ["quote"]


def test_every_page_stands_under_its_label() -> None:
    pages = (Page(1, "i", Span(0, 3)), Page(2, "<2>", Span(4, 8)))
    html = view(document("een\ftwee", pages=pages), None, TODAY)
    assert "<h2>Pagina i</h2>" in html
    assert "<h2>Pagina &lt;2&gt;</h2>" in html


def test_marks_of_the_format_are_left_out_but_lines_are_kept() -> None:
    page = shown(
        view(document("# Kop\n\n**vet** woord", marks=(Span(0, 2), Span(7, 9), Span(12, 14))), Span(7, 14), TODAY)
    )
    assert page.text == "Kop\n\nvet woord"
    assert page.marked == ["vet"]


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=alert(1)>", "</div><script>1</script>", "<svg/onload=1>", "$title ${text} $$"]
)
def test_hostile_words_are_only_words(hostile: str) -> None:
    page = shown(view(document(hostile, title=hostile), Span(1, 4), TODAY))
    assert page.text == hostile
    assert page.tags <= ALLOWED


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=60), st.data())
def test_marking_changes_no_character_of_the_text(text: str, data: st.DataObject) -> None:
    plain = shown(view(document(text), None, TODAY)).text
    end = data.draw(st.integers(0, len(text)))
    quote = quoted(document(text), data.draw(st.integers(0, end)), end)
    assert shown(view(document(text), quote, TODAY)).text == plain
