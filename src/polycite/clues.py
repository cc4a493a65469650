"""What speaks for a sentence as an answer, as numbers: a row for each sentence, a column for each clue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from polycite.model import Hit, Language, Span, Terms
from polycite.phrases import Phrase
from polycite.question import COUNTED, Want

Clue = Literal[
    "close",  # to the question, in standard deviations of its language's sentences
    "outshone",  # how much closer the passage's closest sentence is
    "beside",  # how much closer the closer of its two neighbours is
    "passage",  # the passage's score, below that of the first
    "document",  # the document's best score, below that of the first
    "often",  # log(1 + passages of the document that were found)
    "own_language",  # in the question's language: its words could match, so that they must do more
    "told",  # part of the question's words it has with its title, heading and column names, the rare ones counting more
    "before",  # part of them that only the sentence before it has
    "held",  # part of the figures asked for that it could hold
    "amount",  # has an amount where one is asked for
    "duration",  # has a duration where one is asked for
    "figure",  # has a figure where figures are asked for
    "reason",  # gives a reason where one is asked for
    "person",  # names somebody or a service where they are asked for
    "rule",  # says what may, must or is not
    "empty",  # looks like an answer and is none
    "row",  # a table's row
    "row_close",  # `close` of a row, whose vector holds its heading and column names too
    "row_own",  # part of the question's words a row has itself and its title and the other rows have not: which it is
    "row_label",  # part of a row's first cell that the question has and the title has not
    "length",  # how far its length is from LENGTH, log squared
]
CLUES: tuple[Clue, ...] = get_args(Clue)
LENGTH = 100
"""Characters of a sentence of usual length."""
ENOUGH = 80.0
"""Rarity of a question's words from which on a share of them counts in full: all of one word tells little."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that may answer: the hit it is of, its place there, its words, and how close it is.

    `title` are the terms of its document's title, `around` these with its heading and, of a row, its column names.
    """

    hit: Hit
    place: int
    phrase: Phrase
    closeness: float
    title: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.hit.passage.sentences[self.place]


@dataclass(frozen=True, slots=True)
class Rarity:
    """What each of the question's terms in one language weighs: its own weight, and its rarity among what is read."""

    weights: Mapping[int, float]
    total: float

    def share(self, terms: frozenset[int]) -> float:
        """The part of the question's words that these are, the rare ones counting more."""
        return sum(self.weights[term] for term in terms & self.weights.keys()) / self.total

    def told(self, terms: frozenset[int]) -> float:
        """The same part, as far as the question has words enough for a part of them to tell."""
        return sum(self.weights[term] for term in terms & self.weights.keys()) / max(self.total, ENOUGH)


def rarities(terms: Mapping[Language, Terms], lines: Sequence[Line]) -> Mapping[Language, Rarity]:
    """Weight times log((n + 1) / (df + 1/2)) squared for each term of the question, df of the n sentences having it.

    Squared, since one rare word tells more of the subject than two that every sentence about it has.
    """
    said = [one.phrase.terms for one in lines]
    return {language: _rarity(wanted, said) for language, wanted in terms.items()}


def _rarity(wanted: Terms, said: Sequence[frozenset[int]]) -> Rarity:
    having = [sum(term in terms for terms in said) for term in wanted.indices]
    rare = [log((len(said) + 1) / (count + 0.5)) ** 2 for count in having]
    weights = [weight * one for weight, one in zip(wanted.weights, rare, strict=True)]
    return Rarity(dict(zip(wanted.indices, weights, strict=True)), max(sum(weights), 1e-6))


def clues(
    lines: Sequence[Line], rarity: Mapping[Language, Rarity], wants: frozenset[Want], language: Language
) -> Numbers:
    """[sentences, CLUES] of what speaks for each sentence; `language` is the question's."""
    places = _places(lines)
    rare = [rarity[one.hit.passage.language] for one in lines]
    rows = [
        (*_around(one, places), *_said(one, places, its, wants, language)) for one, its in zip(lines, rare, strict=True)
    ]
    return np.array(rows, float).reshape(len(rows), len(CLUES))


@dataclass(frozen=True, slots=True)
class _Places:
    """Sentences by passage and place in it; scores by document; the first score of all.

    `having` is, of each table, how many of its rows have a term.
    """

    passages: Mapping[str, Mapping[int, Line]]
    documents: Mapping[str, Mapping[str, float]]
    having: Mapping[str, Counter[int]]
    first: float


def _places(lines: Sequence[Line]) -> _Places:
    passages: dict[str, dict[int, Line]] = {}
    documents: dict[str, dict[str, float]] = {}
    having: dict[str, Counter[int]] = {}
    for one in lines:
        passage = one.hit.passage
        passages.setdefault(passage.id, {})[one.place] = one
        documents.setdefault(passage.document, {})[passage.id] = one.hit.score
        if passage.kind == "table":
            having.setdefault(passage.id, Counter()).update(one.phrase.terms)
    return _Places(passages, documents, having, max((one.hit.score for one in lines), default=0.0))


def _around(one: Line, places: _Places) -> tuple[float, ...]:
    """The clues `close` to `often`."""
    passage, own = one.hit.passage, one.closeness
    near = places.passages[passage.id]
    beside = max((near[place].closeness for place in (one.place - 1, one.place + 1) if place in near), default=own)
    closest = max(other.closeness for other in near.values())
    scores = places.documents[passage.document].values()
    best = max(scores) - places.first
    return own, closest - own, beside - own, one.hit.score - places.first, best, log(1 + len(scores))


def _said(one: Line, places: _Places, rare: Rarity, wants: frozenset[Want], language: Language) -> tuple[float, ...]:
    """The clues `own_language` to `length`."""
    passage, phrase = one.hit.passage, one.phrase
    counted, holds = wants & COUNTED, phrase.holds
    is_row = passage.kind == "table"
    return (
        passage.language == language,
        rare.told(phrase.terms | one.around),
        0.0 if is_row else rare.told(_before(one, places)),
        len(counted & holds) / max(len(counted), 1),
        "amount" in wants & holds,
        "duration" in wants & holds,
        bool(counted) and phrase.has_figure,
        "reason" in wants & holds,
        "person" in wants & holds,
        "rule" in holds,
        phrase.empty,
        is_row,
        is_row * one.closeness,
        _of_the_row(one, places, rare) if is_row else 0.0,
        _labelled(one, rare) if is_row else 0.0,
        log(max(len(phrase.words), 5) / LENGTH) ** 2,
    )


def _before(one: Line, places: _Places) -> frozenset[int]:
    """The terms of the sentence before that neither this one nor what is around it has."""
    before = places.passages[one.hit.passage.id].get(one.place - 1)
    return before.phrase.terms - one.phrase.terms - one.around if before else frozenset()


def _of_the_row(one: Line, places: _Places, rare: Rarity) -> float:
    """What its terms tell, each the less the more of the other rows have it too."""
    table = one.hit.passage.id
    others, having = max(len(places.passages[table]) - 1, 1), places.having[table]
    own = (one.phrase.terms - one.title) & rare.weights.keys()
    return sum(rare.weights[term] * (1 - (having[term] - 1) / others) for term in own) / max(rare.total, ENOUGH)


def _labelled(one: Line, rare: Rarity) -> float:
    """The part of its first cell that was asked for."""
    label = one.phrase.label
    return len((label - one.title) & rare.weights.keys()) / len(label) if label else 0.0
