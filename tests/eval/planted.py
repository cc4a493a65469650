"""Regressions planted on purpose: each wraps a real part of polycite and breaks one thing, as careless changes do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from eval.questions import GoldQuestion
from eval.systems import Given, GivenQuote, System
from polycite.ask import Asker
from polycite.model import LANGUAGES, Document, Entry, Hit, Moments, Passage, Principal, Scope, Vectors
from polycite.ports import DenseQuery, Draft, Generation, Index, Library, Query, TermsQuery
from polycite.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Through:
    """An index that passes every look on; each regression breaks one of them."""

    real: Index

    @property
    def generation(self) -> Generation:
        return self.real.generation

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        return self.real.search(queries, scope)

    def passages(self, ids: Sequence[str], scope: Scope) -> tuple[tuple[Passage, Vectors], ...]:
        return self.real.passages(ids, scope)

    def document(self, identifier: str, principal: Principal) -> Document:
        return self.real.document(identifier, principal)

    def documents(self, principal: Principal) -> tuple[Entry, ...]:
        return self.real.documents(principal)


@dataclass(frozen=True, slots=True)
class Held:
    """A library whose live generation is always this index."""

    real: Library
    index: Index

    def current(self) -> Index:
        return self.index

    def rebuild(self, fingerprint: str, dimension: int, root: str) -> AbstractContextManager[Draft]:
        return self.real.rebuild(fingerprint, dimension, root)


def asking(asker: Asker, index: Index) -> Asker:
    """The same asker on another index; it starts with nothing remembered of the one it had."""
    return replace(asker, library=Held(asker.library, index), refusal=Refusal())


class WithoutTerms(Through):
    """The sparse vector dropped: searches by terms find nothing."""

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        found = zip(queries, self.real.search(queries, scope), strict=True)
        return tuple(() if isinstance(query, TermsQuery) else hits for query, hits in found)


@dataclass(frozen=True, slots=True)
class WithoutBalance(Through):
    """Language balancing off: languages share one scale, and each keeps only what is among the best of them all."""

    shared: Generation

    @property
    def generation(self) -> Generation:
        return self.shared

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        found = list(zip(queries, self.real.search(queries, scope), strict=True))
        scores: dict[str, list[float]] = {}
        for query, hits in found:
            scores.setdefault(_view(query), []).extend(hit.score for hit in hits)
        # Every query asks for equally many, which here is what all languages get together.
        least = {
            view: min(sorted(some, reverse=True)[: queries[0].limit], default=0.0) for view, some in scores.items()
        }
        return tuple(tuple(hit for hit in hits if hit.score >= least[_view(query)]) for query, hits in found)


def without_balance(index: Index) -> WithoutBalance:
    """The index with the moments of all languages together in place of each one's own."""
    made = index.generation
    one_scale = {view: pooled([made.moments[view, one] for one in LANGUAGES]) for view, _ in made.moments}
    shared = {(view, language): one_scale[view] for view, language in made.moments}
    return WithoutBalance(index, replace(made, moments=shared))


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


def pooled(languages: Sequence[Moments]) -> Moments:
    """The moments of all vectors together: the mean of squares is covariance plus the square of the mean."""
    count = sum(one.count for one in languages)
    weights = [one.count / count for one in languages]
    mean = np.sum([weight * one.mean for weight, one in zip(weights, languages, strict=True)], axis=0)
    squares = [
        weight * (one.covariance + np.outer(one.mean, one.mean)) for weight, one in zip(weights, languages, strict=True)
    ]
    covariance = np.sum(squares, axis=0) - np.outer(mean, mean)
    return Moments(mean.astype(np.float32), covariance.astype(np.float32), count)


def _view(query: Query) -> str:
    return query.view if isinstance(query, DenseQuery) else "terms"
