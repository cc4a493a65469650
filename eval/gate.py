"""The gate: gold asked of the system and its peers, held against the accepted run, and a verdict."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from eval.baseline import Baseline, recorded
from eval.comparison import Part, compare
from eval.files import Files
from eval.questions import Split
from eval.report.told import Environment, Report, measured
from eval.run import Run, run
from eval.suite import Suite
from eval.systems import System

Progress = Callable[[str, int, int], None]
"""Told which system, how many questions are done, of how many."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What everybody is judged with: the questions of some splits, and the corpus' own files."""

    suite: Suite
    splits: tuple[Split, ...]
    files: Files
    progress: Progress

    def run(self, system: System) -> Run:
        """One system judged. Raises EmptyRun, and what the system raises."""
        told = partial(self.progress, system.name)
        return run(system, self.suite.of(self.splits), self.splits, self.suite.day, self.files, told)


def report(
    bench: Bench,
    ours: System,
    peers: Iterable[System],
    baseline: Baseline | None,
    environment: Environment,
    titles: dict[str, str],
) -> Report:
    """Run everything and compare ours with the accepted run, over the questions both know."""
    started = time.perf_counter()
    mine, theirs = bench.run(ours), [bench.run(peer) for peer in peers]
    return Report(
        ours=measured(mine),
        peers=tuple(measured(one) for one in theirs),
        environment=environment,
        splits={question.id: bench.suite.split_of(question) for question in bench.suite.questions},
        titles=titles,
        seconds=time.perf_counter() - started,
        comparison=compare(baseline, recorded(mine), moved(baseline, environment)) if baseline else None,
        baseline=baseline,
    )


def moved(before: Baseline, now: Environment) -> tuple[Part, ...]:
    """What a run rests on that is not as it was when the baseline was accepted."""
    parts: dict[Part, bool] = {
        "gold questions": before.gold != now.gold,
        "corpus": before.corpus != now.corpus,
        "embedder": before.fingerprint != now.fingerprint,
    }
    return tuple(part for part, differs in parts.items() if differs)
