"""Reading files at arm's length: in another process, against the clock, so that no file can end the run.

Parsers crash, loop and swell on hostile files, and an exception handler helps against none of it. The child gets no
environment, sends back JSON of limited length and never pickle, and is replaced after any fault and after a while.
"""

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
from types import TracebackType
from typing import IO, Self

from ingest.formats import format_of
from ingest.reading import Reading
from ingest.replies import READ, receive
from ingest.wire import unpacked
from polycite.errors import BadSource

SECONDS = 120.0
DOCUMENTS = 50
"""Files one child reads: libraries keep what they cached, and starting a child costs less than a second."""

COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "ingest.child")
"""-I: no variable, no user's packages and no current folder decide what the child imports."""


class ReaderProcess:
    """Reads files in a child process that is started when first needed. Not for several threads at once."""

    def __init__(self, seconds: float = SECONDS, documents: int = DOCUMENTS, command: Sequence[str] = COMMAND) -> None:
        """`seconds` of wall time a file, `documents` a child, and the command that starts one."""
        self._seconds = seconds
        self._documents = documents
        self._command = command
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id while there is one."""
        return self._child.pid if self._child is not None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> Reading:
        """The file read. Raises BadSource: the reader's own, or timeout, crash or too_large of the child."""
        format_of(path)  # what is no document at all costs no child
        child = self._child = self._child or _Child(self._command)
        try:
            reading = _reading(*child.ask(path.absolute(), self._seconds))
        except BadSource:
            self.close()
            raise
        if child.answered >= self._documents:
            self.close()
        return reading

    def close(self) -> None:
        """End the child, if there is one; the next file starts another."""
        if self._child is not None:
            self._child.end()
            self._child = None


def _reading(tag: bytes, body: bytes) -> Reading:
    try:
        if tag == READ:
            return unpacked(body)
        reason, message = json.loads(body)
    except ValueError as error:
        raise BadSource("crash", "its reader sent no reading: save the document in another format") from error
    raise BadSource(reason, message)


class _Child:
    """One running child."""

    def __init__(self, command: Sequence[str]) -> None:
        self.answered = 0
        self._timed_out = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, path: Path, seconds: float) -> tuple[bytes, bytes]:
        """Tag and body of the answer. Raises BadSource(timeout, crash, too_large)."""
        timer = Timer(seconds, self._time_out)
        timer.start()
        try:
            return self._exchanged(path)
        except (EOFError, BrokenPipeError) as error:
            raise self._ended(seconds) from error
        except OverflowError as error:
            raise BadSource("too_large", f"gives {error}: divide the document") from error
        finally:
            timer.cancel()

    def _exchanged(self, path: Path) -> tuple[bytes, bytes]:
        requests, replies = self._pipes()
        requests.write(json.dumps(str(path)).encode() + b"\n")
        requests.flush()
        reply = receive(replies)
        self.answered += 1
        return reply

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        return self._process.stdin, self._process.stdout

    def _time_out(self) -> None:
        self._timed_out = True
        self._kill()

    def _ended(self, seconds: float) -> BadSource:
        """Why the child ended before it answered."""
        self.end()
        if self._timed_out:
            return BadSource(
                "timeout", f"took longer than {seconds:g} s to read: divide it, or raise POLYCITE_READER_SECONDS"
            )
        code = self._process.returncode
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        return BadSource("crash", f"its reader {how}: save the document in another format")

    def end(self) -> None:
        """End the child and all it started, and wait for it."""
        self._kill()
        self._process.wait()
        for pipe in self._pipes():
            with suppress(BrokenPipeError):
                pipe.close()

    def _kill(self) -> None:
        if self._process.returncode is not None:
            return
        if os.name == "posix":
            with suppress(ProcessLookupError):  # a group of its own: what the child started ends with it
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
