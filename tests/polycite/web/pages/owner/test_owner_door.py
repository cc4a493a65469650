"""Who sees the page of the owner: whoever has its key, at this machine, and nobody else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from polycite.adapters.index.memory import MemoryLibrary
from polycite.ask import Asker
from polycite.model import LANGUAGES
from polycite.ports import Journal
from polycite.web.app import create_app
from polycite.web.pages.rendering import CONTENT_SECURITY
from polycite.web.site import Site
from tests.polycite.web.journals import DECLINED, BrokenJournal, asked
from tests.polycite.web.pages.owner.owner_page import HERE, JOURNAL, KEY, OWNER, owner_page
from tests.polycite.web.shelves import QUESTION


@pytest.mark.parametrize("address", [OWNER, JOURNAL])
def test_it_is_not_there_unless_the_operator_shows_it(asker: Asker, address: str) -> None:
    with TestClient(create_app(asker), base_url=HERE) as site:
        shut, nowhere = site.get(address), site.get("/nowhere")
    assert shut.status_code == 404
    assert shut.json()["type"] == nowhere.json()["type"]


@pytest.mark.parametrize("address", [OWNER, JOURNAL])
@pytest.mark.parametrize(
    "headers",
    [{"Host": "polycite.example"}, {"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=10.0.0.1"}, {"Via": "1.1 p"}],
)
def test_it_is_not_there_for_who_comes_from_elsewhere(site: TestClient, address: str, headers: dict[str, str]) -> None:
    assert site.get(address).status_code == 200
    assert site.get(address, headers=headers).status_code == 404


@pytest.mark.parametrize("path", ["/owner", "/owner/journal.jsonl"])
@pytest.mark.parametrize("query", ["", "?key=", f"?key={KEY[:-1]}", "?key=%C3", f"?lang=nl&Key={KEY}"])
def test_it_is_not_there_without_the_key_for_who_seems_to_be_here(site: TestClient, path: str, query: str) -> None:
    """As through a reverse proxy that passes on neither the name it was asked by nor a header of its own."""
    refused = site.get(path + query)
    assert refused.status_code == 404
    assert refused.json()["type"] == site.get("/nowhere").json()["type"]


def test_its_own_links_keep_the_key(site: TestClient) -> None:
    tree = owner_page(site).tree
    own = [*tree.xpath("//a[@download]/@href"), *tree.xpath("//a[@hreflang]/@href")]
    assert len(own) == 1 + len(LANGUAGES)
    assert {site.get(one).status_code for one in own} == {200}
    others = set(tree.xpath("//@href|//@src|//@action")) - set(own)
    assert not any("key=" in one for one in others)


def test_a_page_of_it_is_kept_by_no_cache_and_framed_by_nobody(site: TestClient) -> None:
    headers = site.get(OWNER).headers
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"] == CONTENT_SECURITY


def test_an_empty_service_says_what_to_do(asker: Asker, folder: Path) -> None:
    empty = replace(asker, library=MemoryLibrary())
    with TestClient(create_app(empty, site=Site(owner=KEY, folder=folder)), base_url=HERE) as site:
        page = owner_page(site)
    assert "polycite ingest FOLDER" in page.says("documents")
    assert "Every question so far was answered." in page.says("unanswered")
    assert "Nobody has said anything" in page.says("feedback")
    assert "No differences" in page.says("drift")


def test_a_journal_that_fails_is_a_problem_and_no_empty_page(asker: Asker) -> None:
    with TestClient(create_app(asker, site=Site(owner=KEY), journal=BrokenJournal()), base_url=HERE) as site:
        assert site.get(OWNER).status_code == 503


def test_the_journal_can_be_taken_as_a_file(asker: Asker, site: TestClient, journal: Journal) -> None:
    asked(asker, journal, QUESTION, DECLINED)
    response = site.get(JOURNAL)
    assert response.headers["content-type"] == "application/x-ndjson"
    assert response.headers["content-disposition"] == 'attachment; filename="journal.jsonl"'
    assert sorted(json.loads(line)["question"] for line in response.text.splitlines()) == sorted([QUESTION, DECLINED])
