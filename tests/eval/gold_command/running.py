"""`polycite gold` in a process of its own, and what it says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
COMMAND = "import sys; sys.argv[0] = 'polycite'; from polycite.__main__ import main; main()"


def said(done: Done) -> list[str]:
    return [line for line in done.stderr.splitlines() if not line.startswith("ingesting ")]
