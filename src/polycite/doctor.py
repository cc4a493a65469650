"""Is everything a question needs in place? Looks, never repairs."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from polycite.bootstrap import embedder, library
from polycite.errors import PolyciteError
from polycite.settings import Settings

_ROOM = 2 * 1024**3
"""Bytes a preparation and two generations of a middling corpus take."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    well: bool
    says: str


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Every check, in the order a question would need them."""
    checks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("machine", _machine),
        ("data folder", _folder),
        ("embedder", _embedder),
        ("index", _index),
        ("question", _question),
    )
    return tuple(_look(what, check, settings) for what, check in checks)


def _look(what: str, check: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return Finding(what, True, check(settings))
    except (PolyciteError, OSError) as error:
        return Finding(what, False, str(error))


def _machine(_: Settings) -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def _folder(settings: Settings) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.data_dir).free
    if free < _ROOM:
        raise OSError(f"{settings.data_dir} has {free >> 20} MiB free: {_ROOM >> 20} MiB are wanted")
    if not os.access(settings.data_dir, os.W_OK):
        raise OSError(f"{settings.data_dir} cannot be written: set POLYCITE_DATA_DIR to a folder of yours")
    return f"{settings.data_dir}, {free >> 30} GiB free"


def _embedder(settings: Settings) -> str:
    return embedder(settings, _silent).fingerprint


def _index(settings: Settings) -> str:
    made = library(settings).current().generation
    where = settings.qdrant_url or str(settings.data_dir / "index")
    return f"{made.documents} documents, {made.passages} passages, generation {made.id} in {where}"


def _question(settings: Settings) -> str:
    made = library(settings).current().generation
    ready = embedder(settings, _silent)
    if made.fingerprint != ready.fingerprint:
        raise OSError(f"the index was made with {made.fingerprint}: run 'polycite ingest {made.root}'")
    return "can be asked"


def _silent(_what: str, _share: float) -> None:
    """A preparation here shows no progress: `polycite model prepare` does."""
