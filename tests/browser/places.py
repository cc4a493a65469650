"""Fifty places in the sample documents that people wrote down word for word, whatever wrote the index.

They are the evidence of the gold questions: so many of each format, taken evenly from all there are, and looked up in
the text that the service gives out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

import httpx
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from eval.locate import fold, locate
from polycite.model import Span
from polycite.web.contract import view_url
from tests.browser.corpus_service import CHECKOUT
from tests.browser.recording import QUESTIONS

WANTED: Mapping[str, int] = {".pdf": 30, ".docx": 8, ".html": 6, ".md": 4, ".txt": 2}
"""How many of each format."""
FIVE = 5
"""Places that one test looks at."""


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation in a document: `span` is where it stands in the text that was indexed, `page` counts from 1."""

    path: str
    document: str
    quote: str
    span: Span
    page: int | None

    @property
    def view(self) -> str:
        """Its source view, relative to the service."""
        return view_url(self.document, self.span)

    @property
    def original(self) -> str:
        """The file it was read from, relative to the service."""
        return f"/v1/documents/{quote(self.document, safe='')}/content"


def places(service: str) -> tuple[Place, ...]:
    """All fifty, by format."""
    with httpx.Client(base_url=service, timeout=60, trust_env=False) as client:
        ids = {one["path"]: one["id"] for one in client.get("/v1/documents?limit=100").json()["documents"]}
        written = _written(ids)
        return tuple(one for suffix, count in WANTED.items() for one in _some(client, ids, written[suffix], count))


def _written(ids: Mapping[str, str]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """What the gold questions quote from public documents, by format and each once, in the order of the files."""
    told: dict[str, dict[tuple[str, str], Mapping[str, Any]]] = defaultdict(dict)
    for file in sorted((CHECKOUT / "eval" / "gold").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            for one in (one for need in json.loads(line).get("evidence", ()) for one in need):
                if one["document"] in ids:
                    told[PurePosixPath(one["document"]).suffix][one["document"], one["quote"]] = one
    return {suffix: tuple(each.values()) for suffix, each in told.items()}


def _some(
    client: httpx.Client, ids: Mapping[str, str], written: Sequence[Mapping[str, Any]], count: int
) -> Iterator[Place]:
    """So many of them, as far apart as they can be."""
    for number in range(count):
        one = written[number * len(written) // count]
        document = ids[one["document"]]
        text = client.get(f"/v1/documents/{quote(document, safe='')}/text").text
        yield Place(one["document"], document, one["quote"], locate(fold(text), one["quote"])[0], one.get("page"))


def ask(tab: Tab, pages: str, name: str = "laptop-nl") -> None:
    """From the first page to the page of an answer."""
    tab.goto(f"{pages}/?lang={name[-2:]}")
    tab.locator("#question").fill(QUESTIONS[name])
    tab.locator("button[type=submit]").click()
    expect(tab).to_have_url(re.compile(r"/answers/"))
