"""What an ingest run did, file by file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["live", "unchanged", "duplicate", "stale", "quarantined", "skipped", "removed"]
"""live: read and indexed. unchanged: as in the generation before. duplicate: same bytes as another path.
stale: could not be read now, the last good version stays. quarantined: could not be read and is not indexed."""

BAD: frozenset[Outcome] = frozenset({"stale", "quarantined", "skipped"})
READERS_DIFFER = "readers_differ"
"""The reason word of a duplicate that the catalogue gives to other readers than its twin."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file's fate; `reason` is a stable word and `message` a sentence, both empty when all is well."""

    path: str
    outcome: Outcome
    reason: str = ""
    message: str = ""
    warnings: tuple[str, ...] = ()
    passages: int = 0

    @property
    def bad(self) -> bool:
        """Whether an operator should look at it."""
        return self.outcome in BAD or self.reason == READERS_DIFFER


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `generation` is the live one afterwards, "" for none, and documents and passages are its own.

    `published` is False when nothing had changed, or when nothing could be indexed.
    """

    files: tuple[FileReport, ...]
    generation: str
    published: bool
    documents: int
    passages: int
    embedded: int
    reused: int
    seconds: float

    @property
    def bad(self) -> tuple[FileReport, ...]:
        """The files an operator should look at."""
        return tuple(one for one in self.files if one.bad)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: stage ("read", "embed", "words" or "publish"), steps done and steps in all."""

    stage: str
    done: int
    total: int


Watch = Callable[[Progress], None]
