"""One process that draws, started when first needed, against the clock, and replaced after any fault and a while."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import IO

from polycite.adapters.pages.replies import CHANGED, DRAWN, receive
from polycite.errors import NoPicture, OriginalGone

_START = "import sys; sys.path.insert(0, sys.argv[1]); from polycite.adapters.pages.child import main; main()"
COMMAND = (sys.executable, "-I", "-X", "utf8", "-c", _START, str(Path(__file__).parents[3]))
"""-I: no variable, no user's packages and no current folder decide what the child imports, only where its parent is."""
SECONDS = 10.0
PAGES = 200
"""Pages one process draws: pdfium keeps what it cached."""


class Flawed(NoPicture):
    """A page that cannot be drawn, however often it is tried."""


class Draughtsman:
    """Draws pages in a child process. Not for several threads at once."""

    def __init__(self, seconds: float = SECONDS, pages: int = PAGES, command: Sequence[str] = COMMAND) -> None:
        """`seconds` of wall time a page, `pages` a process, and the command that starts one."""
        self._seconds, self._pages, self._command = seconds, pages, command
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._child.pid if self._child is not None else None

    def draw(self, original: Path, digest: str, number: int, width: int) -> bytes:
        """A PNG. Raises OriginalGone, Flawed, and NoPicture where the page ends or hangs the process."""
        child = self._child = self._child or _Child(self._command)
        request = json.dumps([str(original.absolute()), digest, number, width])
        try:
            tag, body = child.ask(request.encode() + b"\n", self._seconds)
        except (EOFError, BrokenPipeError) as error:
            self.close()
            raise NoPicture(f"page {number} of {original.name} ended the process that drew it") from error
        if child.answered >= self._pages:
            self.close()
        if tag == CHANGED:
            raise OriginalGone(original.name)
        if tag != DRAWN:
            raise Flawed(f"page {number} of {original.name} cannot be drawn")
        return body

    def close(self) -> None:
        """End the process, if there is one; the next page starts another."""
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """One running process."""

    def __init__(self, command: Sequence[str]) -> None:
        self.answered = 0
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, request: bytes, seconds: float) -> tuple[bytes, bytes]:
        """Tag and body of the answer. Raises EOFError or BrokenPipeError where the process ends before."""
        timer = Timer(seconds, self._kill)
        timer.start()
        try:
            requests, replies = self._pipes()
            requests.write(request)
            requests.flush()
            reply = receive(replies)
        finally:
            timer.cancel()
        self.answered += 1
        return reply

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        return self._process.stdin, self._process.stdout

    def end(self) -> None:
        """End the process and all it started, and wait for it."""
        self._kill()
        self._process.wait()
        for pipe in self._pipes():
            with suppress(BrokenPipeError):
                pipe.close()

    def _kill(self) -> None:
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
