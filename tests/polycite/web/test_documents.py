from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.web.app import create_app
from tests.polycite.web.shelves import FACTS, TEXTS

READABLE = ["conges.pdf", "security.txt", "telewerk-2019.txt", "telewerk.txt"]


def test_documents_are_listed_by_path_without_what_is_for_others(site: TestClient) -> None:
    listed = site.get("/v1/documents").json()
    assert [one["path"] for one in listed["documents"]] == READABLE
    assert listed["next_cursor"] is None
    assert listed["index"] == {"generation": "1", "fingerprint": "hashing-64"}


def test_a_line_of_the_list_tells_title_size_and_validity(site: TestClient) -> None:
    lines = {one["id"]: one for one in site.get("/v1/documents").json()["documents"]}
    old = lines["telewerk-2019.txt"]
    assert (old["title"], old["valid_to"], old["in_force"]) == ("Nota 2019", "2019-12-31", False)
    assert old["superseded_by"] == {"document_id": "telewerk.txt", "title": FACTS["telewerk.txt"]["title"]}
    assert (lines["conges.pdf"]["pages"], lines["conges.pdf"]["characters"]) == (1, len(TEXTS["conges.pdf"]))


@pytest.mark.parametrize(("today", "holds"), [(date(2019, 12, 31), True), (date(2020, 1, 1), False)])
def test_a_document_is_in_force_by_the_askers_day(asker: Asker, today: date, holds: bool) -> None:
    with TestClient(create_app(replace(asker, today=lambda: today))) as site:
        lines = {one["id"]: one for one in site.get("/v1/documents").json()["documents"]}
    assert lines["telewerk-2019.txt"]["in_force"] is holds


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 100])
def test_following_the_links_gives_every_document_once(site: TestClient, limit: int) -> None:
    address, seen, pages = f"/v1/documents?limit={limit}", [], 0
    while address:
        response = site.get(address)
        seen += [one["path"] for one in response.json()["documents"]]
        pages += 1
        link = response.links.get("next", {})
        address = str(link.get("url", ""))
        assert bool(address) == bool(response.json()["next_cursor"])
    assert seen == READABLE
    assert pages == -(-len(READABLE) // limit)


@pytest.mark.parametrize("cursor", ["x", "AAAA" * 10, "../..", "%00"])
def test_a_forged_cursor_is_refused(site: TestClient, cursor: str) -> None:
    response = site.get(f"/v1/documents?cursor={cursor}")
    assert (response.status_code, response.json()["type"]) == (400, "urn:polycite:problem:malformed-request")
    assert "start again" in response.json()["detail"]


def test_the_text_of_a_document_is_canonical(site: TestClient) -> None:
    response = site.get("/v1/documents/telewerk.txt/text")
    assert response.text == TEXTS["telewerk.txt"]
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


def test_an_unchanged_text_is_not_sent_again(site: TestClient) -> None:
    tag = site.get("/v1/documents/telewerk.txt/text").headers["etag"]
    again = site.get("/v1/documents/telewerk.txt/text", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    changed = site.get("/v1/documents/telewerk.txt/text", headers={"If-None-Match": '"other"'})
    assert changed.status_code == 200


def test_a_document_for_others_and_an_absent_one_look_alike(site: TestClient) -> None:
    address = "/v1/documents/{}/text"
    problems = [site.get(address.format(one), headers={"X-Request-ID": "r"}) for one in ("salaries.txt", "absent.txt")]
    assert [one.status_code for one in problems] == [404, 404]
    assert problems[0].content == problems[1].content
