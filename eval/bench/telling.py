"""How a child process talks to its parent: its job is one JSON argument, what it says are lines of JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import psutil

from eval.bench.jobs import Job, Report

Asked = TypeVar("Asked")


def job_of(arguments: Sequence[str]) -> Job:
    """The job this process was started with."""
    job: Job = json.loads(arguments[1])
    return job


def say(**facts: object) -> None:
    """Tell the parent."""
    print(json.dumps(facts), flush=True)


def reach(step: str) -> None:
    """Tell the parent that a step is reached, and at which resident memory, in megabytes."""
    say(step=step, megabytes=psutil.Process().memory_info().rss / 2**20)


def asked(answer: Callable[[str], object], questions: Sequence[str]) -> Report:
    """Answer a few questions, say what that took, then time every question: milliseconds in order."""
    answer(questions[0])
    reach("first")
    for question in questions[1:6]:
        answer(question)
    reach("settled")
    return {"milliseconds": [timed(answer, question) for question in questions]}


def timed(answer: Callable[[Asked], object], question: Asked) -> float:
    """How many milliseconds one answer takes."""
    started = time.perf_counter()
    answer(question)
    return (time.perf_counter() - started) * 1000
