"""How a child process talks to its parent: its job is one JSON argument, what it says are lines of JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import psutil

from eval.bench.jobs import Job

Asked = TypeVar("Asked")
FIRST = 6
"""Questions answered before anything warm is timed."""


def job_of(arguments: Sequence[str]) -> Job:
    """The job this process was started with."""
    job: Job = json.loads(arguments[1])
    return job


def say(**facts: object) -> None:
    """Tell the parent."""
    print(json.dumps(facts), flush=True)


def serve(answer: Callable[[str], object], questions: Sequence[str]) -> None:
    """Answer the first questions, say so, then answer each turn the parent gives, and time its questions."""
    answer(questions[0])
    say(step="first")
    for question in questions[1:FIRST]:
        answer(question)
    say(step="settled", megabytes=psutil.Process().memory_info().rss / 2**20)
    for turn in sys.stdin:
        say(milliseconds=[timed(answer, question) for question in json.loads(turn)])


def timed(answer: Callable[[Asked], object], question: Asked) -> float:
    """How many milliseconds one answer takes."""
    started = time.perf_counter()
    answer(question)
    return (time.perf_counter() - started) * 1000
