"""What the last ingest run did, as one small file beside the index: written by ingest, read for the owner."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

NAME = "last_ingest.json"


@dataclass(frozen=True, slots=True)
class Faulty:
    """A file somebody should look at: `outcome` and `reason` are stable words, `message` a sentence in English."""

    path: str
    outcome: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Something to know of a file that was read: a sentence in English."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class LastIngest:
    """A run: `at` is when it ended, `root` the folder, `outcomes` files by outcome, sizes of the live generation after.

    `published` is False when nothing had changed, or when nothing could be indexed.
    """

    at: datetime
    root: str
    generation: str
    published: bool
    documents: int
    passages: int
    seconds: float
    outcomes: Mapping[str, int]
    faulty: tuple[Faulty, ...]
    noted: tuple[Noted, ...] = ()


def write_last_ingest(folder: Path, told: LastIngest) -> None:
    """Put a run on record, in place of the one before. Raises OSError."""
    temporary = folder / f".{NAME}.{os.getpid()}"
    temporary.write_bytes(TypeAdapter(LastIngest).dump_json(told, indent=1))
    os.replace(temporary, folder / NAME)


def read_last_ingest(folder: Path) -> LastIngest | None:
    """The run on record; None where there is none, or none that can be read."""
    try:
        return TypeAdapter(LastIngest).validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):  # written by another version, or never: the next run writes it anew
        return None
