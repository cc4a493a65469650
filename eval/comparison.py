"""A run beside the baseline: what was won and lost, and whether a loss is more than chance.

A measure fails when its mean falls by more than its slack and the paired test says so after Holm's correction over all
measures compared, or when one language falls out of what the baseline itself left open (`below`). Either half of the
first alone is a warning. A measure that can no longer be taken fails too, lest it vanish. Only what is the same in both
runs is compared: a question new, edited or left out since is named instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Literal

from eval.baseline import Baseline, Recorded
from eval.significance import clustered, holm, interval, worse
from eval.summary import MEASURES
from polycite.model import LANGUAGES, Language

Verdict = Literal["pass", "warn", "fail"]
Part = Literal["gold questions", "corpus", "embedder"]
"""What a run rests on beside the code under judgement."""
LEVEL = 0.05
RESTLESS = 0.05
"""Share of questions that change sides above which a run warns, even where the means stay."""
FEWEST = 12
"""Groups of questions a language needs for a floor of its own: with fewer, one question is a tenth of the mean."""
REACHES = ("same language", "across languages")
Values = tuple[float, ...]
_BY_NAME = {measure.name: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Gated:
    """A measure that the gate compares, over all questions or those of one reach, and mostly language by language."""

    measure: str
    reach: str | None = None
    by_language: bool = True

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
    Gated("parity", by_language=False),
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
class _Both:
    """A question as the two runs left it."""

    name: str
    before: Recorded
    after: Recorded


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure before and after, over `counted` questions; a positive `gain` is better, whichever way it counts.

    `low` and `high` bound the gain (95 %, BCa); `p` is one-sided, `corrected` by Holm. `won` and `lost` are ids,
    `below` the languages that fell out of the baseline's own interval. `undefined` questions had a value in one of the
    two runs only, such as the precision of citations where one declined: they count in `over_refusal`, not here.
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
    undefined: int = 0

    @property
    def verdict(self) -> Verdict:
        """Whether the loss fails the gate, or only warns."""
        falls, chance = self.gain < -_BY_NAME[self.gated.measure].slack, self.corrected >= LEVEL
        if self.below or (falls and not chance):
            return "fail"
        return "warn" if falls or not chance else "pass"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All measures beside the baseline's, over `questions` that both runs asked alike.

    Not compared but named are those `unknown` to the baseline, `edited` since, and of the baseline but `missing` now.
    `moved` is what else differs between the two runs. `vanished` are the measures the accepted run had, and of which
    no question that had a value then has one now.
    """

    compared: tuple[Compared, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    unknown: tuple[str, ...]
    questions: int
    edited: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    moved: tuple[Part, ...] = ()
    vanished: tuple[Gated, ...] = ()

    @property
    def is_restless(self) -> bool:
        """Whether so many questions changed sides that somebody should look."""
        return len(self.won) + len(self.lost) > RESTLESS * self.questions


def compare(before: Baseline, after: Mapping[str, Recorded], moved: Sequence[Part] = ()) -> Comparison:
    """Every gated measure, over the questions both runs asked alike; one `before` had no value of is left out."""
    known = sorted(before.questions.keys() & after.keys())
    shared = [name for name in known if before.questions[name].asked == after[name].asked]
    old, new = [before.questions[name] for name in shared], [after[name] for name in shared]
    edited = tuple(name for name in known if name not in shared)
    apart = {before.questions[name].group for name in edited}
    both = [_Both(*each) for each in zip(shared, old, new, strict=True)]
    # What three questions are worth together is not what it was where one of them is another now.
    alike = {gated: [one for one in both if gated.by_language or one.before.group not in apart] for gated in GATED}
    compared = _corrected([one for gated in GATED for one in _compared(gated, alike[gated])])
    taken = {one.gated for one in compared}
    return Comparison(
        compared,
        won=tuple(name for name, was, now in zip(shared, old, new, strict=True) if now.right and not was.right),
        lost=tuple(name for name, was, now in zip(shared, old, new, strict=True) if was.right and not now.right),
        unknown=tuple(sorted(after.keys() - before.questions.keys())),
        questions=len(shared),
        edited=edited,
        missing=tuple(sorted(before.questions.keys() - after.keys())),
        moved=tuple(moved),
        vanished=tuple(gated for gated in GATED if gated not in taken and _had(gated, alike[gated])),
    )


def _had(gated: Gated, asked: Sequence[_Both]) -> bool:
    """Whether any of these questions had a value of the measure."""
    return any(one.before.values.get(gated.measure) is not None for one in _reached(gated, asked))


def _reached(gated: Gated, asked: Sequence[_Both]) -> list[_Both]:
    return [one for one in asked if gated.reach in (None, one.before.reach)]


def _compared(gated: Gated, asked: Sequence[_Both]) -> Iterator[Compared]:
    """The measure over the questions of its reach that both runs have a value for; nothing where there are none."""
    reached = _reached(gated, asked)
    values = [(one.before.values.get(gated.measure), one.after.values.get(gated.measure)) for one in reached]
    sign = 1.0 if _BY_NAME[gated.measure].more_is_better else -1.0
    pairs = [
        Pair(one.name, one.before.group, one.before.language, sign * before, sign * after)
        for one, (before, after) in zip(reached, values, strict=True)
        if before is not None and after is not None
    ]
    if pairs:
        yield _measured(gated, pairs, sum((before is None) != (after is None) for before, after in values))


def _measured(gated: Gated, pairs: Sequence[Pair], undefined: int) -> Compared:
    measure = _BY_NAME[gated.measure]
    sign = 1.0 if measure.more_is_better else -1.0
    before, after, gains = _grouped(pairs)
    low, high = interval(gains) or (None, None)
    return Compared(
        gated,
        counted=len(pairs),
        before=sign * fmean(before),
        after=sign * fmean(after),
        gain=fmean(gains),
        low=low,
        high=high,
        p=_chance(gains),
        corrected=1.0,
        won=tuple(pair.name for pair in pairs if pair.after > pair.before),
        lost=tuple(pair.name for pair in pairs if pair.after < pair.before),
        below=tuple(_below(pairs, measure.slack)) if gated.by_language else (),
        undefined=undefined,
    )


def _grouped(pairs: Sequence[Pair]) -> tuple[Values, Values, Values]:
    """Before, after and the gain of each group of questions."""
    groups = [pair.group for pair in pairs]
    before, after = [pair.before for pair in pairs], [pair.after for pair in pairs]
    gains = [pair.after - pair.before for pair in pairs]
    return clustered(before, groups), clustered(after, groups), clustered(gains, groups)


def _chance(gains: Values) -> float:
    p = worse(gains)
    return 1.0 if p is None else p


def _below(pairs: Sequence[Pair], slack: float) -> Iterator[Language]:
    for language in LANGUAGES:
        own = [pair for pair in pairs if pair.language == language]
        if len({pair.group for pair in own}) >= FEWEST and _is_below(*_grouped(own), slack):
            yield language


def _is_below(before: Values, after: Values, gains: Values, slack: float) -> bool:
    """Whether a language fell below its floor, and the paired test says so there as well."""
    # The floor alone takes the two runs for two samples, though they asked the same questions, and would fire where a
    # few were lost and as many won; the test alone would be one of thirty, uncorrected. Both together are neither.
    return fmean(gains) < -slack and fmean(after) < _floor(before) and _chance(gains) < LEVEL


def _floor(before: Values) -> float:
    """The lower end of the baseline's own 95 % interval.

    Values that are all alike have an interval without width, as if nothing else could ever be. What they leave open is
    3 / n, the rule of three (Hanley and Lippman-Hand 1983).
    """
    bounds = interval(before)
    return before[0] - 3 / len(before) if bounds is None or bounds[0] == bounds[1] else bounds[0]


def _corrected(compared: Sequence[Compared]) -> tuple[Compared, ...]:
    adjusted = holm({one.gated.name: one.p for one in compared})
    return tuple(replace(one, corrected=adjusted[one.gated.name]) for one in compared)
