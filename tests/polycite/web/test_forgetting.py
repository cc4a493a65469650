"""The service forgets at its start and again and again, and goes on where it cannot."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from threading import Event

import pytest

from polycite.adapters.journal.sqlite import SqliteJournal
from polycite.model import ANONYMOUS
from polycite.web.forgetting import forgetting
from tests.adapters.journals import MONDAY, Clock, kept
from tests.polycite.web.journals import BrokenJournal


class CountedJournal(SqliteJournal):
    """Says when it has forgotten for the third time."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(None, lambda _: (b"k" * 32,), clock=clock)
        self.times, self.third = 0, Event()

    def forget(self, before: datetime | None = None) -> int:
        """Forget and count."""
        count = super().forget(before)
        self.times += 1
        if self.times == 3:
            self.third.set()
        return count


def test_what_is_old_is_gone_soon_after_the_start_and_is_looked_for_again() -> None:
    clock = Clock()
    journal = CountedJournal(clock)
    journal.keep(kept(), ANONYMOUS)
    clock.pass_days(31)
    with forgetting(journal, pause=0.001):
        assert journal.third.wait(30)
    assert journal.lines() == ()


def test_it_ends_with_the_block_however_long_its_pause() -> None:
    journal = CountedJournal(Clock(datetime.now(UTC)))
    with forgetting(journal, pause=86400):
        journal.keep(kept(at=MONDAY.replace(year=2030)), ANONYMOUS)
    assert journal.times <= 1
    assert len(journal.lines()) == 1


def test_a_journal_that_fails_is_a_line_in_the_log_and_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    tried = Event()

    class Failing(BrokenJournal):
        times = 0

        def forget(self, before: datetime | None = None) -> int:
            self.times += 1
            if self.times == 2:
                tried.set()
            return super().forget(before)

    with caplog.at_level(logging.WARNING), forgetting(Failing(), pause=0.001):
        assert tried.wait(30)
    assert caplog.records[0].getMessage() == "nothing was forgotten: the journal cannot be used: the disk is full"


def test_a_turn_that_hangs_does_not_keep_the_service_from_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polycite.web.forgetting.PATIENCE", 0.01)
    began, may, ended = Event(), Event(), Event()

    class Hanging(BrokenJournal):
        def forget(self, before: datetime | None = None) -> int:
            began.set()
            assert may.wait(30)
            ended.set()
            return 0

    with forgetting(Hanging()):
        assert began.wait(30)
    assert not ended.is_set()
    may.set()
    assert ended.wait(30)
