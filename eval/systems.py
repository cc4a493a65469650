"""What is judged: any system that answers a gold question, and what it gives, in one shape for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from eval.questions import GoldQuestion
from polycite.model import Reason


@dataclass(frozen=True, slots=True)
class GivenPassage:
    """A passage found, best first: its file's path in the corpus, its text as the document has it, its pages."""

    path: str
    text: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenQuote:
    """A quotation shown as evidence. `start` and `end` are None where a system gives no offsets.

    `is_header` marks what is no evidence by itself: a row of column names beside a row of its table, and what leads a
    list ("It covers:") before one of its items.
    """

    path: str
    quote: str
    pages: tuple[int, ...] = ()
    start: int | None = None
    end: int | None = None
    is_header: bool = False

    @property
    def place(self) -> str:
        """Its file, and the pages where it has any: "nl/verlof.pdf p. 3,4"."""
        return f"{self.path} p. {','.join(map(str, self.pages))}" if self.pages else self.path


@dataclass(frozen=True, slots=True)
class Given:
    """What a system gave for one question.

    `said` is the system's own words: its lead or its refusal, without any quotation. `views` are the searches that
    brought candidates, as "view language", or None where a system does not say. `beside` is whatever else stands there
    to be read: titles, headings, the words of other versions.
    """

    is_declined: bool
    said: str
    text: str
    quotes: tuple[GivenQuote, ...]
    passages: tuple[GivenPassage, ...]
    reason: Reason | None = None
    confidence: float | None = None
    views: frozenset[str] | None = None
    beside: tuple[str, ...] = ()
    milliseconds: float = 0.0

    @property
    def evidence(self) -> tuple[GivenQuote, ...]:
        """The quotations that are meant to prove something: all but headers."""
        return tuple(one for one in self.quotes if not one.is_header)


class System(Protocol):
    """Something that answers gold questions. `name` is what the report calls it."""

    @property
    def name(self) -> str: ...

    @property
    def is_verbatim(self) -> bool:
        """Whether it claims that a quote is its document's text at given offsets, which is then checked."""

    def can_ask(self, question: GoldQuestion) -> bool:
        """Whether it can ask as this question's groups."""

    def ask(self, question: GoldQuestion, day: date) -> Given:
        """Answer as the question's groups, on what was in force on a day."""

    def text(self, path: str, question: GoldQuestion) -> str | None:
        """The canonical text its offsets point into, as the asker may read it; None where it has no such document."""
