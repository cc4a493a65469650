"""`python -m ingest PATH`, the same as `polycite ingest PATH`."""

from __future__ import annotations

from ingest.commands import app
from polycite.terminal import guarded

if __name__ == "__main__":
    guarded(app)
