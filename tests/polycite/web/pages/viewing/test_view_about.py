"""What the view says of a document: its facts, its versions, and whether its original is still there."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from polycite.model import LANGUAGES, Document, Facts
from polycite.web.app import create_app
from tests.polycite.web.pages.selecting import select, texts
from tests.polycite.web.pages.viewing.views import LEAVE, address, links, seen, sentence
from tests.polycite.web.printed import Folder, filed, indexed


def test_what_is_known_of_the_document_stands_over_it(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    assert texts(page, "h1") == ["Congés 2024"]
    assert select(page, "h1")[0].get("lang") == "fr"
    assert texts(page, ".view-facts li") == [
        "Service RH",
        "gepubliceerd op 6 november 2023",
        "van kracht van 1 januari 2024 tot en met 31 december 2026",
        "in het Frans",
    ]
    told = links(page)
    assert site.get(told["Download het origineel (PDF)"]).content == LEAVE.read_bytes()
    assert told["Open bij de uitgever"] == "https://example.org/conges"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil", "ftp://x"])
def test_only_addresses_of_the_web_lead_to_a_publisher(folder: Folder, tmp_path: Path, url: str) -> None:
    one = filed(tmp_path, "a.txt", b"a", "Tekst.", Facts("Nota", "nl", url=url))
    with TestClient(create_app(indexed(tmp_path, [one]).asker)) as site:
        assert url not in links(seen(site, "/view/a.txt?lang=nl")).values()


def test_a_document_that_was_replaced_says_so_and_leads_on(site: TestClient) -> None:
    page = seen(site, "/view/nl-oud.txt?lang=nl")
    assert texts(page, ".view-standing") == ["Vervangen door ‘Nieuw <b>’"]
    assert links(page)["Nieuw <b>"] == "/view/nl-nieuw.txt?lang=nl#text"
    assert not select(seen(site, "/view/nl-nieuw.txt"), ".view-standing")


def test_a_document_that_expired_unreplaced_says_since_when(tmp_path: Path) -> None:
    one = filed(tmp_path, "a.txt", b"a", "Oud.", Facts("Nota", "nl", valid_to=date(2026, 5, 31)))
    with TestClient(create_app(indexed(tmp_path, [one]).asker)) as site:
        assert texts(seen(site, "/view/a.txt?lang=nl"), ".view-standing") == ["Niet meer van kracht sinds 1 juni 2026"]


def test_the_same_sentence_in_another_language_is_one_click_away(site: TestClient, leave: Document) -> None:
    page = seen(site, address(leave))
    assert texts(page, ".view-versions li") == ["Nederlands Verlof dezelfde zin"]
    (mark,) = select(seen(site, select(page, ".view-versions a")[0].get("href")), "mark")
    assert mark.text_content() == "Elk personeelslid heeft recht op verlof."


def test_without_a_known_sentence_the_other_language_is_the_document(site: TestClient) -> None:
    page = seen(site, "/view/nl-verlof.txt?lang=en")
    assert texts(page, ".view-versions li") == ["French Congés 2024 the document"]


def test_a_version_one_may_not_read_is_never_spoken_of(site: TestClient, leave: Document) -> None:
    assert "Leave" not in site.get(address(leave)).text
    assert "Leave" not in site.get("/view/nl-verlof.txt").text


def test_where_the_original_is_gone_the_text_is_shown_and_that_is_said(
    site: TestClient, folder: Folder, leave: Document
) -> None:
    folder.path("fr-conges.pdf").write_bytes(b"another")
    page = seen(site, address(leave))
    assert texts(page, "mark") == [sentence(leave)]
    assert not select(page, "svg image")
    assert "niet meer op de server" in texts(page, ".view-notice")[0]
    assert "Download het origineel (PDF)" not in links(page)


def test_where_nobody_draws_the_text_is_shown_and_that_is_said(folder: Folder, leave: Document) -> None:
    with TestClient(create_app(folder.asker)) as plain:
        page = seen(plain, address(leave))
        assert "geen afbeeldingen" in texts(page, ".view-notice")[0]
        assert not select(page, "svg image")
        assert not select(seen(plain, "/view/nl-verlof.txt"), ".view-notice")


def test_every_language_has_the_same_words() -> None:
    folder = files("polycite.web.pages").joinpath("texts")
    told = [tomllib.loads(folder.joinpath(f"{one}.toml").read_text("utf-8")) for one in LANGUAGES]
    assert told[0].keys() == told[1].keys() == told[2].keys()
    assert all(value.strip() for one in told for value in one.values())
