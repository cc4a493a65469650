"""Fitting what each feature of a passage is worth to the reranker, on the training questions.

A listwise model: each question is a draw from the passages that fusion kept, as in `eval.choice_fitting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eval.choice_fitting import DECIMALS, Draw, fit
from eval.questions import GoldQuestion
from eval.ranking import ranking
from eval.suite import Suite
from eval.systems import GivenPassage
from polycite.answer import Question
from polycite.ask import Asker
from polycite.model import Principal, Scope
from polycite.ports import Contender, Index, Sought
from polycite.reranking import FEATURES, LinearReranker, features

L2 = 8.0
"""Chosen on the development questions; from 2 to 12 it makes little difference."""
DEPTHS = (1, 5, 10)
"""Passages among which the card says whether one is right."""


def reranker(draws: Sequence[Draw]) -> LinearReranker:
    """The weights of all features, rounded as they are kept."""
    weights = fit(draws, L2).round(DECIMALS).tolist()
    return LinearReranker(dict(zip(FEATURES, weights, strict=True)))


def passage_draws(ready: Asker, suite: Suite, questions: Sequence[GoldQuestion]) -> Iterator[Draw]:
    """For each question with evidence the passages that fusion kept, and which of them hold some."""
    seen = _Seen()
    index, watched = ready.index(), replace(ready, reranker=seen)
    for question in questions:
        if question.evidence:
            principal = Principal("fitting", frozenset(question.groups))
            scope = Scope(principal, as_of=question.as_of or suite.day)
            watched.search(Question(question.question, scope))
            given = [_given(one, index, principal) for one in seen.hits]
            right = [bool(needs) for needs in ranking(question.evidence, given).held]
            yield Draw(seen.numbers, np.array(right, bool))


class _Seen:
    """A reranker that only looks: what it was given last, and its features."""

    def __init__(self) -> None:
        self.hits: Sequence[Contender] = ()
        self.numbers: NDArray[np.float64] = np.empty((0, len(FEATURES)))

    def rerank(self, question: Sought, hits: Sequence[Contender]) -> Sequence[float]:
        """The order of fusion."""
        self.hits, self.numbers = hits, features(question, hits)
        return [one.hit.score for one in hits]


def _given(one: Contender, index: Index, principal: Principal) -> GivenPassage:
    passage = one.hit.passage
    document = index.document(passage.document, principal)
    return GivenPassage(document.source.path, passage.span.of(document.text))


def worth(draws: Sequence[Draw], made: LinearReranker) -> Mapping[str, Mapping[str, float]]:
    """Shares of questions with a right passage among the first few, in the order of fusion and reranked."""
    weights = np.array([made.weights[feature] for feature in FEATURES])
    reranked = [one.right[np.argsort(-(one.numbers @ weights), kind="stable")] for one in draws]
    return {"fused": _successes([one.right for one in draws]), "reranked": _successes(reranked)}


def _successes(ranked: Sequence[NDArray[np.bool_]]) -> Mapping[str, float]:
    return {f"success@{k}": round(sum(bool(one[:k].any()) for one in ranked) / max(len(ranked), 1), 3) for k in DEPTHS}
