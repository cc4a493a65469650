"""Reading files at arm's length: in a child process that is replaced after any fault and after a while."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.formats import format_of
from ingest.reading import Reading
from ingest.replies import LARGEST, READ
from ingest.wire import unpacked
from polycite.child_process import ChildProcess
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
        self._child: ChildProcess | None = None

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
        child = self._child = self._child or ChildProcess(self._command, LARGEST)
        try:
            reading = _reading(*self._asked(child, path))
        except BadSource:
            self.close()
            raise
        if child.answered >= self._documents:
            self.close()
        return reading

    def _asked(self, child: ChildProcess, path: Path) -> tuple[bytes, bytes]:
        try:
            return child.ask(json.dumps(str(path.absolute())).encode(), self._seconds)
        except EOFError as error:
            raise _because(child.end(), self._seconds, child.timed_out) from error
        except OverflowError as error:
            raise BadSource("too_large", f"gives {error} of text and places: divide the document") from error

    def close(self) -> None:
        """End the child, if there is one; the next file starts another."""
        if self._child is not None:
            self._child.end()
            self._child = None


def _because(code: int, seconds: float, timed_out: bool) -> BadSource:
    """Why a child ended before it answered."""
    if timed_out:
        return BadSource(
            "timeout", f"took longer than {seconds:g} s to read: divide it, or raise POLYCITE_READER_SECONDS"
        )
    how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
    return BadSource("crash", f"its reader {how}: save the document in another format")


def _reading(tag: bytes, body: bytes) -> Reading:
    try:
        if tag == READ:
            return unpacked(body)
        reason, message = json.loads(body)
    except ValueError as error:
        raise BadSource("crash", "its reader sent no reading: save the document in another format") from error
    raise BadSource(reason, message)
