from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from polycite.model import LANGUAGES
from polycite.web.pages.interface import elsewhere, language_of_page
from tests.polycite.web.pages.reading import got


def request(query: str = "", accepted: str = "", method: str = "GET", path: str = "/documents") -> Request:
    headers = [(b"accept-language", accepted.encode())]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": headers}
    return Request({**scope, "server": ("localhost", 80), "scheme": "http"})


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("lang=fr", "en", "fr"),
        ("", "fr-BE,fr;q=0.9,nl;q=0.8", "fr"),
        ("", "de, en;q=0.5", "en"),
        ("", "nl;q=0.2, en;q=0.3", "en"),
        ("", "fr;q=0, en", "en"),
        ("", "de", "nl"),
        ("", "", "nl"),
        ("", "fr ; q=0.3 , en ; q=0.4 ", "en"),
        ("", "de," * 332 + "fr", "fr"),
        ("", "de," * 333 + "fr", "nl"),
        ("", "en" + " " * 997 + ",fr", "en"),
        ("", "fr" + " " * 20_000 + "x,en", "fr"),
        ("lang=de", "fr", "nl"),
    ],
)
def test_a_page_speaks_what_its_address_or_else_its_browser_asks(query: str, accepted: str, language: str) -> None:
    assert language_of_page(request(query, accepted)) == language


def test_the_same_page_in_another_language_keeps_what_was_asked_of_it() -> None:
    assert elsewhere(request("q=a+b&lang=nl"))["fr"] == "/documents?q=a+b&lang=fr"


@pytest.mark.parametrize("path", ["//evil.example/a", "///evil.example/a"])
def test_another_language_of_an_address_with_two_slashes_stays_on_this_site(path: str) -> None:
    assert set(elsewhere(request(path=path)).values()) == {f"/evil.example/a?lang={one}" for one in LANGUAGES}


def test_after_a_form_the_other_languages_are_those_of_the_first_page() -> None:
    assert elsewhere(request("lang=nl", method="POST", path="/ask"))["en"] == "/?lang=en"


def test_an_unread_address_of_the_icon_leaves_no_fault_in_the_console(site: TestClient) -> None:
    icon = got(site, "/").one("//link[@rel='icon']").get("href")
    response = site.get(icon)
    assert (response.status_code, response.headers["content-type"]) == (200, "image/svg+xml")


@pytest.mark.parametrize("address", ["/", "/documents", "/answers/nope", "/nope"])
def test_every_style_sheet_and_script_a_page_names_is_there(site: TestClient, address: str) -> None:
    page = got(site, address, 200 if address in ("/", "/documents") else 404)
    named = [one.get("href") for one in page.all("//link[@rel='stylesheet']")]
    named += [one.get("src") for one in page.all("//script")]
    assert named
    for one in named:
        response = site.get(one)
        assert response.status_code == 200
        assert response.content.strip()


def test_a_way_past_the_menu_leads_to_the_content(site: TestClient) -> None:
    page = got(site, "/")
    first = page.all("//body//a")[0]
    assert (first.get("class"), first.get("href")) == ("skip", "#main")
    assert page.one("//*[@id='main']").get("tabindex") == "-1"
