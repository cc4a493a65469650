"""Choosing the sentences that answer, from the passages found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from polycite.model import Document, Evidence, Hit, Language, Passage, Span, Terms, Vectors
from polycite.question import Want, held
from polycite.terms import Analyser
from polycite.text import display

READ = 16
"""Passages whose sentences are compared with the question."""
_CLOSEST = 28
"""Sentences, closest first, whose words are looked at."""
_PASSAGE_WEIGHT = 0.35
"""Worth of a passage's own score for each of its sentences."""
_OVERLAP_WEIGHT = 2.5
_HELD_WEIGHT = 1.0
"""Worth of holding what is asked for."""
_WHOLE_WEIGHT = 2.0
"""Worth, where several things are asked, of one sentence that holds them all."""
_NO_ANSWER = 1.0
"""Taken from what looks like an answer and is none: a question, a lead-in, an address, a label."""
_NEAR = 0.4
"""A second sentence must come this near to the first, in standard deviations."""
_PART = 2.5
"""... or this near, when it holds something asked for that the first does not."""
_SAME = 0.6
"""Two sentences sharing this part of their words say the same."""
_LABEL = 24
"""Characters: anything shorter is a label."""
_URL = re.compile(r"https?://|www\.")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence's words as people read them, its terms, what it could answer, and whether it only looks like one."""

    words: str
    terms: frozenset[int]
    holds: frozenset[Want]
    empty: bool


class Phrases:
    """Phrases worked out once and remembered, as far as there is room. Safe to share between threads."""

    def __init__(self, analysers: Mapping[Language, Analyser], room: int = 20_000) -> None:
        self.analysers, self._room = analysers, room
        self._known: dict[tuple[str, str, Span], Phrase] = {}

    def of(self, generation: str, document: Document, language: Language, span: Span) -> Phrase:
        """The phrase of a span; one generation never changes its text."""
        key = generation, document.id, span
        phrase = self._known.get(key)
        if phrase is None:
            if len(self._known) >= self._room:
                self._known = {}
            words = display(document, span)
            said = self.analysers[language].said(words)
            phrase = self._known[key] = Phrase(words, said, held(words), _empty(words))
        return phrase


def shares(terms: Mapping[Language, Terms]) -> dict[Language, dict[int, float]]:
    """What part of the question each term is, in each language; together 1."""
    return {language: _shares(one) for language, one in terms.items()}


def _shares(terms: Terms) -> dict[int, float]:
    whole = sum(terms.weights)
    return {term: weight / whole for term, weight in zip(terms.indices, terms.weights, strict=True)}


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence read: the evidence it is, its words, and what of the question it holds."""

    evidence: Evidence
    words: str
    holds: frozenset[Want]


@dataclass(frozen=True, slots=True)
class Reader:
    """Scores sentences for one question.

    `terms` is what part of the question each term is; `scales` are mean and spread of the question's cosines with each
    language's sentences.
    """

    vector: Vectors
    terms: Mapping[Language, Mapping[int, float]]
    wants: frozenset[Want]
    scales: Mapping[Language, tuple[float, float]]
    phrases: Phrases
    generation: str

    def read(
        self, hits: Sequence[Hit], sentences: Mapping[str, Vectors], documents: Mapping[str, Document]
    ) -> tuple[Read, ...]:
        """The sentences of the first passages, strongest first; `sentences` holds their vectors by passage id."""
        close = sorted(self._close(hits[:READ], sentences), key=itemgetter(0), reverse=True)[:_CLOSEST]
        read = [self._read(documents[passage.document], passage, span, score) for score, passage, span in close]
        return tuple(sorted(read, key=_strongest))

    def _close(self, hits: Sequence[Hit], sentences: Mapping[str, Vectors]) -> Iterator[tuple[float, Passage, Span]]:
        """Every sentence with its closeness in standard deviations, led by its passage's score."""
        for hit in hits:
            passage = hit.passage
            mean, spread = self.scales[passage.language]
            led = _PASSAGE_WEIGHT * (hit.score - hits[0].score) - mean / spread
            closeness = np.asarray(sentences[passage.id]) @ self.vector / spread + led
            for span, score in zip(passage.sentences, closeness.tolist(), strict=True):
                if span is not passage.header and span != passage.header:
                    yield score, passage, span

    def _read(self, document: Document, passage: Passage, span: Span, closeness: float) -> Read:
        phrase = self.phrases.of(self.generation, document, passage.language, span)
        holds = self.wants & phrase.holds
        wanted = self.terms[passage.language]
        overlap = sum(wanted[term] for term in wanted.keys() & phrase.terms)
        score = closeness + _OVERLAP_WEIGHT * overlap - _NO_ANSWER * phrase.empty + self._worth(holds)
        return Read(Evidence(passage, span, score), phrase.words, holds)

    def _worth(self, holds: frozenset[Want]) -> float:
        if not holds:
            return 0.0
        whole = _WHOLE_WEIGHT if len(self.wants) > 1 and holds == self.wants else 0.0
        return _HELD_WEIGHT * len(holds) / len(self.wants) + whole


def _strongest(one: Read) -> tuple[float, str, int]:
    return -one.evidence.score, one.evidence.passage.id, one.evidence.sentence.start


def _empty(words: str) -> bool:
    return len(words) < _LABEL or words[-1] in "?:" or (len(words) < 6 * _LABEL and bool(_URL.search(words)))


def choose(ranked: Sequence[Read], wants: frozenset[Want]) -> tuple[Evidence, ...]:
    """The best sentence; a second when it holds what is asked for and the first does not, or is all but as strong.

    In reading order within a document; a table row brings its row of column names before it.
    """
    if not ranked:
        return ()
    first = ranked[0]
    others = [one for one in ranked[1:] if _within(one, first, _PART) and not _alike(one.words, first.words)]
    missing = wants - first.holds
    filling = [one for one in others if missing & one.holds]
    second = next((one for one in filling if _continues(one.evidence, first.evidence)), next(iter(filling), None))
    if second is None:
        second = next((one for one in others if _within(one, first, _NEAR)), None)
    chosen = _in_order([first.evidence] if second is None else [first.evidence, second.evidence])
    return tuple(piece for place, one in enumerate(chosen) for piece in _with_header(one, chosen[:place]))


def _continues(one: Evidence, first: Evidence) -> bool:
    """Whether the two stand side by side: then they speak of the same thing, which two passages need not."""
    if one.passage.id != first.passage.id:
        return False
    places = one.passage.sentences
    return abs(places.index(one.sentence) - places.index(first.sentence)) == 1


def _within(one: Read, first: Read, margin: float) -> bool:
    return one.evidence.score >= first.evidence.score - margin


def _alike(words: str, others: str) -> bool:
    one, other = set(words.casefold().split()), set(others.casefold().split())
    return len(one & other) >= _SAME * min(len(one), len(other))


def _in_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Documents by their strongest sentence, sentences within one as they stand there."""
    first = list(dict.fromkeys(one.passage.document for one in chosen))
    return sorted(chosen, key=lambda one: (first.index(one.passage.document), one.sentence))


def _with_header(one: Evidence, before: Sequence[Evidence]) -> tuple[Evidence, ...]:
    header = one.passage.header
    if header is None or any((e.passage.document, e.passage.header) == (one.passage.document, header) for e in before):
        return (one,)
    return (Evidence(one.passage, header, one.score), one)
