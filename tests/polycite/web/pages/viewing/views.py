"""The source view as tests read it: a document of the sample corpus, a place in it, and its page."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from polycite.model import Document
from tests.polycite.web.pages.selecting import select

LEAVE = Path(__file__).parents[5] / "corpus" / "fr" / "conges-2024.pdf"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</p></main><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    '"><iframe src="//evil">',
    "<style>*{display:none}</style><math><mi//xlink:href='data:x,<script>'>",
    "[a](javascript:alert(1)) ![x](https://evil/?q=1)",
)


def sentence(leave: Document) -> str:
    """A sentence of its second page."""
    text = leave.pages[1].span.of(leave.text)
    return next(line for line in text.split("\n") if line.endswith(".") and 60 < len(line) < 400)


def address(leave: Document, more: str = "") -> str:
    start = leave.text.index(sentence(leave))
    return f"/view/fr-conges.pdf?start={start}&end={start + len(sentence(leave))}&lang=nl{more}"


def seen(site: TestClient, url: str, status: int = 200) -> html.HtmlElement:
    response = site.get(url)
    assert response.status_code == status
    return html.document_fromstring(response.content)


def links(page: html.HtmlElement) -> dict[str, str]:
    return {" ".join(one.text_content().split()): one.get("href") for one in select(page, "article a")}
