"""Answers are written in order by a thread of their own; who reads sees them all, and no answer waits."""

from __future__ import annotations

import logging

import pytest

from polycite.adapters.journal.sqlite import journal_in_memory
from polycite.errors import Unavailable, UnknownAnswer
from polycite.journal import Feedback
from polycite.model import ANONYMOUS
from polycite.web.queued_journal import QueuedJournal
from tests.adapters.journals import AN, JO, kept
from tests.polycite.web.journals import LONG, BrokenJournal, SlowJournal


def names(journal: QueuedJournal) -> list[str]:
    return sorted(line.kept.id for line in journal.lines())


def test_an_answer_does_not_wait_until_it_is_written_and_who_reads_does() -> None:
    slow = SlowJournal()
    journal = QueuedJournal(slow, patience=LONG)
    for number in range(3):
        journal.keep(kept(f"ans_{number}"), JO)
    assert slow.lines() == ()
    slow.may.set()
    assert names(journal) == ["ans_0", "ans_1", "ans_2"]


def test_what_is_said_of_an_answer_comes_after_it() -> None:
    journal = QueuedJournal(journal_in_memory())
    journal.keep(kept(), JO)
    journal.give("ans_1", JO, Feedback("up"))
    assert [line.feedback for line in journal.lines()] == [Feedback("up")]
    with pytest.raises(UnknownAnswer):
        journal.give("ans_1", AN, Feedback("down"))


def test_what_is_to_be_forgotten_is_written_first() -> None:
    journal = QueuedJournal(journal_in_memory())
    journal.keep(kept(), JO)
    assert journal.forget() == 1
    assert journal.lines() == ()


def test_what_finds_no_room_is_refused_and_the_rest_is_written() -> None:
    slow = SlowJournal()
    journal = QueuedJournal(slow, room=2, patience=LONG)
    journal.keep(kept("ans_0"), JO)
    journal.keep(kept("ans_1"), JO)
    with pytest.raises(Unavailable, match="too many answers wait"):
        journal.keep(kept("ans_2"), JO)
    slow.may.set()
    assert names(journal) == ["ans_0", "ans_1"]
    journal.keep(kept("ans_3"), JO)
    assert names(journal) == ["ans_0", "ans_1", "ans_3"]


def test_who_reads_does_not_wait_for_ever() -> None:
    slow = SlowJournal()
    journal = QueuedJournal(slow, patience=0.01)
    journal.keep(kept(), JO)
    with pytest.raises(Unavailable, match="try again"):
        journal.lines()
    with pytest.raises(Unavailable, match="try again"):
        journal.give("ans_1", JO, Feedback("up"))
    slow.may.set()


def test_what_waits_is_written_before_the_end() -> None:
    below = journal_in_memory()
    journal = QueuedJournal(below)
    for number in range(50):
        journal.keep(kept(f"ans_{number}"), JO)
    journal.close()
    assert len(below.lines()) == 50
    with pytest.raises(Unavailable, match="closed"):
        journal.keep(kept("ans_50"), JO)
    with pytest.raises(Unavailable, match="closed"):
        journal.lines()


def test_who_comes_after_the_end_is_always_told_that_it_is_the_end() -> None:
    journal = QueuedJournal(SlowJournal(), room=1)
    journal.close()
    for _ in range(2):
        with pytest.raises(Unavailable, match="closed"):
            journal.keep(kept(), JO)


def test_what_still_waits_at_the_end_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    slow = SlowJournal()
    journal = QueuedJournal(slow, patience=0.01)
    journal.keep(kept("ans_1"), JO)
    assert slow.began.wait(LONG)
    journal.keep(kept("ans_2"), JO)
    with caplog.at_level(logging.WARNING):
        journal.close()
        slow.may.set()
    assert [one.getMessage() for one in caplog.records] == ["ans_2 was not recorded: the service stopped first"]


def test_what_cannot_be_written_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    journal = QueuedJournal(BrokenJournal())
    with caplog.at_level(logging.WARNING):
        journal.keep(kept(), ANONYMOUS)
        journal.close()
    (record,) = caplog.records
    assert record.getMessage() == "ans_1 was not recorded: the journal cannot be used: the disk is full"
