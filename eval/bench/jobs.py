"""What passes between a race and its child processes: one JSON object each way."""

from __future__ import annotations

from typing import Any, TypeAlias

Job: TypeAlias = dict[str, Any]
"""What a child has to do, as its one argument."""
Report: TypeAlias = dict[str, Any]
"""What a child says: the steps it reaches, and at last its measurements."""
