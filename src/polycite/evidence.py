"""Reading the passages found: every sentence, and how strongly it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from polycite.clues import CLUES, Line, Numbers, Rarity, clues, rarities
from polycite.model import Document, Evidence, Hit, Language, Passage, Terms, Vectors
from polycite.phrases import Phrase, Phrases
from polycite.question import Want
from polycite.weights import FIRST

READ = 16
"""Passages whose sentences are compared with the question."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence read: the evidence it is, its place in its passage, its words and its vector."""

    evidence: Evidence
    place: int
    phrase: Phrase
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Reading:
    """All sentences of the first passages, strongest first; `numbers` [sentences, CLUES] is what speaks for each.

    `rarity` is that of the question's words among them.
    """

    sentences: tuple[Read, ...]
    numbers: Numbers
    rarity: Mapping[Language, Rarity]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences alone."""
        return tuple(one.evidence for one in self.sentences)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads for one question.

    `terms` are its own in its language and bridged ones elsewhere; `scales` are mean and spread of its cosines with
    each language's sentences; `worth` is what each clue is.
    """

    vector: Vectors
    terms: Mapping[Language, Terms]
    wants: frozenset[Want]
    language: Language
    scales: Mapping[Language, tuple[float, float]]
    phrases: Phrases
    generation: str
    worth: Mapping[str, float] = field(default_factory=lambda: FIRST)

    def read(self, hits: Sequence[Hit], sentences: Mapping[str, Vectors], documents: Mapping[str, Document]) -> Reading:
        """The sentences of the first passages; `sentences` holds their vectors by passage id."""
        found = [line for hit in hits[:READ] for line in self._lines(hit, sentences, documents[hit.passage.document])]
        rarity = rarities(self.terms, found)
        numbers = clues(found, rarity, self.wants, self.language)
        scores = (numbers @ np.array([self.worth.get(clue, 0.0) for clue in CLUES])).tolist()
        read = [_read(line, score, sentences) for line, score in zip(found, scores, strict=True)]
        order = sorted(range(len(read)), key=lambda number: _strongest(read[number]))
        return Reading(tuple(read[number] for number in order), numbers[order], rarity)

    def _lines(self, hit: Hit, sentences: Mapping[str, Vectors], document: Document) -> Iterator[Line]:
        passage = hit.passage
        mean, spread = self.scales[passage.language]
        closeness = ((np.asarray(sentences[passage.id]) @ self.vector - mean) / spread).tolist()
        title = self.phrases.said(document.facts.title, passage.language)
        around = title | self._around(passage, document)
        for place, span in enumerate(passage.sentences):
            if span != passage.header:
                phrase = self.phrases.of(self.generation, document, passage.language, span)
                yield Line(hit, place, phrase, closeness[place], title, around)

    def _around(self, passage: Passage, document: Document) -> frozenset[int]:
        said = self.phrases.said("\n".join(passage.heading), passage.language)
        if passage.header is None:
            return said
        return said | self.phrases.of(self.generation, document, passage.language, passage.header).terms


def _read(one: Line, score: float, sentences: Mapping[str, Vectors]) -> Read:
    passage = one.hit.passage
    return Read(Evidence(passage, one.span, score), one.place, one.phrase, sentences[passage.id][one.place])


def _strongest(one: Read) -> tuple[float, str, int]:
    return -one.evidence.score, one.evidence.passage.id, one.evidence.sentence.start
