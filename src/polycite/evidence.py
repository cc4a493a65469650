"""Choosing the sentences that answer, from the passages found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polycite.fusion import deviation, standard_score
from polycite.model import Document, Evidence, Hit, Language, Moments, Passage, Span, Terms, Vectors
from polycite.question import Asked
from polycite.terms import Analyser
from polycite.text import display

READ = 8
"""Passages whose sentences are read."""
_PASSAGE_WEIGHT = 0.35
"""Worth of a passage's own score for each of its sentences."""
_FIGURE_BONUS = 1.0
_OVERLAP_WEIGHT = 1.5
_MARGIN = 1.0
"""A further sentence must come within this many standard deviations of the best."""
_SAME = 0.6
"""Two sentences sharing this part of their words say the same."""
_SHORTEST = 20
"""Characters: a shorter sentence is a label, not an answer."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Reader:
    """Scores sentences for one question."""

    vector: Vectors
    terms: Mapping[Language, Terms]
    asked: Asked
    moments: Mapping[tuple[str, Language], Moments]
    analysers: Mapping[Language, Analyser]

    def read(
        self, hits: Sequence[Hit], sentences: Mapping[str, Vectors], documents: Mapping[str, Document]
    ) -> tuple[Evidence, ...]:
        """Every sentence of the first passages, strongest first; `sentences` holds their vectors by passage id."""
        best = hits[0].score if hits else 0.0
        found = [
            Evidence(hit.passage, span, self._score(hit, best, span, vector, documents[hit.passage.document]))
            for hit in hits[:READ]
            for span, vector in zip(hit.passage.sentences, sentences[hit.passage.id], strict=True)
            if len(span) >= _SHORTEST and span != hit.passage.header
        ]
        return tuple(sorted(found, key=lambda one: (-one.score, one.passage.id, one.sentence)))

    def _score(self, hit: Hit, best: float, span: Span, vector: Vectors, document: Document) -> float:
        language = hit.passage.language
        mean, spread = deviation(self.vector, self.moments["sentence", language])
        closeness = standard_score(float(self.vector @ vector), mean, spread)
        words = display(document, span)
        overlap = self._overlap(words, language)
        return closeness + _PASSAGE_WEIGHT * (hit.score - best) + _OVERLAP_WEIGHT * overlap + self._wanted(words)

    def _overlap(self, words: str, language: Language) -> float:
        """Share of the question's terms that the sentence says."""
        wanted = set(self.terms[language].indices)
        said = set(self.analysers[language].question(words).indices)
        return len(wanted & said) / max(len(wanted), 1)

    def _wanted(self, words: str) -> float:
        if self.asked.figure and _DIGIT.search(words):
            return _FIGURE_BONUS
        return _FIGURE_BONUS if self.asked.date and _YEAR.search(words) else 0.0


def choose(ranked: Sequence[Evidence], asked: Asked, documents: Mapping[str, Document]) -> tuple[Evidence, ...]:
    """The best sentence, and a second (a third where several things are asked) that is nearly as strong and says more.

    In reading order within a document; a table row brings its row of column names before it.
    """
    most = 3 if asked.several else 2
    chosen: list[Evidence] = []
    for one in ranked:
        if len(chosen) == most or one.score < ranked[0].score - _MARGIN:
            break
        if not any(_alike(one, other, documents) for other in chosen):
            chosen.append(one)
    return tuple(piece for one in _in_order(chosen) for piece in _with_header(one, chosen))


def _alike(one: Evidence, other: Evidence, documents: Mapping[str, Document]) -> bool:
    words, others = (set(display(documents[e.passage.document], e.sentence).casefold().split()) for e in (one, other))
    return len(words & others) >= _SAME * min(len(words), len(others))


def _in_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Documents by their strongest sentence, sentences within one as they stand there."""
    first = list(dict.fromkeys(one.passage.document for one in chosen))
    return sorted(chosen, key=lambda one: (first.index(one.passage.document), one.sentence))


def _with_header(one: Evidence, chosen: Sequence[Evidence]) -> tuple[Evidence, ...]:
    passage: Passage = one.passage
    if passage.header is None or one != next(e for e in _in_order(chosen) if e.passage.header == passage.header):
        return (one,)
    return (Evidence(passage, passage.header, one.score), one)
