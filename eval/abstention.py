"""Does it answer what can be answered, and keep silent on the rest?

Silence is easy to get right alone (never answer: no hallucination; always answer: no over-refusal), so what silence is
worth is shown beside what answers earn. A rate is None where nothing was of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    >>> one.abstain_precision, one.abstain_recall
    (0.6, 0.75)
    """

    answered_answerable: int
    silent_answerable: int
    answered_unanswerable: int
    silent_unanswerable: int

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

    Its mean is (correct - cost × wrong) / N: effective reliability Φ_c (Whitehead et al. 2022), and with a cost of 1
    truthfulness as in CRAG (Yang et al. 2024), without its half-right answers.

    >>> reward(Outcome(True, True, correct=True)), reward(Outcome(False, False)), reward(Outcome(False, True), cost=4)
    (1.0, 0.0, -4.0)
    """
    if not outcome.answered:
        return 0.0
    return 1.0 if outcome.correct else -float(cost)


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None
