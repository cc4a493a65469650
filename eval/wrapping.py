"""An index seen through another that changes one thing: how a part is switched off, or broken, from outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np

from polycite.ask import Asker
from polycite.confidence import Calibration, Logistic
from polycite.model import LANGUAGES, Document, Entry, Hit, Moments, Passage, Principal, Scope, Vectors
from polycite.ports import DenseQuery, Draft, Generation, Index, Library, Query
from polycite.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Through:
    """An index that passes every look on; others change one of them."""

    real: Index

    @property
    def generation(self) -> Generation:
        """The real one."""
        return self.real.generation

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        """As the real one."""
        return self.real.search(queries, scope)

    def passages(self, ids: Sequence[str], scope: Scope) -> tuple[tuple[Passage, Vectors], ...]:
        """As the real one."""
        return self.real.passages(ids, scope)

    def document(self, identifier: str, principal: Principal) -> Document:
        """As the real one."""
        return self.real.document(identifier, principal)

    def documents(self, principal: Principal) -> tuple[Entry, ...]:
        """As the real one."""
        return self.real.documents(principal)


@dataclass(frozen=True, slots=True)
class Held:
    """A library whose live generation is always this index."""

    real: Library
    index: Index

    def current(self) -> Index:
        """The index held."""
        return self.index

    def rebuild(self, fingerprint: str, dimension: int, root: str) -> AbstractContextManager[Draft]:
        """As the real one."""
        return self.real.rebuild(fingerprint, dimension, root)


def asking(asker: Asker, index: Index, refusal: Callable[[], Refusal] = Refusal) -> Asker:
    """The same asker on another index; it starts with nothing remembered of the one it had."""
    return replace(asker, library=Held(asker.library, index), refusal=refusal())


@dataclass(frozen=True, slots=True)
class WithoutView(Through):
    """A view that brings nothing: `passage`, `sentence` or `terms`."""

    view: str

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        """The hits of the other views. A view that is off is not searched, so that its time is saved too."""
        found = iter(self.real.search([query for query in queries if view_of(query) != self.view], scope))
        return tuple(() if view_of(query) == self.view else next(found) for query in queries)


@dataclass(frozen=True, slots=True)
class Described(Through):
    """An index whose generation says something else of itself."""

    described: Generation

    @property
    def generation(self) -> Generation:
        """What it says now."""
        return self.described


@dataclass(frozen=True, slots=True)
class WithoutBalance(Described):
    """Language balancing off: languages share one scale, and each keeps only what is among the best of them all."""

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        """Of each view as many hits of all languages together as one language gets otherwise."""
        found = list(zip(queries, self.real.search(queries, scope), strict=True))
        scores: dict[str, list[float]] = {}
        for query, hits in found:
            scores.setdefault(view_of(query), []).extend(hit.score for hit in hits)
        # Every query asks for equally many, which here is what all languages get together.
        least = {
            view: min(sorted(some, reverse=True)[: queries[0].limit], default=0.0) for view, some in scores.items()
        }
        return tuple(tuple(hit for hit in hits if hit.score >= least[view_of(query)]) for query, hits in found)


def without_balance(index: Index) -> WithoutBalance:
    """The index with the moments of all languages together in place of each one's own."""
    made = index.generation
    one_scale = {view: pooled([made.moments[view, one] for one in LANGUAGES]) for view, _ in made.moments}
    shared = {(view, language): one_scale[view] for view, language in made.moments}
    return WithoutBalance(index, replace(made, moments=shared))


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


def view_of(query: Query) -> str:
    """The view that a query searches."""
    return query.view if isinstance(query, DenseQuery) else "terms"


def unrefusing(asker: Asker) -> Asker:
    """The same, but answering whatever it finds anything for, with no idea of how likely that is right."""
    nothing = Logistic(0.0, {})
    always = Calibration(asker.embedder.fingerprint, 0.0, nothing, nothing, nothing)
    return replace(asker, refusal=Refusal(always))
