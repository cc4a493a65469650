"""HEAD is answered as GET, without the body."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.web.app import create_app
from polycite.web.site import Site
from tests.polycite.web.test_headers import requests_of

SAME = {"X-Request-ID": "r-1"}


@pytest.fixture
def whole(asker: Asker) -> Iterator[TestClient]:
    with TestClient(create_app(asker, site=Site(owner="key"))) as client:
        yield client


def got(app: FastAPI) -> list[str]:
    """Every address that takes GET."""
    return [address for method, address in requests_of(app) if method == "GET"]


def test_every_address_answers_head_with_the_status_and_headers_of_get(asker: Asker, whole: TestClient) -> None:
    addresses = got(create_app(asker))
    assert {"/", "/livez", "/readyz", "/widget/1/polycite-widget.js", "/documents", "/view/1"} <= set(addresses)
    for address in [*addresses, "/widget/v1/polycite-widget.js", "/widget/manifest.json", "/assets/polycite.css"]:
        read, headed = whole.get(address, headers=SAME), whole.head(address, headers=SAME)
        assert (headed.status_code, dict(headed.headers)) == (read.status_code, dict(read.headers)), address


def test_a_document_answers_too(whole: TestClient) -> None:
    document = whole.get("/v1/documents").json()["documents"][0]["id"]
    for address in (f"/view/{document}", f"/v1/documents/{document}", f"/v1/documents/{document}/text"):
        read, headed = whole.get(address, headers=SAME), whole.head(address, headers=SAME)
        assert headed.status_code == 200
        assert dict(headed.headers) == dict(read.headers)


def sent(app: FastAPI, method: str, path: str) -> list[dict[str, Any]]:
    """What an application tells a server to write."""
    messages: list[dict[str, Any]] = []
    scope = {"type": "http", "method": method, "path": path, "headers": [], "query_string": b"", "state": {}}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(app(scope, receive, send))
    return messages


@pytest.mark.parametrize("path", ["/livez", "/", "/nowhere"])
def test_no_body_goes_out(app: FastAPI, path: str) -> None:
    assert b"".join(one.get("body", b"") for one in sent(app, "GET", path)) != b""
    assert b"".join(one.get("body", b"") for one in sent(app, "HEAD", path)) == b""


def test_what_only_takes_post_takes_no_head(site: TestClient) -> None:
    response = site.head("/v1/ask")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_an_address_that_takes_get_says_that_it_takes_head(site: TestClient) -> None:
    assert site.post("/livez").headers["allow"] == "GET, HEAD"
