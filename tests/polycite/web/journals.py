"""Journals for the web tests: one in memory, one that cannot be used, one full of what people may write."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Event

from polycite.adapters.journal.sqlite import SqliteJournal, journal_in_memory
from polycite.answer import Question
from polycite.ask import Asker
from polycite.errors import Unavailable
from polycite.journal import Feedback, Kept, Line
from polycite.model import ANONYMOUS, Principal, Scope
from polycite.ports import Journal
from polycite.web.recording import kept_of

EVENING = datetime(2026, 6, 1, 20, 15, tzinfo=UTC)
HOSTILE = '<img src=x onerror="alert(1)"></td><script>alert(2)</script>'
DECLINED = "Wie won de Ronde van Vlaanderen?"
LONG = 30.0
"""Seconds after which a test that hangs is a test that fails."""


class BrokenJournal:
    """A disk that is full."""

    def _broken(self) -> Unavailable:
        return Unavailable("the journal cannot be used: the disk is full")

    def keep(self, kept: Kept, asker: Principal) -> None:
        """Fails."""
        raise self._broken()

    def give(self, answer: str, asker: Principal, feedback: Feedback | None) -> None:
        """Fails."""
        raise self._broken()

    def lines(self) -> tuple[Line, ...]:
        """Fails."""
        raise self._broken()

    def forget(self, before: datetime | None = None) -> int:
        """Fails."""
        raise self._broken()


class SlowJournal(SqliteJournal):
    """Says when it begins to write, and writes once it may."""

    def __init__(self) -> None:
        super().__init__(None, lambda _: (b"k" * 32,))
        self.began, self.may = Event(), Event()

    def keep(self, kept: Kept, asker: Principal) -> None:
        """Record an answer, later."""
        self.began.set()
        assert self.may.wait(LONG)
        super().keep(kept, asker)


def asked(asker: Asker, journal: Journal, *questions: str) -> list[str]:
    """Ask and record; the ids of the answers."""
    answers = [asker.ask(Question(one, Scope(ANONYMOUS))) for one in questions]
    for one in answers:
        journal.keep(kept_of(one, EVENING), ANONYMOUS)
    return [one.id for one in answers]


def journal_of(asker: Asker, *questions: str) -> Journal:
    """A journal in memory with these questions, as this asker answers them."""
    journal = journal_in_memory()
    asked(asker, journal, *questions)
    return journal
