"""`python -m eval`, the same as `polycite eval`."""

from __future__ import annotations

from eval.commands import app
from polycite.terminal import guarded

if __name__ == "__main__":
    guarded(app)
