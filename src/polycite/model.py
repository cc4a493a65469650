"""The types every layer speaks: frozen, slotted, free of vendors.

Offsets count Unicode code points and always point into a document's canonical text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from polycite.errors import QuoteMismatch

Vectors: TypeAlias = NDArray[np.float32]
Language = Literal["nl", "fr", "en"]
Kind = Literal["prose", "table", "list"]
Support = Literal["verbatim", "supported"]
Status = Literal["answered", "declined", "degraded"]
Reason = Literal["not_in_documents", "out_of_scope", "unsupported"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
PUBLIC = "public"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `start <= i < end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` this span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        # An empty span, such as a blank page's, may stand inside another and shares nothing with it.
        return self.start < other.end and other.start < self.end and len(self) > 0 and len(other) > 0


@dataclass(frozen=True, slots=True)
class Source:
    """A file as found: `id` and `digest` come from its bytes, `path` is relative to the corpus, with slashes."""

    id: str
    path: str
    digest: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the catalogue, or else the file, says about a document.

    `supersedes` and `family` use the corpus' own names (paths and a family word);
    `readers` are group names, and an empty tuple means nobody.
    """

    title: str
    language: Language
    publisher: str | None = None
    published: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    supersedes: tuple[str, ...] = ()
    family: str | None = None
    url: str | None = None
    readers: tuple[str, ...] = (PUBLIC,)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its 1-based number, printed label, span of the text and, for PDF, its geometry.

    `width` and `height` are points (1/72 inch). `boxes` holds, per character of the span, its left, top, right, bottom
    from the top left corner as little-endian uint16 in tenths of a point, all 0 where it is not drawn; or is empty.
    """

    number: int
    label: str
    span: Span
    width: float = 0.0
    height: float = 0.0
    boxes: bytes = b""


@dataclass(frozen=True, slots=True)
class Document:
    """A source read: its whole canonical text, and the parts of it that are markup rather than words.

    `marks` are sorted, disjoint spans left out of search and display, never out of a quote.
    """

    id: str
    source: Source
    facts: Facts
    text: str
    pages: tuple[Page, ...] = ()
    marks: tuple[Span, ...] = ()

    def pages_of(self, span: Span) -> tuple[Page, ...]:
        """The pages a span stands on, in order; () for a format without pages."""
        return tuple(page for page in self.pages if page.span.meets(span))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that is searched as one: whole sentences, one section, one language.

    In a table every `sentence` is a row or a sentence inside a cell, and `header` is the row of column names.
    """

    id: str
    document: str
    span: Span
    kind: Kind
    heading: tuple[str, ...]
    language: Language
    sentences: tuple[Span, ...]
    header: Span | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """A sparse vector: hashed terms (uint32, ascending) and a weight for each."""

    indices: tuple[int, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A passage ready for the index: `vector` [d], `sentences` [n, d] in the order of the passage's, unit length."""

    passage: Passage
    vector: Vectors
    sentences: Vectors
    terms: Terms


@dataclass(frozen=True, slots=True)
class Moments:
    """First and second moments of one language's unit vectors: `mean` [d], `covariance` [d, d], from `count` of them.

    For a question q the scores of that language have mean q.mean and variance q.covariance.q exactly.
    """

    mean: Vectors
    covariance: Vectors
    count: int


class Hit(NamedTuple):
    """A passage found: rank 1 is best; scores compare only within one ranking.

    A tuple, because a search makes hundreds and a dataclass takes three times as long to make.
    """

    passage: Passage
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks."""

    id: str
    groups: frozenset[str]


ANONYMOUS = Principal("anonymous", frozenset({PUBLIC}))


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search may see: required by every search, so that no reader is ever forgotten.

    None lifts a restriction; `as_of` keeps documents valid on that day.
    """

    principal: Principal
    languages: tuple[Language, ...] | None = None
    documents: tuple[str, ...] | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index's table of contents: a document without its text."""

    id: str
    source: Source
    facts: Facts
    pages: int
    characters: int
    passages: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, and how strongly: scores compare only within one reading."""

    passage: Passage
    sentence: Span
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered, verified quotation: it cannot exist unless the quote is the document's text at a span of the passage.

    A table's row of column names may stand before the passage, which then names it as its `header`.
    """

    marker: int
    document: Document
    passage: Passage
    quote: str
    span: Span

    def __post_init__(self) -> None:
        text = self.document.text
        if not self.quote or self.span.end > len(text) or self.quote != self.span.of(text):
            raise QuoteMismatch(
                f"the quote of citation {self.marker} is not {self.document.source.path!r} "
                f"at {self.span.start}:{self.span.end}: run 'polycite ingest PATH' again"
            )
        if self.passage.document != self.document.id:
            raise QuoteMismatch(f"citation {self.marker} names a passage of another document")
        if not self.passage.span.holds(self.span) and self.span != self.passage.header:
            raise QuoteMismatch(f"citation {self.marker} quotes what is not in its passage {self.passage.id!r}")

    @property
    def pages(self) -> tuple[Page, ...]:
        """Where the quote stands."""
        return self.document.pages_of(self.span)
