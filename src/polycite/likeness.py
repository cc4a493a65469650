"""How much of the same two sentences say, by their words: across languages by the bridges of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from polycite.bridges import Bridges
from polycite.expansion import expanded
from polycite.model import Document, Language, Passage, Span
from polycite.terms import Analyser
from polycite.text import display

Place = tuple[Document, Passage, Span]
"""A sentence where it stands."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Compares words of one language by their stems, words of two by the bridges between them.

    All words but function words count alike: which are rare among the sentences read depends on what else was read.
    """

    bridges: Bridges
    analysers: Mapping[Language, Analyser]

    def alike(self, one: Place, other: Place) -> float:
        """The part of each one's words that the other has, 0 to 1, the mean of both ways.

        A sentence's headings and column names are words of it: an answer under "I fall ill" need not repeat it.
        """
        return (self._share(one, other) + self._share(other, one)) / 2

    def terms_of(self, words: str, language: Language) -> frozenset[int]:
        """The terms of words of one language."""
        return self.analysers[language].said(words)

    def _share(self, one: Place, other: Place) -> float:
        away = other[1].language
        wanted = expanded(_words(one), one[1].language, self.bridges, self.analysers)[away]
        has = self.terms_of(_words(other), away)
        pairs = zip(wanted.indices, wanted.weights, strict=True)
        return sum(weight for term, weight in pairs if term in has) / max(sum(wanted.weights), 1e-6)


def heading_words(document: Document, passage: Passage) -> str:
    """What stands over a sentence: its headings, and the column names of its table."""
    names = [display(document, passage.header)] if passage.header else []
    return " ".join((*passage.heading, *names))


def _words(place: Place) -> str:
    document, passage, span = place
    return f"{heading_words(document, passage)} {display(document, span)}"
