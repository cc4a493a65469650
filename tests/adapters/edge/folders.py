"""Where an index keeps what it publishes."""

from __future__ import annotations

from pathlib import Path


def generation(folder: Path) -> Path:
    """The only generation of an index."""
    (path,) = folder.glob("generation-*")
    return path
