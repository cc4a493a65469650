"""A deployment under judgement, over HTTP: whatever answers polycite's contract at a URL."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

import httpx
from pydantic import ValidationError

from eval.locate import letters_of
from eval.ours import SEEN
from eval.problems import explained
from eval.questions import GoldQuestion
from eval.responses import given_of
from eval.systems import Given
from polycite.errors import Unavailable
from polycite.model import PUBLIC
from polycite.web.schema import AskResponse, DocumentsResponse, EntryOut

_Shape = TypeVar("_Shape", AskResponse, DocumentsResponse)
_PAGE = 100  # documents a request of the list gives at most


@dataclass(frozen=True, slots=True)
class Deployment:
    """A service at the client's base URL, asked as anybody who can reach it."""

    client: httpx.Client
    is_verbatim: bool = True
    _texts: dict[str, str | None] = field(default_factory=dict)
    _letters: dict[str, str | None] = field(default_factory=dict)
    _entries: dict[str, EntryOut] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The address it was reached at."""
        return str(self.client.base_url)

    def can_ask(self, question: GoldQuestion) -> bool:
        """Only what everybody may ask: nothing a client sends makes it a member of a group."""
        return question.groups == (PUBLIC,)

    def ask(self, question: GoldQuestion, day: date) -> Given:
        """The answer, and the round trip's milliseconds. Raises Unavailable."""
        asked = {"question": question.question, "k": SEEN, "as_of": str(question.as_of or day)}
        started = time.perf_counter()
        got = self._sent("POST", "/v1/ask", json=asked)
        spent = (time.perf_counter() - started) * 1000
        response = self._read(AskResponse, got)
        if response.confidence is not None and not math.isfinite(response.confidence):
            raise self._otherwise(got, f"confidence: {response.confidence} is no number")
        named = {one.document_id for one in response.passages} | {one.document.id for one in response.citations}
        texts = {one: text for one in sorted(named) if (text := self._text(one)) is not None}
        return replace(given_of(response, texts, None), milliseconds=spent)

    def text(self, path: str, question: GoldQuestion) -> str | None:
        """A document's text as the service serves it. Raises Unavailable."""
        self.documents()
        return self._text(self._entries[path].id) if path in self._entries else None

    def letters(self, path: str) -> str | None:
        """What counts of a document's text (`eval.locate`), None where everybody may read none. Raises Unavailable."""
        if path not in self._letters:
            self.documents()
            text = self._text(self._entries[path].id) if path in self._entries else None
            self._letters[path] = None if text is None else letters_of(text)
        return self._letters[path]

    def documents(self) -> tuple[EntryOut, ...]:
        """All it lists, by path. Raises Unavailable."""
        if not self._entries:
            self._entries.update({entry.path: entry for page in self._pages() for entry in page.documents})
        return tuple(entry for _, entry in sorted(self._entries.items()))

    def fingerprint(self) -> str:
        """The embedder its index was made with. Raises Unavailable."""
        return next(self._pages()).index.fingerprint

    def _text(self, identifier: str) -> str | None:
        """None where it serves none: a passage of a document that nobody may read is a leak to judge, no outage."""
        if identifier not in self._texts:
            got = self._sent("GET", f"/v1/documents/{identifier}/text", allowed=(httpx.codes.NOT_FOUND,))
            self._texts[identifier] = got.text if got.is_success else None
        return self._texts[identifier]

    def _pages(self) -> Iterator[DocumentsResponse]:
        cursor: str | None = None
        passed: set[str] = set()
        while True:
            named = {} if cursor is None else {"cursor": cursor}
            got = self._sent("GET", "/v1/documents", params={"limit": str(_PAGE), **named})
            page = self._read(DocumentsResponse, got)
            yield page
            cursor = page.next_cursor
            if cursor is None:
                return
            if cursor in passed:
                raise self._otherwise(got, f"the cursor {cursor!r} comes again, so its list has no end")
            passed.add(cursor)

    def _sent(self, method: str, path: str, allowed: Sequence[int] = (), **sent: object) -> httpx.Response:
        try:
            got = self.client.request(method, path, **sent)  # type: ignore[arg-type]
            if got.status_code not in allowed:
                got.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            said = next(iter(str(error).splitlines()), type(error).__name__)
            raise Unavailable(
                f"--url {self.name} does not answer {method} {path} ({said}): "
                "start it with 'polycite serve', or check the address"
            ) from error
        return got

    def _read(self, shape: type[_Shape], got: httpx.Response) -> _Shape:
        try:
            return shape.model_validate_json(got.content)
        except ValidationError as error:
            raise self._otherwise(got, next(explained(error))) from error

    def _otherwise(self, got: httpx.Response, how: str) -> Unavailable:
        return Unavailable(
            f"--url {self.name} answers {got.request.url.path} in another shape than polycite's contract "
            f"({how}): check that a polycite of this version listens there"
        )
