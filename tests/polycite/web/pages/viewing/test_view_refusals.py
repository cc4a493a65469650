"""Hostile words stay words, and what is gone or hidden is not there."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.polycite.web.pages.selecting import select, texts
from tests.polycite.web.pages.viewing.views import HOSTILE, seen

FRAME = {"html", "head", "meta", "title", "link", "script", "body", "header", "nav", "main", "footer", "a"}
ARTICLE = {
    "article",
    "section",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "span",
    "strong",
    "div",
    "table",
    "tr",
    "td",
    "mark",
}
ALLOWED = FRAME | ARTICLE | {"form", "label", "input", "button", "svg", "path", "image", "rect"}


def test_hostile_words_are_only_words(site: TestClient) -> None:
    page = seen(site, "/view/nl-kwaad.txt?start=0&end=9&lang=nl")
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= ALLOWED
    assert texts(page, ".view-words p") == [" ".join(one.split()) for one in HOSTILE]
    assert texts(page, "h1") == [HOSTILE[0]]
    assert not any("evil" in str(value) for one in page.iter() for value in one.attrib.values())


def test_a_hostile_address_is_only_an_address(site: TestClient) -> None:
    page = seen(site, '/view/nl-verlof.txt?answer="><script>1</script>&n="><b>&lang=nl&start=0&end=5')
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= ALLOWED
    assert len(select(page, "script")) == 1


@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Dit document is hier niet"), ("fr", "Ce document n’est pas ici"), ("en", "This document is not here")],
)
def test_a_link_to_what_is_gone_says_so_in_ones_language_and_what_to_do(
    site: TestClient, language: str, title: str
) -> None:
    page = seen(site, f"/view/weg.pdf?start=1&end=5&lang={language}", 404)
    assert texts(page, "h1") == [title]
    assert {one.get("href") for one in select(page, ".view-ways a")} == {
        f"/documents?lang={language}",
        f"/?lang={language}",
    }


def test_a_hidden_document_and_an_absent_one_look_alike(site: TestClient) -> None:
    hidden, absent = (site.get(f"/view/{name}?start=0&end=3") for name in ("en-leave.txt", "en-absen.txt"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.text.replace("en-leave.txt", "") == absent.text.replace("en-absen.txt", "")
