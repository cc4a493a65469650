"""Passages whose nearness can be seen: vectors along the axes, terms that count once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from polycite.model import ANONYMOUS, Document, Encoded, Hit, Principal, Scope, Terms, Vectors
from polycite.ports import DenseQuery, Index
from tests.contracts.corpora import DIMENSION, Corpus, encoded, plain_document

STAFF = Principal("an", frozenset({"public", "staff"}))
NOBODY = Principal("ghost", frozenset())
OPEN = Scope(ANONYMOUS)

Rankings = Sequence[Sequence[Hit]]


def axis(*places: int) -> Vectors:
    """A unit vector with equal weight on the given axes."""
    vector = np.zeros(DIMENSION, dtype=np.float32)
    vector[list(places)] = 1 / np.sqrt(len(places))
    return vector


def rows(*vectors: Vectors) -> Vectors:
    """Sentence vectors [n, d]."""
    return np.array(vectors, dtype=np.float32).reshape(-1, DIMENSION)


def one(document: Document, number: int, *terms: int, at: int = 0) -> Encoded:
    """A passage on one axis with one sentence on the next one and each term once."""
    return encoded(document, number, axis(at), rows(axis(at + 1)), Terms(terms, (1.0,) * len(terms)))


def ids(hits: Sequence[Hit]) -> list[str]:
    """The passages of a ranking."""
    return [hit.passage.id for hit in hits]


def dense(index: Index, vector: Vectors, scope: Scope = OPEN, view: str = "passage", limit: int = 10) -> list[str]:
    """The passages nearest to a vector, in Dutch."""
    return ids(index.search([DenseQuery(view, "nl", vector, limit)], scope)[0])


def content() -> Corpus:
    """nl-a and fr-b for all, nl-c for staff."""
    nl, fr = plain_document("a", "nl"), plain_document("b", "fr")
    secret = plain_document("c", "nl", ("staff", "hr"))
    return [
        (nl, [one(nl, 0, 1, 2, at=0), one(nl, 1, 1, at=2)]),
        (fr, [one(fr, 0, 1, at=0)]),
        (secret, [one(secret, 0, 1, 2, 3, at=4)]),
    ]


def described(rankings: Rankings) -> list[list[tuple[int, str]]]:
    """Ranks and passages."""
    return [[(hit.rank, hit.passage.id) for hit in hits] for hits in rankings]


def scores(rankings: Rankings) -> list[float]:
    """All scores in a row."""
    return [hit.score for hits in rankings for hit in hits]
