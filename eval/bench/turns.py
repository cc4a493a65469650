"""Several sides that answer the same questions in turns of a few, so that a busy minute burdens them all alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from eval.bench.jobs import Report
from eval.bench.processes import Child, Running

TURN = 6
"""Questions in a turn: enough for caches to be warm again, few enough that turns are seconds apart."""


@dataclass(frozen=True, slots=True)
class Served:
    """How one side did in one round."""

    start: float  # seconds from the process's start to its first answer
    megabytes: float  # resident, after the first answers
    milliseconds: tuple[float, ...]  # of each question
    report: Report

    @property
    def median(self) -> float:
        """The question in the middle."""
        return median(self.milliseconds)


def calm(rounds: Sequence[Served]) -> float:
    """The median question, each taken from the round in which it was fastest: noise only ever adds."""
    fastest: list[float] = [min(times) for times in zip(*(one.milliseconds for one in rounds), strict=True)]
    return median(fastest)


def take_turns(children: Sequence[Child], questions: Sequence[str], progress: Callable[[str], None]) -> list[Served]:
    """Start the sides one after the other, each alone, then ask them in turns."""
    with ExitStack() as stack:
        started = []
        for child in children:
            progress(f"starting: {child.name}")
            running = stack.enter_context(Running(child))
            started.append((running, running.hear(), running.hear()))
        progress("asking in turns")
        spent = _asked([running for running, _, _ in started], questions)
        return [
            Served(first["seconds"], settled["megabytes"], tuple(own), running.last())
            for (running, first, settled), own in zip(started, spent, strict=True)
        ]


def _asked(started: Sequence[Running], questions: Sequence[str]) -> list[list[float]]:
    spent: list[list[float]] = [[] for _ in started]
    for place in range(0, len(questions), TURN):
        for running, own in zip(started, spent, strict=True):
            running.tell(questions[place : place + TURN])
            own += running.hear()["milliseconds"]
    return spent
