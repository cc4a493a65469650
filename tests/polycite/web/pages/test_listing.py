from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.model import LANGUAGES
from polycite.web.app import create_app
from polycite.web.pages.catalogue import SCREEN
from tests.polycite.web.pages.reading import got
from tests.polycite.web.shelves import TEXTS


def test_every_readable_document_is_listed_and_no_other(site: TestClient) -> None:
    page = got(site, "/documents?lang=en")
    paths = page.words("//ul[@class='documents']//a[@class='path']")
    assert sorted(paths) == sorted(set(TEXTS) - {"salaries.txt"})
    assert page.words("//p[@class='count']") == ["4 of 4 documents"]


def test_a_document_leads_to_its_view_and_its_file(site: TestClient) -> None:
    page = got(site, "/documents?q=security&lang=nl")
    assert page.one("//ul[@class='documents']//h2/a").get("href") == "/view/security.txt?lang=nl"
    assert page.one("//a[@class='path']").get("href") == "/v1/documents/security.txt/content"
    assert got(site, "/view/security.txt?lang=nl")


def test_the_filter_remembers_what_was_asked(site: TestClient) -> None:
    page = got(site, "/documents?q=Nota&tongue=nl&current=1&lang=fr")
    assert page.one("//input[@name='q']").get("value") == "Nota"
    assert page.one("//option[@selected]").get("value") == "nl"
    assert page.one("//input[@name='current']").get("checked") is not None
    assert page.words("//ul[@class='documents']//h2") == ["Nota <telewerk> & thuis"]
    assert page.one("//p[@class='count']/a").get("href") == "/documents?lang=fr"


def test_every_field_of_the_filter_has_a_label(site: TestClient) -> None:
    page = got(site, "/documents")
    for field in page.all("//form//input[not(@type='hidden')] | //form//select"):
        assert page.all(f"//label[@for='{field.get('id')}']") or field.xpath("ancestor::label")


def test_what_replaced_a_document_is_said_with_it(site: TestClient) -> None:
    page = got(site, "/documents?q=2019")
    assert page.words("//p[@class='standing']")[0].startswith("Vervangen door ‘Nota <telewerk> & thuis’")


def test_nothing_found_says_what_to_do(site: TestClient) -> None:
    page = got(site, "/documents?q=zzz&lang=en")
    assert page.all("//ul[@class='documents']") == []
    assert "No document matches. Use other words, or show all." in page.words("//main/p")


@pytest.mark.parametrize("query", ["q=" + "x" * 5000, "tongue=de", "current=yes", "q=%00%3Cimg%3E", "page=1000000"])
def test_odd_filters_are_answered(site: TestClient, query: str) -> None:
    assert "img" not in got(site, f"/documents?{query}").tags


def test_the_filter_cannot_find_what_is_hidden(site: TestClient) -> None:
    assert got(site, "/documents?q=salaries&lang=en").words("//p[@class='count']")[0].startswith("0 of 4")


def test_many_documents_come_a_screen_at_a_time(shelf: Callable[..., Asker]) -> None:
    texts = {f"{number:03}.txt": f"Regel {number} staat hier op papier." for number in range(SCREEN + 1)}
    with TestClient(create_app(shelf(texts))) as site:
        first = got(site, "/documents?q=txt&lang=nl")
        link = first.one("//a[@rel='next']").get("href")
        assert parse_qs(urlsplit(link).query) == {"q": ["txt"], "lang": ["nl"], "page": ["2"]}
        second = got(site, link)
    assert len(first.all("//ul[@class='documents']/li")) == SCREEN
    assert second.words("//ul[@class='documents']//h2") == [f"{SCREEN:03}.txt"]
    assert first.all("//a[@rel='prev']") == []
    assert second.all("//a[@rel='next']") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_says_where_one_is(site: TestClient, language: str) -> None:
    page = got(site, f"/documents?lang={language}")
    assert page.one("//nav[@class='menu']/a[@aria-current='page']").get("href") == f"/documents?lang={language}"
    assert page.one("//nav[@class='tongues']/a[@aria-current]").get("lang") == language


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "0 van 4 documenten · Toon alles"),
        ("fr", "0 document sur 4 · Tout afficher"),
        ("en", "0 of 4 documents · Show all"),
    ],
)
def test_none_is_counted_as_each_language_does(site: TestClient, language: str, said: str) -> None:
    page = got(site, f"/documents?q=zzz&lang={language}")
    assert page.words("//p[@class='count']") == [said]


def test_one_is_counted_in_french(site: TestClient) -> None:
    page = got(site, "/documents?q=security&lang=fr")
    assert page.words("//p[@class='count']") == ["1 document sur 4 · Tout afficher"]
