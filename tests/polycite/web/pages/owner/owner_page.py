"""The owner's page as a person reads it: its tables by heading, from the HTML as a browser parses it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from lxml import html
from starlette.testclient import TestClient

HERE = "http://127.0.0.1:8300"
KEY = "k_-y 1&é"
"""A key that must be written in an address with care."""
OWNER, JOURNAL = (f"{path}?{urlencode({'key': KEY})}" for path in ("/owner", "/owner/journal.jsonl"))


@dataclass(frozen=True, slots=True)
class OwnerPage:
    """A page and its tree."""

    tree: html.HtmlElement

    def rows(self, section: str) -> list[list[str]]:
        """The body of the table under a heading, as words."""
        found = self.tree.xpath(f'//section[@aria-labelledby="{section}"]//tbody/tr')
        return [[words(cell) for cell in row.xpath("./th|./td")] for row in found]

    def says(self, section: str) -> str:
        """All words under a heading."""
        return words(self.tree.xpath(f'//section[@aria-labelledby="{section}"]')[0])

    def links(self, section: str) -> list[str]:
        """Where its links lead."""
        return list(self.tree.xpath(f'//section[@aria-labelledby="{section}"]//a/@href'))


def words(element: html.HtmlElement) -> str:
    """The words of an element on one line."""
    return " ".join(element.text_content().split())


def owner_page(site: TestClient, language: str = "en") -> OwnerPage:
    """The page, which must be there."""
    response = site.get(f"{OWNER}&lang={language}")
    assert response.status_code == 200, response.text
    return OwnerPage(html.document_fromstring(response.text))
