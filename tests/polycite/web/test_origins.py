"""Who may use the service from a page elsewhere (B79, browser test 32)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from starlette.testclient import TestClient

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.ask import Asker
from polycite.model import Vectors
from polycite.web.app import create_app
from polycite.web.site import Site
from tests.polycite.web.shelves import QUESTION

LISTED = "https://good.example.org"
UNLISTED = [
    "null",
    "https://evil.example",
    "https://good.example.org.evil.example",
    "http://good.example.org",
    "https://good.example.org:8443",
    "https://GOOD.example.org",
    "https://good.example.org/",
    "https://notgood.example.org",
    "https://good.example.org, https://evil.example",
    "http://[",
    "",
    "*",
]
ASKED = {"question": QUESTION}
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


class Counting(HashingEmbedder):
    """Counts the questions that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.questions = 0

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors."""
        self.questions += len(texts)
        return super().embed_questions(texts)


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def shared(asker: Asker, counting: Counting) -> Iterator[TestClient]:
    """A service that one other origin may use."""
    listening = Asker(asker.library, counting, asker.phrases, asker.depth, asker.today, asker.new_id)
    with TestClient(create_app(listening, site=Site(origins=(LISTED,)))) as client:
        yield client


def test_a_page_of_a_listed_origin_may_ask_and_read(shared: TestClient) -> None:
    response = shared.post("/v1/ask", json=ASKED, headers={"Origin": LISTED})
    assert (response.status_code, response.json()["status"]) == (200, "answered")
    assert response.headers["access-control-allow-origin"] == LISTED
    assert response.headers["access-control-expose-headers"] == "X-Request-ID, Retry-After"
    assert response.headers["vary"] == "Origin"


def test_no_browser_is_told_to_send_credentials(shared: TestClient) -> None:
    for method in ("POST", "OPTIONS"):
        response = shared.request(method, "/v1/ask", json=ASKED, headers={"Origin": LISTED, **PREFLIGHT})
        assert response.headers["access-control-allow-origin"] == LISTED
        assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize("origin", UNLISTED)
def test_a_page_of_another_origin_is_refused_before_anything_is_asked(
    shared: TestClient, counting: Counting, origin: str
) -> None:
    response = shared.post("/v1/ask", json=ASKED, headers={"Origin": origin})
    assert (response.status_code, response.json()["type"]) == (403, "urn:polycite:problem:origin-not-allowed")
    assert response.headers["content-type"] == "application/problem+json"
    assert "access-control-allow-origin" not in response.headers
    assert (counting.questions, "POLYCITE_ORIGINS" in response.json()["detail"]) == (0, True)


@pytest.mark.parametrize("origin", UNLISTED)
def test_a_preflight_of_another_origin_is_refused(shared: TestClient, origin: str) -> None:
    response = shared.options("/v1/ask", headers={"Origin": origin, **PREFLIGHT})
    assert response.status_code == 403
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("origin", UNLISTED)
def test_a_page_of_another_origin_may_not_read(shared: TestClient, origin: str) -> None:
    response = shared.get("/v1/documents", headers={"Origin": origin})
    assert (response.status_code, "access-control-allow-origin" in response.headers) == (200, False)


def test_a_preflight_of_a_listed_origin_is_kept_for_ten_minutes(shared: TestClient) -> None:
    response = shared.options("/v1/ask", headers={"Origin": LISTED, **PREFLIGHT})
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-max-age"] == "600"
    assert response.headers["access-control-allow-methods"] == "GET, POST"
    named = response.headers["access-control-allow-headers"].lower().split(", ")
    assert {"authorization", "content-type"} <= set(named)


def test_a_question_about_the_methods_of_an_address_is_no_preflight(shared: TestClient) -> None:
    assert shared.options("/v1/ask", headers={"Origin": LISTED}).status_code == 405


def test_a_response_that_differs_by_origin_says_so_to_caches_even_without_one(shared: TestClient) -> None:
    assert shared.get("/v1/documents").headers["vary"] == "Origin"


@pytest.mark.parametrize("path", ["/v1/documents/nowhere/text", "/v1/answers/ans_9/trace", "/v1/ask"])
def test_a_listed_origin_may_read_errors_too(shared: TestClient, path: str) -> None:
    response = shared.get(path, headers={"Origin": LISTED})
    assert response.status_code in (404, 405)
    assert response.headers["access-control-allow-origin"] == LISTED


@pytest.mark.parametrize("path", ["/ask", "/feedback", "/v1/asking", "/v1/answers", "/livez", "/"])
def test_a_listed_origin_may_use_no_other_address(shared: TestClient, path: str) -> None:
    assert shared.post(path, headers={"Origin": LISTED}).status_code == 403
    read = shared.get(path, headers={"Origin": LISTED})
    assert "access-control-allow-origin" not in read.headers


def test_the_origins_of_one_service_are_not_those_of_another(site: TestClient) -> None:
    assert site.post("/v1/ask", json=ASKED, headers={"Origin": LISTED}).status_code == 403


def test_programs_send_no_origin_and_pass(site: TestClient) -> None:
    assert site.post("/v1/ask", json=ASKED).status_code == 200


def test_the_services_own_pages_pass_and_need_no_permission_to_read(site: TestClient) -> None:
    response = site.post("/v1/ask", json=ASKED, headers={"Origin": "http://testserver"})
    assert (response.status_code, "access-control-allow-origin" in response.headers) == (200, False)


def test_where_a_proxy_changed_the_host_the_browser_is_believed(site: TestClient) -> None:
    headers = {"Origin": "https://polycite.example.org", "Sec-Fetch-Site": "same-origin"}
    assert site.post("/v1/ask", json=ASKED, headers=headers).status_code == 200


@pytest.mark.parametrize("told", ["same-site", "cross-site", "", "anything"])
def test_a_browser_that_says_the_page_is_elsewhere_is_believed_too(site: TestClient, told: str) -> None:
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": told}
    assert site.post("/v1/ask", json=ASKED, headers=headers).status_code == 403


def test_a_page_without_origin_is_not_taken_for_our_own_where_no_host_is_named(site: TestClient) -> None:
    assert site.post("/v1/ask", json=ASKED, headers={"Origin": "null", "Host": ""}).status_code == 403
    assert site.post("/v1/ask", json=ASKED, headers={"Origin": "http://", "Host": ""}).status_code == 403
