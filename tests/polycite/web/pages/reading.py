"""A page as a test reads it: elements by CSS-like paths of lxml, and their words on one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from lxml import html
from starlette.testclient import TestClient

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@dataclass(frozen=True)
class Page:
    """The HTML of a response."""

    tree: Any

    def all(self, path: str) -> list[Any]:
        """The elements at an XPath."""
        return list(self.tree.xpath(path))

    def one(self, path: str) -> Any:
        """The only element at an XPath."""
        (found,) = self.all(path)
        return found

    def words(self, path: str) -> list[str]:
        """The text of each element at an XPath, white space folded."""
        return [" ".join(found.text_content().split()) for found in self.all(path)]

    @property
    def tags(self) -> set[str]:
        """The names of all elements."""
        return {str(one.tag) for one in self.tree.iter() if isinstance(one.tag, str)}


def page(text: str) -> Page:
    """A page from its HTML."""
    return Page(html.document_fromstring(text))


def got(site: TestClient, address: str, status: int = 200) -> Page:
    """The page at an address, asked for as a browser does."""
    response = site.get(address, headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
    return page(response.text)


def sent(site: TestClient, question: str, language: str = "nl", **fields: str) -> Response:
    """What comes of sending the form, before any redirect is followed."""
    told = {"question": question, "lang": language, **fields}
    return site.post("/ask", data=told, headers=BROWSER, follow_redirects=False)


def answered(site: TestClient, question: str, language: str = "nl", **fields: str) -> Page:
    """The page that sending the form leads to."""
    return got(site, sent(site, question, language, **fields).headers["location"])
