"""How long each step of a question took."""

from __future__ import annotations

import time


class Stopwatch:
    """Milliseconds of consecutive steps, by name."""

    def __init__(self) -> None:
        self._last = self._start = time.perf_counter()
        self.steps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """End a step."""
        now = time.perf_counter()
        self.steps[step] = round((now - self._last) * 1000, 3)
        self._last = now
        self.steps["total"] = round((now - self._start) * 1000, 3)
