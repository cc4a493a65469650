from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from polycite.web.doorway import LARGEST

JSON = {"Content-Type": "application/json"}


def body_of(size: int) -> bytes:
    """A question in a body of exactly so many bytes, padded with white space."""
    question = json.dumps({"question": "Hoeveel dagen telewerk?"}).encode()
    return question + b" " * (size - len(question))


def in_pieces(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 10_000):
        yield body[start : start + 10_000]


def test_a_body_may_be_as_large_as_the_bound(site: TestClient) -> None:
    assert site.post("/v1/ask", content=body_of(LARGEST), headers=JSON).status_code == 200


def test_a_larger_body_is_refused(site: TestClient) -> None:
    response = site.post("/v1/ask", content=body_of(LARGEST + 1), headers=JSON)
    assert (response.status_code, response.json()["type"]) == (413, "urn:polycite:problem:body-too-large")
    assert response.headers["x-request-id"] == response.json()["request_id"]


def test_a_body_in_chunks_has_the_same_bound(site: TestClient) -> None:
    assert site.post("/v1/ask", content=in_pieces(body_of(LARGEST)), headers=JSON).status_code == 200
    assert site.post("/v1/ask", content=in_pieces(body_of(LARGEST + 1)), headers=JSON).status_code == 413


def test_a_body_nobody_asked_for_has_the_same_bound(site: TestClient) -> None:
    assert site.request("GET", "/livez", content=body_of(LARGEST + 1)).status_code == 413


def test_what_a_client_says_of_the_length_is_not_believed(site: TestClient) -> None:
    for length in ("many", "10", "9" * 5000):
        headers = {**JSON, "Content-Length": length}
        assert site.post("/v1/ask", content=body_of(LARGEST + 1), headers=headers).status_code == 413
        assert site.post("/v1/ask", content=body_of(LARGEST), headers=headers).status_code == 200


@pytest.mark.parametrize("given", ["a", "0f3b-42", "x" * 64])
def test_a_request_id_is_taken_over(site: TestClient, given: str) -> None:
    assert site.get("/livez", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", [b"", b"x" * 65, b"a b", b"a_b", b"<img>", "é".encode()])
def test_a_request_id_that_could_forge_a_line_of_a_log_is_replaced(site: TestClient, given: bytes) -> None:
    responses = [site.get("/livez", headers={b"X-Request-ID": given}) for _ in range(2)]
    first, second = (one.headers["x-request-id"] for one in responses)
    assert first != second
    assert all(len(one) == 32 and one.isalnum() for one in (first, second))


@pytest.mark.parametrize("address", ["/livez", "/v1/documents", "/openapi.json", "/nowhere", "/assets/view.css"])
def test_every_response_has_the_headers_of_the_house(site: TestClient, address: str) -> None:
    headers = site.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "server" not in headers
