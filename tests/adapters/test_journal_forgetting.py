"""What the journal forgets is gone: from its answers, from its feedback, and from the bytes on the disk."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from polycite.adapters.journal.sqlite import LOT
from polycite.errors import UnknownAnswer
from polycite.journal import Feedback
from tests.adapters.journals import JO, MONDAY, Clock, files_with, journal_in, kept, noise


def test_answers_are_forgotten_after_their_days(tmp_path: Path) -> None:
    clock = Clock()
    journal = journal_in(tmp_path, clock, days=30)
    journal.keep(kept("old"), JO)
    clock.pass_days(29)
    journal.keep(kept("new", at=clock()), JO)
    assert journal.forget() == 0
    clock.pass_days(1)
    assert journal.forget() == 0  # to the second, it is not older yet
    clock.at += timedelta(seconds=1)
    assert journal.forget() == 1
    assert [line.kept.id for line in journal.lines()] == ["new"]


def test_forgetting_lets_go_of_a_key_that_names_nobody_any_more(tmp_path: Path) -> None:
    clock = Clock()
    journal = journal_in(tmp_path, clock, days=30)
    journal.keep(kept(), JO)
    (key,) = json.loads((tmp_path / "journal.key").read_bytes())
    clock.pass_days(60)
    assert journal.forget() == 1
    assert files_with(tmp_path, key["key"]) == []


def test_feedback_goes_with_its_answer(tmp_path: Path) -> None:
    clock = Clock()
    journal = journal_in(tmp_path, clock)
    journal.keep(kept(), JO)
    clock.pass_days(20)
    journal.give("ans_1", JO, Feedback("down", "canary"))
    clock.pass_days(11)
    assert journal.forget() == 1
    with pytest.raises(UnknownAnswer):
        journal.give("ans_1", JO, None)
    journal.keep(kept(at=clock()), JO)
    assert [line.feedback for line in journal.lines()] == [None]


@pytest.mark.parametrize("length", [12, 700, 9000])
def test_no_byte_of_what_was_forgotten_is_left_on_the_disk(tmp_path: Path, length: int) -> None:
    clock = Clock()
    journal = journal_in(tmp_path, clock, "full")
    asked, told = noise(1, length), noise(2, length)
    for number in range(40):
        journal.keep(kept(f"old_{number}", f"{asked} {number}"), JO)
        journal.give(f"old_{number}", JO, Feedback("down", told, ("canary-tag",)))
        journal.keep(kept(f"new_{number}", "stays", clock() + timedelta(days=10)), JO)
    # A long text lies on several pages of the file, each with a mark of its own.
    canaries = (asked[:300], asked[-300:], told[:300], told[-300:], "canary-tag", "old_7")
    assert [one for one in canaries if not files_with(tmp_path, one)] == []
    clock.pass_days(31)
    assert journal.forget() == 40
    for words in canaries:
        assert files_with(tmp_path, words) == []
    assert len(journal.lines()) == 40


def test_what_another_reader_holds_back_is_gone_at_the_next_forgetting(tmp_path: Path) -> None:
    clock, words = Clock(), noise(3, 500)
    journal, reader = journal_in(tmp_path, clock, "full"), journal_in(tmp_path, clock, "full")
    journal.keep(kept(question=words), JO)
    with reader._using() as connection:
        connection.execute("begin")
        connection.execute("select count(*) from answer").fetchone()
        clock.pass_days(31)
        assert journal.forget() == 1
        assert files_with(tmp_path, words) != []
        connection.execute("commit")
    assert journal.forget() == 0
    assert files_with(tmp_path, words) == []


def test_a_vote_taken_back_leaves_no_byte_either(tmp_path: Path) -> None:
    journal, words = journal_in(tmp_path, questions="full"), noise(4, 300)
    journal.keep(kept(), JO)
    journal.give("ans_1", JO, Feedback("down", words))
    journal.give("ans_1", JO, None)
    journal.forget()
    assert files_with(tmp_path, words) == []
    assert len(journal.lines()) == 1


def test_everything_before_a_moment_can_be_forgotten(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    for number in range(5):
        journal.keep(kept(f"ans_{number}", at=MONDAY + timedelta(hours=number)), JO)
    assert journal.forget(MONDAY + timedelta(hours=3)) == 3
    assert sorted(line.kept.id for line in journal.lines()) == ["ans_3", "ans_4"]


def test_more_than_one_lot_is_forgotten(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    for number in range(LOT + 3):
        journal.keep(kept(f"ans_{number}"), JO)
    assert journal.forget(MONDAY + timedelta(seconds=1)) == LOT + 3
    assert journal.lines() == ()


def test_forgetting_an_empty_journal_is_nothing_special(tmp_path: Path) -> None:
    assert journal_in(tmp_path).forget() == 0
