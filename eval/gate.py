"""The gate: gold asked of the system and its peers, held against the accepted run, and a verdict."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from eval.baseline import Baseline, recorded
from eval.comparison import Part, compare
from eval.files import Files
from eval.questions import Split
from eval.report.told import Environment, Failed, Report, measured
from eval.run import Run, run
from eval.secrets import OPEN, Secrets
from eval.suite import Suite
from eval.systems import System
from polycite.errors import PolyciteError

Progress = Callable[[str, int, int], None]
"""Told which system, how many questions are done, of how many."""
Peers = Mapping[str, Callable[[], System]]
"""Peers by name, made only once it is their turn."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What everybody is judged with: the questions of some splits, the corpus' own files, and who may read them."""

    suite: Suite
    splits: tuple[Split, ...]
    files: Files
    progress: Progress
    secrets: Secrets = OPEN

    def run(self, system: System) -> Run:
        """One system judged. Raises EmptyRun, and what the system raises."""
        told = partial(self.progress, system.name)
        return run(system, self.suite.of(self.splits), self.splits, self.suite.day, self.files, told, self.secrets)


def report(
    bench: Bench,
    ours: System,
    peers: Peers,
    baseline: Baseline | None,
    environment: Environment,
    titles: dict[str, str],
) -> Report:
    """Run everything and compare ours with the accepted run, over the questions both know.

    Raises EmptyRun, and what ours raises; a peer that fails is named in the report, which is ours.
    """
    started = time.perf_counter()
    mine, tried = bench.run(ours), [_tried(bench, name, make) for name, make in peers.items()]
    return Report(
        ours=measured(mine),
        peers=tuple(measured(one) for one in tried if isinstance(one, Run)),
        environment=environment,
        splits={question.id: bench.suite.split_of(question) for question in bench.suite.questions},
        titles=titles,
        seconds=time.perf_counter() - started,
        comparison=compare(baseline, recorded(mine), moved(baseline, environment)) if baseline else None,
        baseline=baseline,
        failed=tuple(one for one in tried if isinstance(one, Failed)),
    )


def _tried(bench: Bench, name: str, make: Callable[[], System]) -> Run | Failed:
    try:
        return bench.run(make())
    except PolyciteError as error:
        return Failed(name, str(error))


def moved(before: Baseline, now: Environment) -> tuple[Part, ...]:
    """What a run rests on that is not as it was when the baseline was accepted, as far as both runs could see it."""
    parts: dict[Part, bool] = {
        "gold questions": before.gold != now.gold,
        "corpus": any(was != one for was, one in zip(before.corpus.split("+"), now.corpus.split("+"), strict=False)),
        "embedder": before.fingerprint != now.fingerprint,
    }
    return tuple(part for part, differs in parts.items() if differs)
