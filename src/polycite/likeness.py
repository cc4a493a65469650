"""How much of the same two sentences say, by their words: across languages by the bridges of the corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from polycite.bridges import Bridges
from polycite.expansion import expanded
from polycite.model import Document, Language, Passage, Span, Terms
from polycite.terms import Analyser
from polycite.text import display

Place = tuple[Document, Passage, Span]
"""A sentence where it stands."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Compares words; `said` are the terms of the sentences read with them, by which a word is rare or not."""

    bridges: Bridges
    analysers: Mapping[Language, Analyser]
    said: Sequence[frozenset[int]]

    def alike(self, one: Place, other: Place) -> float:
        """The part of each one's words that the other has, 0 to 1, the mean of both ways; rare words count more.

        A sentence's headings and column names are words of it: an answer under "I fall ill" need not repeat it.
        """
        return (self._share(one, other) + self._share(other, one)) / 2

    def terms_of(self, words: str, language: Language) -> frozenset[int]:
        """The terms of words of one language."""
        return self.analysers[language].said(words)

    def _share(self, one: Place, other: Place) -> float:
        away = other[1].language
        wanted = expanded(_words(one), one[1].language, self.bridges, self.analysers)[away]
        weights = self._weights(wanted)
        has = self.terms_of(_words(other), away)
        return sum(weight for term, weight in weights.items() if term in has) / max(sum(weights.values()), 1e-6)

    def _weights(self, wanted: Terms) -> dict[int, float]:
        """Weight times the square of rarity, as `clues.rarities` has it for the question's words."""
        pairs = zip(wanted.indices, wanted.weights, strict=True)
        return {term: weight * self._rarity(term) ** 2 for term, weight in pairs}

    def _rarity(self, term: int) -> float:
        return log((len(self.said) + 1) / (sum(term in one for one in self.said) + 0.5))


def heading_words(document: Document, passage: Passage) -> str:
    """What stands over a sentence: its headings, and the column names of its table."""
    names = [display(document, passage.header)] if passage.header else []
    return " ".join((*passage.heading, *names))


def _words(place: Place) -> str:
    document, passage, span = place
    return f"{heading_words(document, passage)} {display(document, span)}"
