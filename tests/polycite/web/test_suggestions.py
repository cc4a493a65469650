from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.web.app import create_app
from polycite.web.site import Site

HTML = "<b>Hoe</b> lang?"


@pytest.fixture
def suggesting(asker: Asker) -> Iterator[TestClient]:
    with TestClient(create_app(asker, site=Site(suggestions={"nl": (HTML, "Wie?"), "fr": ("Qui ?",)}))) as client:
        yield client


def test_suggestions_are_given_in_one_language_as_they_were_written(suggesting: TestClient) -> None:
    assert suggesting.get("/v1/suggestions?language=nl").json() == {"suggestions": [HTML, "Wie?"]}
    assert suggesting.get("/v1/suggestions?language=fr").json() == {"suggestions": ["Qui ?"]}


def test_a_language_without_suggestions_has_an_empty_list(suggesting: TestClient) -> None:
    assert suggesting.get("/v1/suggestions?language=en").json() == {"suggestions": []}


def test_another_language_is_refused_without_being_repeated(suggesting: TestClient) -> None:
    response = suggesting.get("/v1/suggestions?language=%3Cscript%3E")
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert response.json()["errors"][0]["pointer"] == "/language"
    assert "script" not in response.text


def test_the_answer_is_json_that_no_browser_reads_as_a_page(suggesting: TestClient) -> None:
    headers = suggesting.get("/v1/suggestions").headers
    assert (headers["content-type"], headers["x-content-type-options"]) == ("application/json", "nosniff")


def test_a_service_without_a_file_suggests_nothing(site: TestClient) -> None:
    assert site.get("/v1/suggestions").json() == {"suggestions": []}
