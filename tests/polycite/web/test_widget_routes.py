"""The widget is delivered so that a page elsewhere can pin it (W2)."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import version

import pytest
from starlette.testclient import TestClient

from polycite.web.widget_file import widget_file

MOVING = "/widget/v1/polycite-widget.js"
PINNED = f"/widget/{version('polycite')}/polycite-widget.js"


@pytest.mark.parametrize("address", [MOVING, PINNED])
def test_both_addresses_give_the_same_script_to_anybody(site: TestClient, address: str) -> None:
    response = site.get(address, headers={"Origin": "https://anywhere.example"})
    assert (response.status_code, response.content) == (200, widget_file().body)
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"


def test_the_address_of_a_version_may_be_kept_for_a_year_and_the_moving_one_is_asked_for_again(
    site: TestClient,
) -> None:
    assert site.get(PINNED).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert site.get(MOVING).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", [MOVING, PINNED])
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_browser_that_still_has_it_is_not_sent_it_again(site: TestClient, address: str, coding: str) -> None:
    tag = site.get(address, headers={"Accept-Encoding": coding}).headers["etag"]
    again = site.get(address, headers={"Accept-Encoding": coding, "If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_the_packed_and_the_plain_file_have_names_of_their_own(site: TestClient) -> None:
    plain, packed = (site.get(MOVING, headers={"Accept-Encoding": one}) for one in ("identity", "gzip"))
    assert plain.headers["etag"] != packed.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.content == packed.content


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip", "gzip"), ("br, GZIP;q=0.5", "gzip"), ("gzip;q=0", None), ("br, gzip; q=0.00", None), ("", None)],
)
def test_the_file_is_packed_for_those_who_take_it_so(site: TestClient, accepted: str, coding: str | None) -> None:
    assert site.get(MOVING, headers={"Accept-Encoding": accepted}).headers.get("content-encoding") == coding


def test_the_manifest_pins_what_is_served(site: TestClient) -> None:
    response = site.get("/widget/manifest.json")
    manifest = response.json()
    assert manifest["version"] == version("polycite")
    assert [(one["path"], one["immutable"]) for one in manifest["files"]] == [(PINNED, True), (MOVING, False)]
    for one in manifest["files"]:
        assert one["bytes"] == len(site.get(one["path"]).content)
    digest = base64.b64encode(hashlib.sha384(site.get(PINNED).content).digest()).decode()
    assert manifest["files"][0]["integrity"] == f"sha384-{digest}"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cache-control"] == "no-cache"


def test_the_manifest_gives_no_integrity_for_what_will_change(site: TestClient) -> None:
    for one in site.get("/widget/manifest.json").json()["files"]:
        assert ("integrity" in one) == one["immutable"]


@pytest.mark.parametrize("named", ["0.0.0", "v2", "latest", "..%2f..%2fapp.py", "v1%2f..%2fv1"])
def test_a_version_that_is_not_here_is_not_found_and_the_manifest_is_named(site: TestClient, named: str) -> None:
    response = site.get(f"/widget/{named}/polycite-widget.js")
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_who_asks_for_another_version_is_told_where_to_look(site: TestClient) -> None:
    assert "/widget/manifest.json" in site.get("/widget/0.0.0/polycite-widget.js").json()["detail"]


def test_no_source_is_served_by_itself(site: TestClient) -> None:
    assert site.get("/widget/v1/order.txt").status_code == 404
