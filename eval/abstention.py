"""Does it answer what can be answered, and keep silent on the rest?

Silence is easy to get right alone (never answer: no hallucination; always answer: no over-refusal), so show the two
rates together. A rate is None where there was no question of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question. `correct` says whether the answer was right; it means nothing without an answer."""

    answerable: bool
    answered: bool
    correct: bool = False

    def __post_init__(self) -> None:
        if self.correct and not (self.answered and self.answerable):
            raise ValueError("only an answer to an answerable question can be correct")


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many questions of each kind were answered; the rates are NoMIRACL's (Thakur et al. 2024).

    Of 4 unanswerable questions 1 was answered, of 10 answerable ones 2 were not:

    >>> one = Confusion(answered_answerable=8, silent_answerable=2, answered_unanswerable=1, silent_unanswerable=3)
    >>> one.hallucination, one.over_refusal, one.abstain_precision, one.abstain_recall
    (0.25, 0.2, 0.6, 0.75)
    """

    answered_answerable: int
    silent_answerable: int
    answered_unanswerable: int
    silent_unanswerable: int

    @property
    def hallucination(self) -> float | None:
        """Answered unanswerable questions, by all unanswerable ones: FP / (FP + TN)."""
        return _share(self.answered_unanswerable, self.silent_unanswerable)

    @property
    def over_refusal(self) -> float | None:
        """Answerable questions left unanswered, by all answerable ones: FN / (FN + TP), NoMIRACL's error rate."""
        return _share(self.silent_answerable, self.answered_answerable)

    @property
    def abstain_precision(self) -> float | None:
        """Of the silences, those that were right: TN / (TN + FN)."""
        return _share(self.silent_unanswerable, self.silent_answerable)

    @property
    def abstain_recall(self) -> float | None:
        """Of the unanswerable questions, those met with silence: TN / (TN + FP)."""
        return _share(self.silent_unanswerable, self.answered_unanswerable)

    @property
    def abstain_f1(self) -> float | None:
        """2 TN / (2 TN + FN + FP), which is 2PR / (P + R); None when nothing was unanswerable and nobody silent.

        >>> Confusion(0, 2, 2, 2).abstain_f1
        0.5
        """
        return _share(2 * self.silent_unanswerable, self.silent_answerable + self.answered_unanswerable)


def confusion(outcomes: Iterable[Outcome]) -> Confusion:
    """Count the four cases.

    >>> confusion([Outcome(True, True), Outcome(True, True), Outcome(False, True)])
    Confusion(answered_answerable=2, silent_answerable=0, answered_unanswerable=1, silent_unanswerable=0)
    """
    cases = [(one.answerable, one.answered) for one in outcomes]
    return Confusion(*(cases.count(case) for case in ((True, True), (True, False), (False, True), (False, False))))


def reward(outcome: Outcome, cost: float = 1.0) -> float:
    """What one question earns: 1 for a correct answer, 0 for silence, -cost for any other answer.

    >>> reward(Outcome(True, True, correct=True)), reward(Outcome(False, False)), reward(Outcome(False, True), cost=4)
    (1.0, 0.0, -4.0)
    """
    if not outcome.answered:
        return 0.0
    return 1.0 if outcome.correct else -float(cost)


def effective_reliability(outcomes: Sequence[Outcome], cost: float = 1.0) -> float | None:
    """(correct - cost × wrong) / N: effective reliability Φ_c (Whitehead et al. 2022), at most 1, -cost at worst.

    Two correct, one wrong, one silent: (2 - 4) / 4.

    >>> right, wrong, silent = Outcome(True, True, correct=True), Outcome(True, True), Outcome(True, False)
    >>> effective_reliability([right, right, wrong, silent], cost=4)
    -0.5
    """
    return sum(reward(one, cost) for one in outcomes) / len(outcomes) if outcomes else None


def truthfulness(outcomes: Sequence[Outcome]) -> float | None:
    """(correct - wrong) / N with silence 0: truthfulness as in CRAG (Yang et al. 2024), without its half-right answers.

    >>> truthfulness([Outcome(True, True, correct=True), Outcome(True, True, correct=True), Outcome(False, True)])
    0.3333333333333333
    """
    return effective_reliability(outcomes, cost=1.0)


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None
