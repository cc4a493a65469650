"""The second stage of ranking: a linear model of what fusion cannot see, fitted and not set by hand.

Learning to rank as Liu has it (Learning to Rank for Information Retrieval, 2009, 4): listwise, a softmax over the
passages of one question. All features are in standard deviations, shares or logarithms, so that they mean the same
whatever embedder made the vectors and however many documents there are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from polycite.model import Document, Language, Passage
from polycite.ports import Contender, Sought

Feature = Literal[
    "passage",  # close to the question as a whole, in standard deviations of its language's passages
    "sentence",  # its closest sentence, in standard deviations of its language's sentences
    "terms",  # the question's words in it, of the best match in its language
    "document",  # mean fused score of its document's best passages: what the document is about
    "own_language",  # in the question's language: its words could match, so that they must do more
    "table",  # a table
    "list",  # a list
    "length",  # log of its characters
    "opening",  # a small part of its document, at its very beginning: titles and summaries
    "title",  # part of the question's words that its document's title has: people name what they ask about
]
FEATURES: tuple[Feature, ...] = get_args(Feature)
SHIPPED = Path(__file__).with_name("reranker.json")
_TOLD_BY = 3
"""Passages that tell what a document is about."""
_OPENING = 300
"""Characters."""
_SMALL = 0.2
"""Share of a document: a short one has no opening, it is all there is."""
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class LinearReranker:
    """Scores a passage by the weighted sum of its features; safe to share between threads."""

    weights: Mapping[str, float]

    def rerank(self, question: Sought, hits: Sequence[Contender]) -> Sequence[float]:
        """The weighted sum of each hit's features: log-odds of holding the answer, up to a constant."""
        worth = np.array([self.weights[feature] for feature in FEATURES])
        scores: list[float] = (features(question, hits) @ worth).tolist()
        return scores


def features(question: Sought, hits: Sequence[Contender]) -> NDArray[np.float64]:
    """[hits, FEATURES] of what speaks for each hit."""
    documents, titles = _documents(hits), _titles(question, hits)
    rows = [
        (
            *_features(one, question.language, documents[one.hit.passage.document]),
            _opens(one.hit.passage, question.document(one.hit.passage.document)),
            titles[_spoken(one)],
        )
        for one in hits
    ]
    return np.array(rows, float).reshape(len(rows), len(FEATURES))


def _features(one: Contender, language: Language, document: float) -> tuple[float, ...]:
    """The features `passage` to `length`."""
    passage = one.hit.passage
    return (
        one.passage,
        one.sentence,
        one.terms,
        document,
        passage.language == language,
        passage.kind == "table",
        passage.kind == "list",
        log(max(len(passage.span), _SHORTEST)),
    )


def _opens(passage: Passage, document: Document) -> bool:
    return passage.span.start < _OPENING and len(passage.span) < _SMALL * len(document.text)


def _spoken(one: Contender) -> tuple[str, Language]:
    return one.hit.passage.document, one.hit.passage.language


def _titles(question: Sought, hits: Sequence[Contender]) -> Mapping[tuple[str, Language], float]:
    """The words shared with the title of each document found, for each language that it speaks there."""
    found = dict.fromkeys(_spoken(one) for one in hits)
    return {key: question.shared(question.document(key[0]).facts.title, key[1]) for key in found}


def _documents(hits: Sequence[Contender]) -> Mapping[str, float]:
    """Mean score of the best passages of each document; one with fewer counts the last hit's score for the others."""
    scores: dict[str, list[float]] = {}
    for one in hits:
        scores.setdefault(one.hit.passage.document, []).append(one.hit.score)
    last = min((one.hit.score for one in hits), default=0.0)
    filled = {name: sorted(found, reverse=True) + [last] * _TOLD_BY for name, found in scores.items()}
    return {name: sum(found[:_TOLD_BY]) / _TOLD_BY for name, found in filled.items()}


def reranker_of(text: str) -> LinearReranker:
    """A reranker as `reranker.json` holds it; its card is for people. A feature it was not fitted on is worth 0."""
    held = json.loads(text)["weights"]
    return LinearReranker({feature: float(held.get(feature, 0)) for feature in FEATURES})


def shipped() -> LinearReranker:
    """The reranker that comes with the package."""
    return reranker_of(SHIPPED.read_text(encoding="utf-8"))
