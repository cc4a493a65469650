"""A run beside the baseline: what was won and lost, and whether a loss is more than chance.

A measure fails when its mean falls by more than its slack and the paired test says so after Holm's correction over all
measures compared, or when it falls below the baseline's own 95 % interval in a language. Either half of the first alone
is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Literal

from eval.baseline import Baseline, Recorded
from eval.significance import clustered, holm, interval, mean_of, worse
from eval.summary import MEASURES
from polycite.model import LANGUAGES, Language

Verdict = Literal["pass", "warn", "fail"]
LEVEL = 0.05
RESTLESS = 0.05
"""Share of questions that change sides above which a run warns, even where the means stay."""
REACHES = ("same language", "across languages")
_BY_NAME = {measure.name: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Gated:
    """A measure that the gate compares, over all questions or those of one reach."""

    measure: str
    reach: str | None = None

    @property
    def name(self) -> str:
        """What the report calls it."""
        return f"{self.measure}, {self.reach}" if self.reach else self.measure


GATED = (
    *(Gated("ndcg@10", reach) for reach in REACHES),
    Gated("recall@5"),
    Gated("key_facts"),
    Gated("citation_precision"),
    Gated("citation_recall"),
    Gated("parity"),
    Gated("over_refusal"),
    Gated("hallucination"),
    Gated("language_match"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question's value before and after, turned so that more is better."""

    name: str
    group: str
    language: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure before and after, over `counted` questions; a positive `gain` is better, whichever way it counts.

    `low` and `high` bound the gain (95 %, BCa); `p` is one-sided, `corrected` by Holm. `won` and `lost` are ids,
    `below` the languages that fell out of the baseline's own interval.
    """

    gated: Gated
    counted: int
    before: float
    after: float
    gain: float
    low: float | None
    high: float | None
    p: float
    corrected: float
    won: tuple[str, ...]
    lost: tuple[str, ...]
    below: tuple[Language, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the loss fails the gate, or only warns."""
        falls, chance = self.gain < -_BY_NAME[self.gated.measure].slack, self.corrected >= LEVEL
        if self.below or (falls and not chance):
            return "fail"
        return "warn" if falls or not chance else "pass"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All measures beside the baseline's; questions that only one of the two knows are not compared but named."""

    compared: tuple[Compared, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    unknown: tuple[str, ...]
    questions: int

    @property
    def is_restless(self) -> bool:
        """Whether so many questions changed sides that somebody should look."""
        return len(self.won) + len(self.lost) > RESTLESS * self.questions


def compare(before: Baseline, after: Mapping[str, Recorded]) -> Comparison:
    """Every gated measure, over the questions both know; a measure that neither has values for is left out."""
    shared = sorted(before.questions.keys() & after.keys())
    old, new = [before.questions[name] for name in shared], [after[name] for name in shared]
    compared = _corrected([one for gated in GATED for one in _compared(gated, shared, old, new)])
    return Comparison(
        compared,
        won=tuple(name for name, was, now in zip(shared, old, new, strict=True) if now.right and not was.right),
        lost=tuple(name for name, was, now in zip(shared, old, new, strict=True) if was.right and not now.right),
        unknown=tuple(sorted(after.keys() - before.questions.keys())),
        questions=len(shared),
    )


def _compared(
    gated: Gated, names: Sequence[str], old: Sequence[Recorded], new: Sequence[Recorded]
) -> Iterator[Compared]:
    """The measure over the questions of its reach that both runs have a value for; nothing where there are none."""
    pairs = [
        Pair(name, was.group, was.language, *values)
        for name, was, now in zip(names, old, new, strict=True)
        if gated.reach in (None, was.reach) and (values := _both(gated.measure, was, now))
    ]
    if pairs:
        yield _measured(gated, pairs)


def _both(measure: str, was: Recorded, now: Recorded) -> tuple[float, float] | None:
    """Before and after, turned so that more is better; None where one of them is undefined."""
    before, after = was.values.get(measure), now.values.get(measure)
    sign = 1.0 if _BY_NAME[measure].more_is_better else -1.0
    return None if before is None or after is None else (sign * before, sign * after)


def _measured(gated: Gated, pairs: Sequence[Pair]) -> Compared:
    sign = 1.0 if _BY_NAME[gated.measure].more_is_better else -1.0
    groups = [pair.group for pair in pairs]
    gains = clustered([pair.after - pair.before for pair in pairs], groups)
    low, high = interval(gains) or (None, None)
    p = worse(gains)
    return Compared(
        gated,
        counted=len(pairs),
        before=sign * fmean(clustered([pair.before for pair in pairs], groups)),
        after=sign * fmean(clustered([pair.after for pair in pairs], groups)),
        gain=fmean(gains),
        low=low,
        high=high,
        p=1.0 if p is None else p,
        corrected=1.0,
        won=tuple(pair.name for pair in pairs if pair.after > pair.before),
        lost=tuple(pair.name for pair in pairs if pair.after < pair.before),
        below=tuple(_below(pairs, _BY_NAME[gated.measure].slack)),
    )


def _below(pairs: Sequence[Pair], slack: float) -> Iterator[Language]:
    """Languages whose mean fell below the 95 % interval that the baseline itself has there."""
    for language in LANGUAGES:
        own = [pair for pair in pairs if pair.language == language]
        groups = [pair.group for pair in own]
        floor, after = mean_of([pair.before for pair in own], groups), clustered([pair.after for pair in own], groups)
        if floor.value is not None and floor.low is not None and fmean(after) < min(floor.low, floor.value - slack):
            yield language


def _corrected(compared: Sequence[Compared]) -> tuple[Compared, ...]:
    adjusted = holm({one.gated.name: one.p for one in compared})
    return tuple(replace(one, corrected=adjusted[one.gated.name]) for one in compared)
