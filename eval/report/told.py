"""What a report tells: a run, its peers, what it is compared with, and what has to be known to do it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.baseline import Baseline
from eval.comparison import Comparison
from eval.judging import Fault, Judged
from eval.questions import Split
from eval.run import Run
from eval.significance import Mean, mean_of
from eval.summary import EVERYTHING, Row, means

HIDDEN: Split = "test"
"""Questions of this split are named and never shown, so that nobody tunes on them by reading."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A run with its means by slice; `right` is the share of questions answered right, or rightly declined."""

    run: Run
    means: Mapping[Row, Mapping[str, Mean]]
    right: Mapping[Row, Mean]

    def mean(self, row: Row, measure: str) -> Mean | None:
        """A measure over a slice; None where no question of the slice has it."""
        return self.right.get(row) if measure == "right" else self.means.get(row, {}).get(measure)


@dataclass(frozen=True, slots=True)
class Environment:
    """Versions by package, the embedder's fingerprint, and the digests of the corpus and of the gold questions.

    That of the corpus has two parts: of the documents everybody may read, then "+" and of the others. A deployment
    shows the first alone.
    """

    versions: Mapping[str, str]
    fingerprint: str
    corpus: str
    gold: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A peer that could not be judged to the end, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the writers need. `splits` is by question id, `titles` by a document's path, `seconds` the whole run.

    `comparison` and `baseline` are None as long as no run was accepted. `failed` are the peers there is no run of.
    """

    ours: Measured
    peers: tuple[Measured, ...]
    environment: Environment
    splits: Mapping[str, Split]
    titles: Mapping[str, str]
    seconds: float
    comparison: Comparison | None = None
    baseline: Baseline | None = None
    failed: tuple[Failed, ...] = ()

    @property
    def systems(self) -> tuple[Measured, ...]:
        """Ours, then its peers."""
        return (self.ours, *self.peers)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What may never happen and did; peers are measured, not held to our rules."""
        return self.ours.run.all_faults

    @property
    def judged(self) -> dict[str, Judged]:
        """Our questions by id."""
        return {one.question.id: one for one in self.ours.run.judged}

    def shows(self, question: str) -> bool:
        """Whether a question's words may be shown. One that no split names is kept back too."""
        return self.splits.get(question, HIDDEN) != HIDDEN

    def said_of(self, fault: Fault) -> str:
        """What a fault is; only its kind where it would give a question of the test away."""
        if fault.question is None or self.shows(fault.question):
            return fault.what
        return "not shown, since the question belongs to the test"


def measured(run: Run) -> Measured:
    """A run with everything its means come to: some seconds for hundreds of questions."""
    return Measured(run, means(run), dict(_right(run.judged)))


def _right(judged: Sequence[Judged]) -> Sequence[tuple[Row, Mean]]:
    slices: dict[Row, list[Judged]] = {}
    for one in judged:
        for row in filter(None, (find(one) for find in _ROWS)):
            slices.setdefault(row, []).append(one)
    return [(row, _share(members)) for row, members in slices.items()]


def _share(members: Sequence[Judged]) -> Mean:
    groups = [one.question.triple or one.question.id for one in members]
    return mean_of([float(one.is_right) for one in members], groups)


_ROWS: tuple[Callable[[Judged], Row | None], ...] = (
    lambda one: EVERYTHING,
    lambda one: ("language", one.question.language),
    lambda one: ("type", one.question.kind),
    lambda one: ("reach", one.reach) if one.reach else None,
)
