"""Every address, whatever it answers, has the headers of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.web.app import create_app
from polycite.web.site import Site

LISTED = "https://good.example.org"
POWERS = {"camera", "geolocation", "microphone", "payment", "usb"}


def build(asker: Asker) -> FastAPI:
    return create_app(asker, site=Site(origins=(LISTED,), owner="key"))


@pytest.fixture
def walked(asker: Asker) -> Iterator[TestClient]:
    with TestClient(build(asker), raise_server_exceptions=False) as client:
        yield client


def requests_of(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and address of an application, with something in the place of each parameter."""
    routes = [found.original_route for found in iter_route_contexts(app.routes)]
    found = [
        (method, re.sub(r"\{[^}]*\}", "1", one.path))
        for one in routes
        if isinstance(one, Route)
        for method in sorted(one.methods or ())
    ]
    return [*found, ("GET", "/openapi.json"), ("GET", "/nowhere"), ("DELETE", "/v1/ask"), ("OPTIONS", "/livez")]


def checked(response_headers: dict[str, str]) -> None:
    """What holds for every response."""
    assert response_headers["x-content-type-options"] == "nosniff"
    assert re.fullmatch(r"[0-9a-f]{32}", response_headers["x-request-id"])
    policy = response_headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy or f"frame-ancestors {LISTED}" in policy
    powers = dict(one.split("=") for one in response_headers["permissions-policy"].split(", "))
    assert powers == dict.fromkeys(POWERS, "()")
    assert response_headers["cache-control"]
    assert "server" not in response_headers


def test_the_walk_finds_the_addresses_there_are(asker: Asker) -> None:
    assert {("POST", "/v1/ask"), ("GET", "/embed"), ("GET", "/view/1"), ("GET", "/readyz")} <= set(
        requests_of(build(asker))
    )


def test_every_address_has_the_headers_of_the_house(asker: Asker, walked: TestClient) -> None:
    for method, address in requests_of(build(asker)):
        headers = dict(walked.request(method, address).headers)
        checked(headers)
        if not address.startswith("/widget/"):
            assert headers["cross-origin-resource-policy"] == "same-origin", address
        page = headers.get("content-type", "").startswith("text/html")
        assert headers["referrer-policy"] == ("same-origin" if page else "no-referrer"), address
        assert ("cross-origin-opener-policy" in headers) == page, address


def test_only_the_widget_is_for_pages_of_any_origin(walked: TestClient) -> None:
    for address in ("/widget/v1/polycite-widget.js", "/widget/manifest.json"):
        headers = walked.get(address).headers
        assert (headers["cross-origin-resource-policy"], headers["access-control-allow-origin"]) == (
            "cross-origin",
            "*",
        )


def test_pages_stand_alone_and_tell_only_ourselves_where_a_reader_was(walked: TestClient) -> None:
    headers = walked.get("/embed").headers
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "same-origin"


def test_a_refusal_at_the_door_has_them_too(walked: TestClient) -> None:
    checked(dict(walked.post("/v1/ask", headers={"Origin": "https://evil.example"}).headers))
    checked(dict(walked.post("/v1/ask", content=b" " * 300_000).headers))


def test_a_permission_at_the_door_has_them_too(walked: TestClient) -> None:
    preflight = {"Origin": LISTED, "Access-Control-Request-Method": "POST"}
    checked(dict(walked.options("/v1/ask", headers=preflight).headers))


def test_a_crash_has_them_too_and_a_listed_page_may_read_its_request_id(asker: Asker) -> None:
    app = build(asker)

    @app.get("/v1/documents/crash/now")
    def crash() -> None:
        raise RuntimeError("boom")

    with TestClient(app, raise_server_exceptions=False) as site:
        response = site.get("/v1/documents/crash/now", headers={"Origin": LISTED})
    assert (response.status_code, response.headers["access-control-allow-origin"]) == (500, LISTED)
    checked(dict(response.headers))


def test_a_route_may_be_stricter_and_keeps_what_it_says(asker: Asker) -> None:
    app = build(asker)

    @app.get("/strict", response_class=HTMLResponse)
    def strict() -> HTMLResponse:
        return HTMLResponse("<p>", headers={"Referrer-Policy": "no-referrer", "Vary": "Cookie"})

    with TestClient(app) as site:
        headers = site.get("/strict").headers
    assert (headers["referrer-policy"], headers["vary"]) == ("no-referrer", "Cookie")
