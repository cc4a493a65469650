"""What speaks for a sentence as an answer, as numbers: a row for each sentence, a column for each clue."""

from __future__ import annotations

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
    "row_own",  # part of the question's words a row has itself and its title has not: which of the rows it is
    "length",  # how far its length is from LENGTH, log squared
]
CLUES: tuple[Clue, ...] = get_args(Clue)
LENGTH = 100
"""Characters of a sentence of usual length."""
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
    rows = [(*_around(one, places), *_said(one, rarity, wants, language)) for one in lines]
    return np.array(rows, float).reshape(len(rows), len(CLUES))


@dataclass(frozen=True, slots=True)
class _Places:
    """Closeness by passage and place in it; scores by document; the first score of all."""

    closeness: Mapping[str, Mapping[int, float]]
    documents: Mapping[str, Mapping[str, float]]
    first: float


def _places(lines: Sequence[Line]) -> _Places:
    closeness: dict[str, dict[int, float]] = {}
    documents: dict[str, dict[str, float]] = {}
    for one in lines:
        passage = one.hit.passage
        closeness.setdefault(passage.id, {})[one.place] = one.closeness
        documents.setdefault(passage.document, {})[passage.id] = one.hit.score
    return _Places(closeness, documents, max((one.hit.score for one in lines), default=0.0))


def _around(one: Line, places: _Places) -> tuple[float, ...]:
    """The clues `close` to `often`."""
    passage, own = one.hit.passage, one.closeness
    near = places.closeness[passage.id]
    beside = max((near[place] for place in (one.place - 1, one.place + 1) if place in near), default=own)
    scores = places.documents[passage.document].values()
    best = max(scores) - places.first
    return own, max(near.values()) - own, beside - own, one.hit.score - places.first, best, log(1 + len(scores))


def _said(
    one: Line, rarity: Mapping[Language, Rarity], wants: frozenset[Want], language: Language
) -> tuple[float, ...]:
    """The clues `own_language` to `length`."""
    passage, phrase = one.hit.passage, one.phrase
    counted, holds = wants & COUNTED, phrase.holds
    is_row, rare = passage.kind == "table", rarity[passage.language]
    return (
        passage.language == language,
        rare.share(phrase.terms | one.around),
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
        is_row * rare.share(phrase.terms - one.title),
        log(max(len(phrase.words), 5) / LENGTH) ** 2,
    )
