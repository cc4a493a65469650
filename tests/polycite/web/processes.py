"""A real server in a process of its own, on a free port of the loopback."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SCRIPT = Path(__file__).with_name("served.py")
QUESTION = {"question": "Hoeveel dagen telewerk per week zijn toegestaan?"}
Process = subprocess.Popen[str]


@contextmanager
def served(*arguments: str) -> Iterator[tuple[Process, httpx.Client]]:
    """A server process, and a client of the address it tells."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-W", "error", str(SCRIPT), *arguments]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            assert url.startswith("http://127.0.0.1:"), process.communicate()[1]
            with httpx.Client(base_url=url, timeout=30) as client:
                yield process, client
        finally:
            process.kill()


def stopped(process: Process) -> tuple[int, str]:
    """Exit code and stderr after SIGTERM."""
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    return process.returncode, errors


def heard(process: Process) -> str:
    """The next line a slow server says: a question has come to its embedder."""
    assert process.stdout is not None
    return process.stdout.readline()


def let_through(process: Process) -> None:
    """Let a slow server go on with one question."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
