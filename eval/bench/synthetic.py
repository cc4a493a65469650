"""Passages without meaning, for searches at a size no sample corpus has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from polycite.model import LANGUAGES, Document, Encoded, Facts, Language, Passage, Source, Span, Terms, Vectors

DIMENSION = 384
WORDS = 50_000
"""Different words; Zipf's law (exponent 1.1) says how often each is drawn."""
DRAWN = 160
"""Words drawn for a passage, of which about 100 differ."""
ASKED = 8
PER_DOCUMENT = 100
_SENTENCE = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language: a vector near a passage's, and some of its terms."""

    language: Language
    vector: Vectors
    terms: Terms


class Synthesis:
    """Reproducible passages and questions: unit vectors at random, terms by Zipf's law, languages in turn."""

    def __init__(self, passages: int, seed: int = 7) -> None:
        self._random = np.random.default_rng(seed)
        self.vectors = _unit(self._random.standard_normal((passages, DIMENSION)))
        self._shares = 1 / np.arange(1, WORDS + 1) ** 1.1
        self._shares /= self._shares.sum()
        self.terms = [self._terms() for _ in range(passages)]

    def language(self, number: int) -> Language:
        """The language of a passage."""
        return LANGUAGES[number % len(LANGUAGES)]

    def documents(self) -> Iterator[tuple[Document, list[Encoded]]]:
        """All passages, a hundred to a document."""
        for first in range(0, len(self.terms), PER_DOCUMENT):
            numbers = range(first, min(first + PER_DOCUMENT, len(self.terms)))
            text = "Zin. Zin. " * len(numbers)
            source = Source(f"d{first}", f"{first}.txt", str(first), "text/plain")
            document = Document(source.id, source, Facts(source.path, "nl"), text)
            yield document, [self._encoded(document, number, number - first) for number in numbers]

    def questions(self, count: int) -> list[Asked]:
        """Questions about passages drawn at random."""
        return [self._asked(int(number)) for number in self._random.integers(0, len(self.terms), count)]

    def _asked(self, number: int) -> Asked:
        noise = self._random.standard_normal(DIMENSION) / DIMENSION**0.5
        terms = self.terms[number].indices
        some = sorted(self._random.choice(len(terms), min(ASKED, len(terms)), replace=False).tolist())
        wanted = Terms(tuple(terms[place] for place in some), (1.0,) * len(some))
        return Asked(self.language(number), _unit(self.vectors[number] + noise), wanted)

    def _terms(self) -> Terms:
        words, counts = np.unique(self._random.choice(WORDS, DRAWN, p=self._shares), return_counts=True)
        weights = counts * 2.2 / (counts + 1.2)
        return Terms(tuple(words.tolist()), tuple(weights.tolist()))

    def _encoded(self, document: Document, number: int, place: int) -> Encoded:
        """One or two sentences, so that ten thousand passages are ready in seconds."""
        start = place * _SENTENCE
        sentences = tuple(Span(start + at, start + at + 4) for at in (0, 5)[: 1 + number % 2])
        span = Span(start, sentences[-1].end)
        passage = Passage(f"p{number}", document.id, span, "prose", (), self.language(number), sentences)
        rows = _unit(self.vectors[number] + self._random.standard_normal((len(sentences), DIMENSION)) / DIMENSION**0.5)
        return Encoded(passage, self.vectors[number], rows, self.terms[number])


def _unit(rows: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Vectors:
    vectors: Vectors = (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)
    return vectors
