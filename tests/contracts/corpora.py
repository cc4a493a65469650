"""Small corpora made from a seed: unit vectors, Zipf terms, three languages, readers, validity."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from polycite.alignment import Alignments, Bead, Bitext, Place
from polycite.bridges import Bridges
from polycite.model import (
    LANGUAGES,
    Document,
    Encoded,
    Facts,
    Kind,
    Language,
    Moments,
    Page,
    Passage,
    Source,
    Span,
    Terms,
    Vectors,
)
from polycite.ports import DenseQuery, Description, Library, Query, TermsQuery

DIMENSION = 8
READERS: tuple[tuple[str, ...], ...] = (("public",), ("staff",), ("hr", "staff"), (), ("public", "hr"))
DAY = date(2024, 6, 1)
WIDTH = 40

Corpus = list[tuple[Document, list[Encoded]]]


def unit(dice: Generator, *shape: int) -> Vectors:
    """Random unit vectors."""
    vectors = dice.standard_normal((*shape, DIMENSION))
    lengths = np.sqrt((vectors**2).sum(axis=-1, keepdims=True))
    return np.asarray(vectors / lengths, dtype=np.float32)


def zipf_terms(dice: Generator, count: int) -> Terms:
    """Distinct term numbers, the low ones in most passages, with weights as BM25 gives."""
    indices = np.unique(np.minimum(dice.zipf(1.5, count), 2**32 - 1))
    return Terms(tuple(int(index) for index in indices), tuple(dice.uniform(0.3, 2.0, len(indices)).tolist()))


def corpus(seed: int, documents: int = 10, passages: int = 6) -> Corpus:
    """`documents` of `passages` each."""
    dice = np.random.default_rng(seed)
    return [_document(dice, number, passages) for number in range(documents)]


def queries(seed: int, limit: int = 7) -> list[Query]:
    """One query per view and language."""
    dice = np.random.default_rng(seed)
    return [query for language in LANGUAGES for query in _views(dice, language, limit)]


def moments() -> dict[tuple[str, Language], Moments]:
    """Moments of two views, recognisable."""
    mean, covariance = np.arange(DIMENSION, dtype=np.float32), np.eye(DIMENSION, dtype=np.float32)
    return {("passage", "nl"): Moments(mean, covariance, 3), ("sentence", "fr"): Moments(mean + 1, covariance * 2, 5)}


def bridges() -> Bridges:
    """Bridges of two pairs of languages, recognisable."""
    return Bridges({("nl", "fr"): {"verlof": (("congé", 0.9), ("vacances", 0.25))}, ("fr", "nl"): {}})


def alignments() -> Alignments:
    """One bitext of a pair, and of a sentence on either side without counterpart."""
    first, last = Place("a/00", Span(0, 12)), Place("a/01", Span(40, 52))
    beads = (
        Bead(first, Place("b/00", Span(3, 9)), 0.25),
        Bead(last, None, 1.0),
        Bead(None, Place("b/00", Span(9, 11)), 1.0),
    )
    return Alignments((Bitext("a", "b", beads),))


def published(library: Library, content: Corpus, root: str = "corpus") -> None:
    """Make `content` the live generation."""
    with library.rebuild("embedder-1", DIMENSION, root) as draft:
        for document, encoded in content:
            draft.add(document, encoded)
        draft.describe(Description(moments(), bridges(), alignments()))


def plain_document(identifier: str, language: Language = "nl", readers: tuple[str, ...] = ("public",)) -> Document:
    """A document of one line per passage, with two pages, boxes and a mark."""
    text = "".join(f"{identifier} zin {number:02d} \U0001f600 é".ljust(WIDTH, ".") for number in range(10))
    half = len(text) // 2
    pages = (
        Page(1, "i", Span(0, half), 595.0, 842.5, bytes(range(256)) * 10),
        Page(2, "ii", Span(half, len(text)), 595.0, 842.5, b"\x01\x00" * 4 * half),
    )
    facts = Facts(f"Titel {identifier}", language, readers=readers)
    source = Source(identifier, f"{language}/{identifier}.pdf", f"sha-{identifier}", "application/pdf")
    return Document(identifier, source, facts, text, pages, (Span(2, 4),))


def encoded(document: Document, number: int, vector: Vectors, sentences: Vectors, terms: Terms) -> Encoded:
    """The `number`th passage of a plain document."""
    start, kind = number * WIDTH, ("prose", "table", "list")[number % 3]
    spans = tuple(Span(start + place, start + place + 1) for place in range(len(sentences)))
    header = Span(start, start + 5) if kind == "table" else None
    passage = Passage(
        f"{document.id}/{number:02d}",
        document.id,
        Span(start, start + WIDTH),
        _kind(kind),
        ("Hoofdstuk", f"§ {number}"),
        document.facts.language,
        spans,
        header,
    )
    return Encoded(passage, vector, sentences, terms)


def _document(dice: Generator, number: int, passages: int) -> tuple[Document, list[Encoded]]:
    plain = plain_document(f"d{number:02d}", LANGUAGES[number % 3], READERS[dice.integers(len(READERS))])
    facts = Facts(
        plain.facts.title,
        plain.facts.language,
        publisher="Dienst" if number % 2 else None,
        published=_day(dice),
        valid_from=_day(dice),
        valid_to=_day(dice),
        supersedes=("nl/oud.pdf",) if number % 4 == 0 else (),
        family=f"f{number // 3}",
        readers=plain.facts.readers,
    )
    document = Document(plain.id, plain.source, facts, plain.text, plain.pages, plain.marks)
    return document, [_encoded(dice, document, place) for place in range(passages)]


def _encoded(dice: Generator, document: Document, number: int) -> Encoded:
    count = int(dice.integers(0, 4))
    terms = zipf_terms(dice, 12) if dice.random() < 0.9 else Terms((), ())
    return encoded(document, number, unit(dice), unit(dice, count), terms)


def _views(dice: Generator, language: Language, limit: int) -> list[Query]:
    return [
        DenseQuery("passage", language, unit(dice), limit),
        DenseQuery("sentence", language, unit(dice), limit),
        TermsQuery(language, zipf_terms(dice, 6), limit),
    ]


def _day(dice: Generator) -> date | None:
    return DAY + timedelta(days=int(dice.integers(-300, 300))) if dice.random() < 0.5 else None


def _kind(word: str) -> Kind:
    return "table" if word == "table" else "list" if word == "list" else "prose"
