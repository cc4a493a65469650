"""One generation read through a Qdrant engine, embedded or served: the Index both adapters share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from threading import Lock
from typing import Protocol, TypeAlias

from polycite.adapters.index.point_schema import PASSAGE, SENTENCES, TERMS, Payload, Stored, from_payload, point_id
from polycite.adapters.index.ranking import decimals, ranked
from polycite.adapters.index.visibility import Conditions, allows, may_read, readable_by, within
from polycite.errors import UnknownDocument
from polycite.model import Document, Entry, Hit, Passage, Principal, Scope, Terms, Vectors
from polycite.ports import DenseQuery, Generation, Query

VIEWS = {"passage": PASSAGE, "sentence": SENTENCES}
MARGIN = 8
STORED_KEPT = 50_000
DOCUMENTS_KEPT = 128
"""More than the documents one question may bring (k is at most 50), or each would be read anew for every question."""
SCOPES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Request:
    """The nearest points by one named vector; IDF, where it applies, is counted over `population` alone."""

    using: str
    vector: Vectors | Terms
    limit: int
    conditions: Conditions
    population: Conditions


Key: TypeAlias = int
"""A point, as `point_id` numbers it."""
Scored: TypeAlias = tuple[Key, float]
"""A point and its score, as the engine gave them."""


class Engine(Protocol):
    """What is asked of Qdrant."""

    def nearest(self, requests: Sequence[Request]) -> list[list[Scored]]:
        """For each request its points, best first."""

    def payloads(self, points: Sequence[Key]) -> Mapping[Key, Payload]:
        """The payloads of those points that exist, by their keys."""

    def sentences(self, stored: Sequence[Stored]) -> list[Vectors]:
        """For each passage its sentence vectors [n, d]."""

    def count(self) -> int:
        """How many points there are."""


class Documents(Protocol):
    """Where a generation keeps its texts."""

    def entries(self) -> tuple[Entry, ...]:
        """The whole table of contents, by path."""

    def document(self, entry: Entry) -> Document:
        """The document of an entry, whole."""


class EngineIndex:
    """An Index over an engine and a store of documents; safe to share between threads as both of them are."""

    def __init__(self, generation: Generation, engine: Engine, documents: Documents) -> None:
        self._generation, self._engine, self._documents = generation, engine, documents
        self._entries = {entry.id: entry for entry in documents.entries()}
        self._decoded: dict[Key, Stored] = {}
        self._known: dict[str, Stored] = {}
        self._remembering = Lock()
        # A verdict holds as long as the generation does, and the same few scopes ask for the same passages.
        self._verdicts = lru_cache(SCOPES_KEPT)(_no_verdicts)
        self._read = lru_cache(DOCUMENTS_KEPT)(documents.document)
        # Over the entries and not over a method: a cache that held this index would keep it open.
        self._readable = lru_cache(SCOPES_KEPT)(partial(_readable, tuple(self._entries.values())))

    @property
    def generation(self) -> Generation:
        """What this index says of itself."""
        return self._generation

    @property
    def counts(self) -> tuple[int, int]:
        """How many documents and passages are really there."""
        return len(self._entries), self._engine.count()

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        """For each query its hits, best first, ties by passage id; () where the scope leaves nothing."""
        requests = [_request(query, scope) for query in queries]
        asked = [place for place, request in enumerate(requests) if _answerable(request)]
        complete = self._complete([queries[place] for place in asked], [requests[place] for place in asked])
        rankings = dict(zip(asked, complete, strict=True))
        visible = self._visible({key for ranking in complete for key, _ in ranking}, scope)
        return tuple(ranked(_shown(rankings.get(place, ()), visible), query) for place, query in enumerate(queries))

    def passages(self, ids: Sequence[str], scope: Scope) -> tuple[tuple[Passage, Vectors], ...]:
        """The passages of these ids that the scope allows, in the order asked, each with its sentence vectors."""
        known = self._known
        missing = [point_id(identifier) for identifier in ids if identifier not in known]
        if missing:
            fresh = {stored.passage.id: stored for stored in self._fetched(missing).values()}
            known = {identifier: known[identifier] for identifier in ids if identifier in known} | fresh
        allowed = [known[identifier] for identifier in ids if identifier in known and allows(scope, known[identifier])]
        vectors = self._engine.sentences(allowed)
        return tuple((stored.passage, rows) for stored, rows in zip(allowed, vectors, strict=True))

    def document(self, identifier: str, principal: Principal) -> Document:
        """One document whole. Raises UnknownDocument, for a hidden one too."""
        entry = self._entries.get(identifier)
        if entry is None or not may_read(entry.facts.readers, principal):
            raise UnknownDocument(identifier)
        return self._read(entry)

    def documents(self, principal: Principal) -> tuple[Entry, ...]:
        """All documents this principal may read, by path."""
        return self._readable(principal)

    def _complete(self, queries: Sequence[Query], requests: Sequence[Request]) -> list[list[Scored]]:
        """Rankings long enough that every point tied with the last one wanted is in them."""
        rankings: list[list[Scored]] = [[] for _ in requests]
        asked = {place: query.limit + MARGIN for place, query in enumerate(queries)}
        while asked:
            wider = [replace(requests[place], limit=limit) for place, limit in asked.items()]
            for place, ranking in zip(asked, self._engine.nearest(wider), strict=True):
                rankings[place] = ranking
            tied = {place for place, limit in asked.items() if _cuts_a_tie(rankings[place], queries[place], limit)}
            asked = {place: asked[place] * 4 for place in tied}
        return rankings

    def _decoded_of(self, points: set[Key]) -> Mapping[Key, Stored]:
        """Decode payloads once per generation: in Python that costs more than the search itself."""
        decoded = self._decoded
        known = {point: decoded[point] for point in points if point in decoded}
        missing = points - known.keys()
        return known | self._fetched(list(missing)) if missing else known

    def _fetched(self, points: Sequence[Key]) -> dict[Key, Stored]:
        """Those of `points` that exist, which are then remembered.

        Callers look up in the dictionary they hold and in this one: what is remembered may be forgotten meanwhile.
        """
        payloads = self._engine.payloads(points)
        fresh = {point: from_payload(point, payload) for point, payload in payloads.items()}
        with self._remembering:
            if len(self._decoded) + len(fresh) > STORED_KEPT:
                # New dictionaries: other threads keep the ones they hold.
                self._decoded, self._known = {}, {}
                self._verdicts.cache_clear()
            self._decoded.update(fresh)
            self._known.update({stored.passage.id: stored for stored in fresh.values()})
        return fresh

    def _visible(self, keys: set[Key], scope: Scope) -> Mapping[Key, Passage | None]:
        """For each point its passage, or None where the scope forbids it: decided here once and not by the engine."""
        visible = self._verdicts(scope)
        fresh = keys - visible.keys()
        for key, stored in self._decoded_of(fresh).items() if fresh else ():
            visible[key] = stored.passage if allows(scope, stored) else None
        return visible


def _readable(entries: tuple[Entry, ...], principal: Principal) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if may_read(entry.facts.readers, principal))


def _no_verdicts(_: Scope) -> dict[Key, Passage | None]:
    return {}


def _shown(ranking: Iterable[Scored], visible: Mapping[Key, Passage | None]) -> list[tuple[Passage, float]]:
    return [(passage, score) for key, score in ranking if (passage := visible[key]) is not None]


def _request(query: Query, scope: Scope) -> Request:
    conditions, population = within(scope, query.language), readable_by(scope.principal)
    if isinstance(query, DenseQuery):
        return Request(VIEWS[query.view], query.vector, query.limit, conditions, population)
    return Request(TERMS[query.language], query.terms, query.limit, conditions, population)


def _answerable(request: Request) -> bool:
    wordless = isinstance(request.vector, Terms) and not request.vector.indices
    return request.limit > 0 and not wordless and not request.conditions.impossible


def _cuts_a_tie(ranking: Sequence[Scored], query: Query, asked: int) -> bool:
    if len(ranking) < asked:
        return False
    last, wanted = ranking[-1][1], ranking[query.limit - 1][1]
    return round(last, decimals(query)) == round(wanted, decimals(query))
