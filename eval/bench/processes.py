"""Child processes, one for each measure of each side, so that no import or cache of one helps or burdens another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from eval.bench.jobs import Job, Report
from polycite.errors import Unavailable

OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}


@dataclass(frozen=True, slots=True)
class Child:
    """A module to run with a job, under a name for progress; `settings` are environment variables."""

    name: str
    module: str
    job: Job
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a child said last; seconds from its start to each step it reached, and its resident megabytes there."""

    report: Report
    seconds: Mapping[str, float]
    megabytes: Mapping[str, float]


def run(child: Child) -> Outcome:
    """Run a child to its end. Raises Unavailable with its last words when it fails."""
    started = time.perf_counter()
    report: Report = {}
    seconds: dict[str, float] = {}
    megabytes: dict[str, float] = {}
    with _started(child) as process:
        for line in _said(process):
            if "step" in line:
                seconds[line["step"]] = time.perf_counter() - started
                megabytes[line["step"]] = line["megabytes"]
            else:
                report = line
    return Outcome(report, seconds, megabytes)


def alternate(children: Sequence[Child], repeats: int, progress: Callable[[str], None]) -> list[list[Outcome]]:
    """Every child in turn, `repeats` times over: A B A B. The outcomes of each child, in order."""
    rounds = []
    for number in range(1, repeats + 1):
        found = []
        for child in children:
            progress(f"{child.name} ({number} of {repeats})")
            found.append(run(child))
        rounds.append(found)
    return [list(outcomes) for outcomes in zip(*rounds, strict=True)]


@contextmanager
def _started(child: Child) -> Iterator[subprocess.Popen[str]]:
    """The running child; on the way out its end is waited for and judged."""
    command = [sys.executable, "-m", child.module, json.dumps(child.job)]
    environment = {**os.environ, **OFFLINE, **child.settings}
    with tempfile.TemporaryFile("w+") as complaints:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints, text=True, env=environment
        )
        try:
            yield process
        finally:
            process.communicate()
        if process.returncode:
            raise Unavailable(f"{child.name} failed: {_last_words(complaints)}: run '{' '.join(command[:3])}' by hand")


def _said(process: subprocess.Popen[str]) -> Iterator[Report]:
    """The child's own lines; whatever a library prints between them is left out."""
    for line in process.stdout or ():
        if line.startswith("{"):
            yield json.loads(line)


def _last_words(complaints: IO[str]) -> str:
    complaints.seek(0)
    lines = complaints.read().strip().splitlines()
    return lines[-1] if lines else "it said nothing"
