"""What the tests of the journal write down, and a clock that stands where it is put."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from polycite.adapters.journal.keys import KeyFile, Keys
from polycite.adapters.journal.sqlite import SqliteJournal
from polycite.journal import Cited, Feedback, Kept, Near, Questions
from polycite.model import ANONYMOUS, PUBLIC, Principal, Span

JO = Principal("jo", frozenset({PUBLIC}))
AN = Principal("an", frozenset({PUBLIC}))
MONDAY = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


@dataclass
class Clock:
    """Tells the moment it was set to."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def pass_days(self, days: float) -> None:
        """Put it forward."""
        self.at += timedelta(days=days)


def kept(identifier: str = "ans_1", question: str | None = "Mag ik telewerken?", at: datetime = MONDAY) -> Kept:
    """An answer with two quotations."""
    cited = (Cited("doc", Span(3, 14)), Cited("doc", Span(20, 31)))
    nearest = (Near("p1", 0.75), Near("p2", 0.5))
    return Kept(identifier, at, question, "nl", "answered", None, 0.9, "g1", cited, nearest)


def journal_in(
    folder: Path, clock: Clock | None = None, questions: Questions = "pseudonymous", days: int = 30
) -> SqliteJournal:
    """The journal of a data folder."""
    keys: Keys = KeyFile(folder / "journal.key", days)
    return SqliteJournal(folder / "journal.sqlite3", keys, questions, days, clock or Clock())


def files_with(folder: Path, words: str) -> list[str]:
    """The names of the files in a folder whose bytes hold some words."""
    return sorted(one.name for one in folder.iterdir() if words.encode() in one.read_bytes())


def fill(folder: Path, name: str, count: int) -> None:
    """Record so many answers and a vote on each, as another process does."""
    journal = journal_in(folder)
    for number in range(count):
        journal.keep(kept(f"{name}_{number}"), ANONYMOUS)
        journal.give(f"{name}_{number}", ANONYMOUS, Feedback("up"))
    journal.close()


def noise(seed: int, length: int) -> str:
    """Letters that stand nowhere else."""
    return "".join(random.Random(seed).choices("bcdfghjklmnpqrstvwxz", k=length))


def day(number: int) -> date:
    """A day of June 2026."""
    return date(2026, 6, 1) + timedelta(days=number)
