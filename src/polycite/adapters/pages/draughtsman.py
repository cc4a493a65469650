"""One process that draws, started when first needed, against the clock, and replaced after any fault and a while."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from polycite.adapters.pages.replies import CHANGED, DRAWN, FLAWED, LARGEST
from polycite.child_process import ChildProcess
from polycite.errors import NoPicture, OriginalGone

_START = "import sys; sys.path.insert(0, sys.argv[1]); from polycite.adapters.pages.child import main; main()"
COMMAND = (sys.executable, "-I", "-X", "utf8", "-c", _START, str(Path(__file__).parents[3]))
"""-I: no variable, no user's packages and no current folder decide what the child imports, only where its parent is."""
_KNOWN = (DRAWN, CHANGED, FLAWED)
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
        self._child: ChildProcess | None = None

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._child.pid if self._child is not None else None

    def draw(self, original: Path, digest: str, number: int, width: int) -> bytes:
        """A PNG. Raises OriginalGone, Flawed, and NoPicture where the page ends or hangs the process."""
        child = self._child = self._child or ChildProcess(self._command, LARGEST)
        request = json.dumps([str(original.absolute()), digest, number, width])
        try:
            tag, body = child.ask(request.encode(), self._seconds)
            if tag not in _KNOWN:
                raise EOFError
        except (EOFError, OverflowError) as error:
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
