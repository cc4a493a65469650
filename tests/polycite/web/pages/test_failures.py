from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.model import LANGUAGES, Language
from polycite.web.app import create_app
from polycite.web.pages.rendering import CONTENT_SECURITY, texts
from tests.polycite.web.pages.reading import BROWSER, got, page, sent
from tests.polycite.web.shelves import QUESTION


@pytest.fixture
def failing(asker: Asker) -> Iterator[TestClient]:
    """A service in which asking runs into a mistake of ours."""

    def broken() -> str:
        raise RuntimeError("secret: /srv/data")

    with TestClient(create_app(replace(asker, new_id=broken)), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_does_not_exist_is_a_page_in_each_language(site: TestClient, language: Language) -> None:
    shown = got(site, f"/nope?lang={language}", 404)
    assert shown.words("//h1") == [texts(language)["failure_address"].replace("\u202f", " ")]
    assert shown.one("//html").get("lang") == language
    assert shown.all("//form[@action]")


def test_a_program_is_told_the_same_as_a_problem(site: TestClient) -> None:
    for headers in ({}, {"accept": "application/json"}, {"accept": "*/*"}):
        response = site.get("/nope", headers=headers)
        assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("address", ["/v1/nope", "/v1/answers/nope/trace", "/assets/nope.css", "/widget/nope"])
def test_the_api_answers_a_browser_with_problems_too(site: TestClient, address: str) -> None:
    response = site.get(address, headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_a_page_of_a_problem_has_the_policy_of_pages_and_its_request_id(site: TestClient) -> None:
    response = site.get("/nope", headers=BROWSER | {"x-request-id": "abc-1"})
    assert response.headers["content-security-policy"] == CONTENT_SECURITY
    assert response.headers["x-request-id"] == "abc-1"


def test_a_forgotten_answer_is_told_kindly_with_the_form(site: TestClient) -> None:
    shown = got(site, "/answers/ans_nope?lang=fr", 404)
    assert shown.words("//h1") == ["Cette réponse ne peut plus être affichée"]
    assert len(shown.all("//textarea[@name='question']")) == 1
    assert "ans_nope" not in " ".join(shown.words("//main"))


def test_an_answer_of_a_replaced_index_is_gone(asker: Asker) -> None:
    with TestClient(create_app(asker)) as site:
        address = sent(site, QUESTION).headers["location"]
        with asker.library.rebuild(asker.embedder.fingerprint, 64, "shelf"):
            pass
        shown = got(site, address, 410)
    assert shown.words("//h1") == ["Dit antwoord is niet meer te tonen"]


def test_a_mistake_of_ours_gives_a_number_and_nothing_of_itself(failing: TestClient) -> None:
    response = failing.post("/ask", data={"question": QUESTION}, headers=BROWSER | {"x-request-id": "r-7"})
    assert response.status_code == 500
    assert page(response.text).words("//code") == ["r-7"]
    assert "secret" not in response.text
    assert "RuntimeError" not in response.text


def test_a_method_an_address_does_not_take_still_names_those_it_does(site: TestClient) -> None:
    response = site.put("/documents", headers=BROWSER)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_a_screen_that_cannot_be_is_a_request_that_cannot_be_read(site: TestClient) -> None:
    shown = got(site, "/documents?page=0", 422)
    assert shown.words("//h1") == ["Dit verzoek kan niet gelezen worden"]


def test_hostile_addresses_are_not_repeated(site: TestClient) -> None:
    shown = got(site, "/%3Cimg%20src=x%20onerror=alert(1)%3E", 404)
    assert "img" not in shown.tags
    assert "onerror" not in " ".join(shown.words("//main"))


@pytest.mark.parametrize(
    ("origin", "length", "status"), [("https://evil.example", 1, 403), ("http://testserver", 300_000, 413)]
)
def test_a_form_refused_at_the_door_is_answered_with_a_page(
    site: TestClient, origin: str, length: int, status: int
) -> None:
    form = {"question": "x" * length, "lang": "fr"}
    response = site.post("/ask?lang=fr", data=form, headers=BROWSER | {"Origin": origin})
    assert (response.status_code, page(response.text).one("//html").get("lang")) == (status, "fr")
    assert response.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    told = site.post("/ask?lang=fr", data=form, headers={"Origin": origin})
    assert (told.status_code, told.headers["content-type"]) == (status, "application/problem+json")
