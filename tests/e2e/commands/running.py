"""A command in a process of its own, and what its answer says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

Run = Callable[..., subprocess.CompletedProcess[str]]


def answer(run: Run, *words: str) -> dict[str, object]:
    done = run("ask", *words, "--json")
    assert done.returncode == 0, done.stderr
    given: dict[str, object] = json.loads(done.stdout)
    return given


def quotes(given: dict[str, object]) -> str:
    citations = given["citations"]
    assert isinstance(citations, list)
    return " ".join(one["quote"] for one in citations)
