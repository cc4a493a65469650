"""Pass or fail, and why, in words that need no statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.comparison import LEVEL, Compared, Comparison
from eval.comparison import Verdict as Outcome
from eval.judging import Fault
from eval.report.told import Report
from eval.report.words import FAULT, LANGUAGE, VANISHED, gated_said, many, number

_ACCEPT = "accept one with --update-baseline --reason TEXT, or measure with --no-compare"
WORD = {"pass": "Passed", "warn": "Passed, with a warning", "fail": "Failed"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, one sentence that says it, and each reason by itself."""

    outcome: Outcome
    sentence: str
    reasons: tuple[str, ...]

    @property
    def word(self) -> str:
        """What the sentence begins with: the outcome by itself."""
        return self.sentence.partition(": ")[0]

    @property
    def why(self) -> str:
        """What the sentence goes on with."""
        return self.sentence.partition(": ")[2]


def verdict_of(report: Report) -> Verdict:
    """A hard fault fails the run, and so does a measure that failed or vanished, or an accepted run that shares
    nothing with it; a measure that only warns, or unrest, warns.

    A run without an accepted one to compare with warns too: that no rule was broken says nothing of how good it is.
    """
    if failures := (*_faults(report.faults), *_losses(report.comparison)):
        return Verdict("fail", _sentence("fail", failures), failures)
    if warnings := tuple(_doubts(report.comparison)):
        return Verdict("warn", _sentence("warn", warnings), warnings)
    return _calm(report)


def _sentence(outcome: Outcome, reasons: Sequence[str]) -> str:
    rest = f", and {many(len(reasons) - 1, 'further reason')}" if len(reasons) > 1 else ""
    return f"{WORD[outcome]}: {reasons[0]}{rest}."


def _faults(faults: Sequence[Fault]) -> Iterator[str]:
    for kind, count in sorted(Counter(fault.kind for fault in faults).items()):
        yield f"{FAULT[kind]} (in {many(count, 'case')}), which may never happen"


def _losses(comparison: Comparison | None) -> Iterator[str]:
    """What fails a comparison; nothing where none was asked for."""
    if comparison is None:
        return
    if not comparison.questions:
        yield f"the accepted run asked none of these questions as they are now, so nothing was compared: {_ACCEPT}"
    yield from (_fell(one) for one in comparison.compared if one.verdict == "fail")
    yield from (f"“{gated_said(one)}” {VANISHED}" for one in comparison.vanished)


def _fell(one: Compared) -> str:
    moved = f"“{gated_said(one.gated)}” went from {_before_after(one)}"
    if one.below:
        languages = " and ".join(LANGUAGE[language] for language in one.below)
        return f"{moved}, and in {languages} it is below the accepted run's own margin of error"
    return f"{moved}, a loss that chance does not explain"


def _warned(one: Compared) -> str:
    if one.corrected < LEVEL:
        return f"“{gated_said(one.gated)}” went from {_before_after(one)}: a small loss, but hardly chance"
    return f"“{gated_said(one.gated)}” went from {_before_after(one)}, which may be chance"


def _before_after(one: Compared) -> str:
    return f"{number(one.gated.measure, one.before)} to {number(one.gated.measure, one.after)}"


def _doubts(comparison: Comparison | None) -> Iterator[str]:
    if comparison is None:
        return
    yield from (_warned(one) for one in comparison.compared if one.verdict == "warn")
    if comparison.is_restless:
        moved = len(comparison.won) + len(comparison.lost)
        yield f"{moved} of {many(comparison.questions, 'question')} changed sides, which somebody should look at"


def _calm(report: Report) -> Verdict:
    asked = many(len(report.ours.run.judged), "question")
    if report.comparison is None:
        said = f"no hard rule was broken over {asked}, but there is no accepted run to compare with"
        return Verdict("warn", f"Measured, not judged: {said}.", (said,))
    moved = f"{len(report.comparison.won)} won, {len(report.comparison.lost)} lost"
    said = f"no measure got worse than chance explains and no hard rule was broken, over {asked} ({moved})"
    return Verdict("pass", f"{WORD['pass']}: {said}.", ())
