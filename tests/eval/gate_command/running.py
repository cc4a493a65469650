"""How `polycite eval` is run: in this process, or in one of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Complaint = Callable[..., tuple[int, str]]
Judge = Callable[..., subprocess.CompletedProcess[str]]
