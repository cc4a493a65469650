"""Is everything a question needs in place? Looks, and prepares, indexes and repairs nothing."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from polycite.bootstrap import embedder, is_prepared, library
from polycite.errors import BadModel, FingerprintMismatch, NoIndex, PolyciteError, Unavailable
from polycite.settings import Settings
from polycite.text import counted

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
    except PolyciteError as error:
        return Finding(what, False, str(error))
    except OSError as error:
        return Finding(what, False, f"{error.filename or settings.data_dir}: {error.strerror or error}")


def _machine(_: Settings) -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def _folder(settings: Settings) -> str:
    place = next(folder for folder in (settings.data_dir, *settings.data_dir.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if free < _ROOM:
        raise Unavailable(f"{settings.data_dir} has {free >> 20} MiB free: {_ROOM >> 20} MiB are wanted")
    if not place.is_dir() or not os.access(place, os.W_OK):
        raise Unavailable(f"{settings.data_dir} cannot be written: set POLYCITE_DATA_DIR to a folder of yours")
    return f"{settings.data_dir}, {free >> 30} GiB free"


def _embedder(settings: Settings) -> str:
    if not is_prepared(settings):
        how = f"run 'polycite model prepare {settings.embedder}'"
        if not _indexed(settings):
            how = "'polycite ingest PATH' prepares it before it makes the index"
        raise BadModel(f"{settings.embedder} is not prepared yet: {how}")
    return embedder(settings, _silent).fingerprint


def _indexed(settings: Settings) -> bool:
    try:
        library(settings).current()
    except NoIndex:
        return False
    except (PolyciteError, OSError):  # which the next check tells
        return True
    return True


def _index(settings: Settings) -> str:
    made = library(settings).current().generation
    where = settings.qdrant_url or str(settings.data_dir / "index")
    held = f"{counted(made.documents, 'document')}, {counted(made.passages, 'passage')}"
    return f"{held}, generation {made.id} in {where}"


def _question(settings: Settings) -> str:
    made = library(settings).current().generation
    said = _embedder(settings)
    if made.fingerprint != said:
        raise FingerprintMismatch(made.fingerprint, said)
    return "can be asked"


def _silent(_what: str, _share: float) -> None:
    """Nothing is prepared here, so there is nothing to tell."""
