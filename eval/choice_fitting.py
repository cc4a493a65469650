"""Fitting what each clue to an answer is worth: the two models of `polycite.weights`.

Each question of the training split is a draw from its sentences, with probability softmax(clues . weights); the weights
make drawing any that proves the answer likeliest, less L2 times the squares of the weights in units of their clue's
standard deviation. A convex problem without chance in it, but for the several right answers of one question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.questions import GoldQuestion, Need
from eval.ranking import proves
from eval.suite import Suite
from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.choice import ADDITIONS, additions
from polycite.clues import CLUES, Numbers
from polycite.evidence import Read, Reading
from polycite.model import Principal, Scope
from polycite.question import asked
from polycite.weights import Weights

L2_FIRST, L2_SECOND = 4.0, 1.0
DECIMALS = 3
"""Weights are kept with these."""


@dataclass(frozen=True, slots=True)
class Draw:
    """The sentences of one question: their clues [n, d], and which [n] prove the answer."""

    numbers: Numbers
    right: NDArray[np.bool_]


def fit(draws: Sequence[Draw], l2: float) -> Numbers:
    """The weight of each clue; a question none of whose sentences is right teaches nothing."""
    spread = np.concatenate([one.numbers for one in draws]).std(axis=0)
    spread[spread == 0] = 1.0  # what never differs tells nothing
    told = [(one.numbers / spread, one.right) for one in draws if one.right.any()]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        parts = [_loss(numbers, right, weights) for numbers, right in told]
        slope = np.sum([part for _, part in parts], axis=0) + 2 * l2 * weights
        return sum(part for part, _ in parts) + l2 * float(weights @ weights), slope

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / spread)


def _loss(numbers: Numbers, right: NDArray[np.bool_], weights: Numbers) -> tuple[float, Numbers]:
    """-log of the probability of drawing a right sentence, and its slope."""
    scores = numbers @ weights
    shares = np.exp(scores - scores.max())
    drawn, proving = shares / shares.sum(), np.where(right, shares, 0) / shares[right].sum()
    return -float(np.log(shares[right].sum() / shares.sum())), numbers.T @ (drawn - proving)


def sentence_draw(question: GoldQuestion, reading: Reading, quotes: Sequence[tuple[str, str]]) -> Draw:
    """The choice of the first sentence; `quotes` are path and text of each sentence."""
    return Draw(reading.numbers, np.array([bool(_proven(question, *quote)) for quote in quotes], bool))


def addition_draw(question: GoldQuestion, reading: Reading, quotes: Sequence[tuple[str, str]]) -> Draw | None:
    """The choice of a second sentence beside the strongest right one; None where it leaves nothing to prove."""
    proven = [_proven(question, *quote) for quote in quotes]
    place = next((number for number, needs in enumerate(proven) if needs), None)
    if place is None or len(proven[place]) == len(_needs(question)):
        return None
    first, others = reading.sentences[place], [*reading.sentences[:place], *reading.sentences[place + 1 :]]
    right = [bool(needs - proven[place]) for number, needs in enumerate(proven) if number != place]
    return Draw(additions(first, others, reading, asked(question.question)), np.array(right, bool))


def _proven(question: GoldQuestion, path: str, quote: str) -> frozenset[int]:
    return frozenset(number for number, need in enumerate(_needs(question)) if proves(need, path, quote))


def _needs(question: GoldQuestion) -> Sequence[Need]:
    """What an answer quotes: the evidence, or what corrects a false premise."""
    return question.evidence or ((question.correction,) if question.correction else ())


def readings(
    ready: Asker, suite: Suite, questions: Sequence[GoldQuestion]
) -> Iterator[tuple[GoldQuestion, Reading, list[tuple[str, str]]]]:
    """What is read for each question that something can be quoted for, with path and text of every sentence."""
    for question in questions:
        if _needs(question):
            scope = Scope(Principal("fitting", frozenset(question.groups)), as_of=question.as_of or suite.day)
            answer = ready.ask(Question(question.question, scope))
            reading = answer.trace.reading
            yield question, reading, [_quote(one, answer) for one in reading.sentences]


def _quote(one: Read, answer: Answer) -> tuple[str, str]:
    document = answer.documents[one.evidence.passage.document]
    return document.source.path, one.evidence.sentence.of(document.text)


def choice(ready: Asker, suite: Suite) -> Weights:
    """Both models, fitted on the training split; the second on strengths by the first, as answers will have them.

    Where no question wants a second sentence, what it is worth stays as it was.
    """
    questions = suite.of({"train"})
    draws = [sentence_draw(*one) for one in readings(ready, suite, questions)]
    made = Weights(_named(CLUES, fit(draws, L2_FIRST)), ready.weights.second)
    read = readings(replace(ready, weights=made), suite, questions)
    seconds = [draw for one in read if (draw := addition_draw(*one)) is not None]
    return Weights(made.first, _named(ADDITIONS, fit(seconds, L2_SECOND))) if seconds else made


def _named(columns: Sequence[str], weights: Numbers) -> dict[str, float]:
    return dict(zip(columns, weights.round(DECIMALS).tolist(), strict=True))
