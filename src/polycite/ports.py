"""What the core needs from the outside, as Protocols without a vendor's type in any signature."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from polycite.alignment import NO_ALIGNMENTS, Alignments
from polycite.bridges import NO_BRIDGES, Bridges
from polycite.journal import Feedback, Kept, Line
from polycite.model import (
    Document,
    Encoded,
    Entry,
    Hit,
    Language,
    Moments,
    Passage,
    Principal,
    Scope,
    Terms,
    Vectors,
)

Notice = Callable[[str, float], None]
"""Told what is being prepared and the share done (0..1), for work that takes more than a moment."""


class Embedder(Protocol):
    """Texts to unit vectors; the same text gives the same vector, alone or among others."""

    @property
    def fingerprint(self) -> str:
        """Model, weights, engine and prefixes in one line; equal fingerprints mean comparable vectors."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32, for n questions."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32, for n passages or sentences; call in small lots to show progress."""

    def fits(self, text: str) -> bool:
        """Whether the encoder reads the whole text (as a passage) without cutting it."""


class WordEncoder(Protocol):
    """Single words to vectors in which a word lies near its translations."""

    @property
    def fingerprint(self) -> str:
        """Model, weights and engine in one line."""

    def embed_words(self, words: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32, for n words of any of the languages."""


@dataclass(frozen=True, slots=True)
class DenseQuery:
    """Nearest passages of one language by their own vector, or by their best sentence (MaxSim)."""

    view: str  # "passage" or "sentence"
    language: Language
    vector: Vectors
    limit: int


@dataclass(frozen=True, slots=True)
class TermsQuery:
    """Best BM25 passages of one language; weights of the question's terms, IDF applied by the index."""

    language: Language
    terms: Terms
    limit: int


Query = DenseQuery | TermsQuery


class Contender(NamedTuple):
    """A hit of the fused ranking and what each view says of it, in standard deviations or in matched terms.

    A tuple, because every question makes dozens.
    """

    hit: Hit
    passage: float
    sentence: float
    terms: float


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as a reranker takes it: its words, its language, and the documents of the hits by id.

    `shared` is the part of its words, bridged into a language, that a text in that language has.
    """

    text: str
    language: Language
    document: Callable[[str], Document]
    shared: Callable[[str, Language], float]


class Reranker(Protocol):
    """The second stage of ranking: a closer look at the best that fusion found, all of which the asker may read."""

    def rerank(self, question: Sought, hits: Sequence[Contender]) -> Sequence[float]:
        """A score for each hit, in their order; higher is better, and they compare only within one question."""


@dataclass(frozen=True, slots=True)
class Description:
    """What was learnt from the documents of a generation together. `moments` has each dense view and language."""

    moments: Mapping[tuple[str, Language], Moments]
    bridges: Bridges = NO_BRIDGES
    alignments: Alignments = NO_ALIGNMENTS


@dataclass(frozen=True, slots=True)
class Generation:
    """What a published index says of itself. `moments` has each dense view and language."""

    id: str
    fingerprint: str
    created: str  # ISO 8601, UTC
    root: str  # the folder that was ingested
    documents: int
    passages: int
    moments: Mapping[tuple[str, Language], Moments]
    bridges: Bridges = NO_BRIDGES
    alignments: Alignments = NO_ALIGNMENTS


class Index(Protocol):
    """One generation, immutable, safe to share between threads; every look asks who looks."""

    @property
    def generation(self) -> Generation: ...

    def search(self, queries: Sequence[Query], scope: Scope) -> tuple[tuple[Hit, ...], ...]:
        """For each query its hits, best first, ties by passage id."""

    def passages(self, ids: Sequence[str], scope: Scope) -> tuple[tuple[Passage, Vectors], ...]:
        """The passages of these ids that the scope allows, as ordered, with sentence vectors [n, d]."""

    def document(self, identifier: str, principal: Principal) -> Document:
        """One document whole. Raises UnknownDocument, for a hidden one too."""

    def documents(self, principal: Principal) -> tuple[Entry, ...]:
        """All documents this principal may read, by path."""


class Draft(Protocol):
    """A generation under construction."""

    @property
    def generation(self) -> str:
        """The id it will be published under."""

    def add(self, document: Document, passages: Sequence[Encoded]) -> None:
        """Add one document with all its passages."""

    def describe(self, description: Description) -> None:
        """Record what was learnt, once, before publication."""


class Library(Protocol):
    """Where generations are kept: readers keep the one they opened, a new one appears at once and whole."""

    def current(self) -> Index:
        """The live generation; cheap to call per question. Raises NoIndex, IndexDamaged, Unavailable."""

    def rebuild(self, fingerprint: str, dimension: int, root: str) -> AbstractContextManager[Draft]:
        """A draft, published when the block ends and discarded when it raises. Raises IndexBusy."""


class Journal(Protocol):
    """What was answered and what people gave back, for the owner of the documents. Safe to share between threads.

    Everything here raises Unavailable where the journal cannot be used.
    """

    def keep(self, kept: Kept, asker: Principal) -> None:
        """Record an answer, as much of it as the operator allows."""

    def give(self, answer: str, asker: Principal, feedback: Feedback | None) -> None:
        """Record what the asker of an answer says of it, in place of what they said before; None takes it back.

        Raises UnknownAnswer, for another's answer too.
        """

    def lines(self) -> tuple[Line, ...]:
        """Everything recorded, newest first."""

    def forget(self, before: datetime | None = None) -> int:
        """Delete the answers of before a moment (by default, what is older than the time they are kept), with what
        was given back on them, from the disk too; how many there were."""


class PageDrawer(Protocol):
    """Pages of PDFs as pictures; safe to share between threads, and no file can harm who calls it."""

    def draw(self, original: Path, digest: str, number: int, width: int) -> bytes:
        """A PNG of a page (from 1), `width` pixels wide, of the file with this SHA-256 and no other.

        Raises OriginalGone, NoPicture, and Unavailable where too many wait.
        """

    def close(self) -> None:
        """Let go of what drawing needs."""
