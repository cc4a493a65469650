"""Child processes, one for each side of a race, so that no import or cache of one helps or burdens another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType

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


class Running:
    """A child at work, as a context manager: leaving it closes the child's input and waits for its end.

    Raises Unavailable with the child's last words when it fails.
    """

    def __init__(self, child: Child) -> None:
        self._child = child
        self._complaints = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in __exit__
        command = [sys.executable, "-m", child.module, json.dumps(child.job)]
        environment = {**os.environ, **OFFLINE, **child.settings}
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            env=environment,
        )

    def __enter__(self) -> Running:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if kind is not None:
            self._process.kill()
        self._process.communicate()
        with self._complaints:
            if kind is None and self._process.returncode:
                raise self._failed()

    def hear(self) -> Report:
        """The child's next word, with the `seconds` since its start; what libraries print is left out."""
        for line in self._process.stdout or ():
            if line.startswith("{"):
                return {"seconds": time.perf_counter() - self._started, **json.loads(line)}
        self._process.wait()
        raise self._failed()

    def tell(self, what: object) -> None:
        """Give the child one line of JSON."""
        if self._process.stdin is not None:
            self._process.stdin.write(json.dumps(what) + "\n")
            self._process.stdin.flush()

    def last(self) -> Report:
        """Close the child's input and hear its last word."""
        if self._process.stdin is not None:
            self._process.stdin.close()
            self._process.stdin = None
        return self.hear()

    def _failed(self) -> Unavailable:
        self._complaints.seek(0)
        lines = self._complaints.read().strip().splitlines()
        said = lines[-1] if lines else "it said nothing"
        step = "pip install -e '.[dev]'" if "No module named" in said else "polycite doctor"
        return Unavailable(f"{self._child.name} failed ({said}): run '{step}', then this again")


def run(child: Child) -> Report:
    """Run a child to its end; what it said. Raises Unavailable."""
    with Running(child) as running:
        return running.last()


def alternate(children: Sequence[Child], repeats: int, progress: Callable[[str], None]) -> list[list[Report]]:
    """Every child in turn, `repeats` times over: A B A B. The reports of each child, in order."""
    rounds = []
    for number in range(1, repeats + 1):
        found = []
        for child in children:
            progress(f"{child.name} ({number} of {repeats})")
            found.append(run(child))
        rounds.append(found)
    return [list(reports) for reports in zip(*rounds, strict=True)]
