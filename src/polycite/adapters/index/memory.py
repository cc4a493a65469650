"""An index in plain numpy: exact, slow for many passages, and the judge of the adapters in the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from threading import Lock

import numpy as np

from polycite.adapters.index.manifest import Manifest
from polycite.adapters.index.ranking import ranked
from polycite.adapters.index.records import entry_of
from polycite.errors import IndexBusy, NoIndex, UnknownDocument
from polycite.model import (
    Document,
    Encoded,
    Entry,
    Facts,
    Hit,
    Passage,
    Principal,
    Scope,
    Terms,
    Vectors,
)
from polycite.ports import DenseQuery, Description, Generation, Query, TermsQuery


@dataclass(frozen=True, slots=True)
class Row:
    """A passage and the document it is of."""

    document: Document
    encoded: Encoded


class MemoryIndex:
    """One generation in memory."""

    def __init__(self, generation: Generation, documents: Sequence[Document], rows: Sequence[Row]) -> None:
        self._generation = generation
        self._documents = {document.id: document for document in sorted(documents, key=lambda one: one.source.path)}
        self._rows = {row.encoded.passage.id: row for row in sorted(rows, key=lambda row: row.encoded.passage.id)}

    @property
    def generation(self) -> Generation:
        """What this index says of itself."""
        return self._generation

    @property
    def counts(self) -> tuple[int, int]:
        """How many documents and passages are there."""
        return len(self._documents), len(self._rows)

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        """For each query its hits, best first, ties by passage id."""
        return tuple(self._ranking(query, scope) for query in queries)

    def passages(self, ids: Sequence[str], scope: Scope) -> tuple[tuple[Passage, Vectors], ...]:
        """The passages of these ids that the scope allows, in the order asked, each with its sentence vectors."""
        rows = (self._rows[identifier] for identifier in ids if identifier in self._rows)
        return tuple((row.encoded.passage, row.encoded.sentences) for row in rows if _sees(scope, row))

    def document(self, identifier: str, principal: Principal) -> Document:
        """One document whole. Raises UnknownDocument, for a hidden one too."""
        document = self._documents.get(identifier)
        if document is None or not _reads(principal, document.facts):
            raise UnknownDocument(identifier)
        return document

    def documents(self, principal: Principal) -> tuple[Entry, ...]:
        """All documents this principal may read, by path."""
        readable = (document for document in self._documents.values() if _reads(principal, document.facts))
        return tuple(entry_of(document, self._passages_of(document)) for document in readable)

    def _passages_of(self, document: Document) -> int:
        return sum(row.document.id == document.id for row in self._rows.values())

    def _ranking(self, query: Query, scope: Scope) -> tuple[Hit, ...]:
        rows = [row for row in self._rows.values() if row.encoded.passage.language == query.language]
        score = _dense(query) if isinstance(query, DenseQuery) else _bm25(query, rows, scope.principal)
        scores = ((row.encoded.passage, score(row.encoded)) for row in rows if _sees(scope, row))
        return ranked(((passage, value) for passage, value in scores if value is not None), query)


class MemoryDraft:
    """A generation under construction."""

    def __init__(self, generation: str, manifest: Manifest) -> None:
        self.generation = generation
        self.documents: list[Document] = []
        self.rows: list[Row] = []
        self._manifest = manifest

    def add(self, document: Document, passages: Sequence[Encoded]) -> None:
        """Add one document with all its passages. Raises ValueError for what no index should hold."""
        self._manifest.add(document, passages)
        self.documents.append(document)
        self.rows += [Row(document, encoded) for encoded in passages]

    def describe(self, description: Description) -> None:
        """Record what was learnt, once."""
        self._manifest.describe(description)


class MemoryLibrary:
    """Generations in memory, numbered from 1."""

    def __init__(self, created: str = "2026-01-01T00:00:00+00:00") -> None:
        self._created, self._number = created, 0
        self._live: MemoryIndex | None = None
        self._writing = Lock()

    def current(self) -> MemoryIndex:
        """The live generation. Raises NoIndex."""
        if self._live is None:
            raise NoIndex("memory")
        return self._live

    @contextmanager
    def rebuild(self, fingerprint: str, dimension: int, root: str) -> Iterator[MemoryDraft]:
        """A draft, verified and published when the block ends, dropped when it raises. Raises IndexBusy."""
        if not self._writing.acquire(blocking=False):
            raise IndexBusy("another thread is writing to this index: wait for it, then run it again")
        try:
            manifest = Manifest(fingerprint, dimension, root)
            draft = MemoryDraft(str(self._number + 1), manifest)
            yield draft
            generation = manifest.generation(draft.generation, self._created)
            index = MemoryIndex(generation, draft.documents, draft.rows)
            manifest.verify(index, *index.counts)
            self._live, self._number = index, self._number + 1
        finally:
            self._writing.release()


def _dense(query: DenseQuery) -> Callable[[Encoded], float | None]:
    def by_passage(encoded: Encoded) -> float | None:
        return float(encoded.vector @ query.vector)

    def by_best_sentence(encoded: Encoded) -> float | None:
        return float(np.max(encoded.sentences @ query.vector)) if len(encoded.sentences) else None

    return {"passage": by_passage, "sentence": by_best_sentence}[query.view]


def _bm25(query: TermsQuery, rows: Sequence[Row], principal: Principal) -> Callable[[Encoded], float | None]:
    """The sum of weight x weight x idf over shared terms; idf counts only what the principal may read."""
    population = [dict(_pairs(row.encoded.terms)) for row in rows if _reads(principal, row.document.facts)]
    population = [terms for terms in population if terms]
    weights = dict(_pairs(query.terms))
    holding = {term: sum(term in terms for terms in population) for term in weights}
    idf = {term: log(1 + (len(population) - n + 0.5) / (n + 0.5)) for term, n in holding.items()}

    def score(encoded: Encoded) -> float | None:
        shared = [weights[term] * weight * idf[term] for term, weight in _pairs(encoded.terms) if term in weights]
        return sum(shared) if shared else None

    return score


def _pairs(terms: Terms) -> Iterator[tuple[int, float]]:
    return zip(terms.indices, terms.weights, strict=True)


def _reads(principal: Principal, facts: Facts) -> bool:
    return bool(principal.groups & set(facts.readers))


def _sees(scope: Scope, row: Row) -> bool:
    facts, passage = row.document.facts, row.encoded.passage
    day = scope.as_of
    started = day is None or facts.valid_from is None or facts.valid_from <= day
    ended = day is not None and facts.valid_to is not None and facts.valid_to < day
    listed = scope.documents is None or passage.document in scope.documents
    spoken = scope.languages is None or passage.language in scope.languages
    return _reads(scope.principal, facts) and started and not ended and listed and spoken
