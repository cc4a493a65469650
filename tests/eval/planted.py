"""Regressions planted on purpose: each wraps a real part of polycite and breaks one thing, as careless changes do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eval.questions import GoldQuestion
from eval.systems import Given, GivenQuote, System
from eval.wrapping import Through
from polycite.model import Document, Entry, Hit, Passage, Principal, Scope, Vectors
from polycite.ports import Query


@dataclass(frozen=True, slots=True)
class WithoutReaders(Through):
    """The reader filter off: whoever asks sees what everybody together may see."""

    everybody: Principal

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        return self.real.search(queries, replace(scope, principal=self.everybody))

    def passages(self, ids: Sequence[str], scope: Scope) -> tuple[tuple[Passage, Vectors], ...]:
        return self.real.passages(ids, replace(scope, principal=self.everybody))

    def document(self, identifier: str, principal: Principal) -> Document:
        return self.real.document(identifier, self.everybody)

    def documents(self, principal: Principal) -> tuple[Entry, ...]:
        return self.real.documents(self.everybody)


@dataclass(frozen=True, slots=True)
class Requoted:
    """A system whose quotations are changed on their way out."""

    real: System
    change: Callable[[GivenQuote], GivenQuote]

    @property
    def name(self) -> str:
        return self.real.name

    @property
    def is_verbatim(self) -> bool:
        return self.real.is_verbatim

    def can_ask(self, question: GoldQuestion) -> bool:
        return self.real.can_ask(question)

    def ask(self, question: GoldQuestion, day: date) -> Given:
        given = self.real.ask(question, day)
        return replace(given, quotes=tuple(map(self.change, given.quotes)))

    def text(self, path: str, question: GoldQuestion) -> str | None:
        return self.real.text(path, question)


def a_page_later(quote: GivenQuote) -> GivenQuote:
    """An index of pages that counts from one too many."""
    return replace(quote, pages=tuple(page + 1 for page in quote.pages))


def cut(quote: GivenQuote) -> GivenQuote:
    """The first half of a quotation, which still claims to end where it ended."""
    return replace(quote, quote=quote.quote[: len(quote.quote) // 2])


def cut_with_its_end(quote: GivenQuote) -> GivenQuote:
    """The first half of a quotation, verbatim and with true offsets: only what it says is less."""
    assert quote.start is not None
    shorter = cut(quote)
    return replace(shorter, end=quote.start + len(shorter.quote))
