"""What the journal keeps, for whom, and what it does when it cannot."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from filelock import FileLock

from polycite.adapters.journal.sqlite import journal_in_memory
from polycite.adapters.journal.tables import VERSION
from polycite.errors import Unavailable, UnknownAnswer
from polycite.journal import QUESTIONS, Feedback, Questions
from polycite.model import ANONYMOUS
from tests.adapters.journals import AN, JO, MONDAY, fill, journal_in, kept

CONTACT = "Ik ben jan@kantoor.be, rekening BE68 5390 0754 7034"


def test_an_answer_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    declined = replace(kept("ans_2"), status="declined", reason="out_of_scope", confidence=None, cited=())
    journal = journal_in(tmp_path)
    for one in (kept(), declined):
        journal.keep(one, JO)
    journal.close()
    again = journal_in(tmp_path).lines()
    assert [line.kept for line in again] == [kept(), declined]
    assert [line.feedback for line in again] == [None, None]


def test_the_newest_answer_stands_first(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    for number in range(3):
        journal.keep(kept(f"ans_{number}", at=MONDAY + timedelta(milliseconds=number)), JO)
    assert [line.kept.id for line in journal.lines()] == ["ans_2", "ans_1", "ans_0"]


def test_an_answer_is_kept_once(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.keep(kept(), JO)
    journal.keep(kept(question="something else"), AN)
    (line,) = journal.lines()
    assert line.kept == kept()


@pytest.mark.parametrize(
    ("questions", "question", "reason"),
    [
        ("off", None, "Ik ben [e-mail], rekening [IBAN]"),
        ("pseudonymous", "Ik ben [e-mail], rekening [IBAN]", "Ik ben [e-mail], rekening [IBAN]"),
        ("full", CONTACT, CONTACT),
    ],
)
def test_words_are_kept_as_the_operator_decided(
    tmp_path: Path, questions: Questions, question: str | None, reason: str
) -> None:
    journal = journal_in(tmp_path, questions=questions)
    journal.keep(kept(question=CONTACT), JO)
    journal.give("ans_1", JO, Feedback("down", CONTACT))
    (line,) = journal.lines()
    assert line.kept.question == question
    assert line.feedback is not None
    assert line.feedback.reason == reason


@pytest.mark.parametrize("questions", QUESTIONS)
def test_only_full_names_the_asker_on_disk(tmp_path: Path, questions: Questions) -> None:
    journal = journal_in(tmp_path, questions=questions)
    journal.keep(kept(), replace(JO, id="jozefien.vandenbroeck"))
    journal.close()
    written = (tmp_path / "journal.sqlite3").read_bytes()
    assert (b"jozefien.vandenbroeck" in written) == (questions == "full")


def test_a_vote_replaces_the_one_before(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.keep(kept(), JO)
    for feedback in (Feedback("up"), Feedback("down", "te oud", ("outdated", "wrong"))):
        journal.give("ans_1", JO, feedback)
        journal.give("ans_1", JO, feedback)
        assert [line.feedback for line in journal.lines()] == [feedback]
    (line,) = journal.lines()
    assert (line.helpful, line.feedback) == (False, Feedback("down", "te oud", ("outdated", "wrong")))


def test_a_vote_can_be_taken_back_again_and_again(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.keep(kept(), JO)
    journal.give("ans_1", JO, Feedback("up"))
    for _ in range(2):
        journal.give("ans_1", JO, None)
        assert [line.feedback for line in journal.lines()] == [None]
    (line,) = journal.lines()
    assert line.helpful is None


@pytest.mark.parametrize("questions", QUESTIONS)
def test_only_who_asked_may_say_something_of_an_answer(tmp_path: Path, questions: Questions) -> None:
    journal = journal_in(tmp_path, questions=questions)
    journal.keep(kept(), JO)
    for feedback in (Feedback("up"), None):
        with pytest.raises(UnknownAnswer):
            journal.give("ans_1", AN, feedback)
    with pytest.raises(UnknownAnswer):
        journal.give("ans_9", JO, Feedback("up"))
    journal.give("ans_1", JO, Feedback("up"))
    assert [line.helpful for line in journal.lines()] == [True]


def test_who_asked_under_another_setting_is_still_known(tmp_path: Path) -> None:
    before: tuple[Questions, ...] = ("full", "pseudonymous")
    for number, questions in enumerate(before):
        journal_in(tmp_path, questions=questions).keep(kept(f"ans_{number}"), JO)
    for questions in QUESTIONS:
        journal = journal_in(tmp_path, questions=questions)
        journal.give("ans_0", JO, Feedback("up"))
        journal.give("ans_1", JO, Feedback("down"))


def test_nobody_else_on_the_machine_may_read_the_files(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.keep(kept(), JO)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir() if one.suffix != ".lock"}
    assert set(modes) == {"journal.key", "journal.sqlite3", "journal.sqlite3-shm", "journal.sqlite3-wal"}
    assert set(modes.values()) == {0o600}


def test_threads_write_at_once(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: journal.keep(kept(f"ans_{number}"), ANONYMOUS), range(200)))
    assert len(journal.lines()) == 200


def test_processes_make_the_journal_and_write_it_at_once(tmp_path: Path) -> None:
    context = get_context("spawn")
    writers = [context.Process(target=fill, args=(tmp_path, name, 100)) for name in ("left", "right")]
    for one in writers:
        one.start()
    fill(tmp_path, "here", 100)
    for one in writers:
        one.join(60)
    assert [one.exitcode for one in writers] == [0, 0]
    lines = journal_in(tmp_path).lines()
    assert len(lines) == 300
    assert all(line.helpful for line in lines)


def test_a_journal_in_memory_forgets_with_its_process_and_leaves_nothing(tmp_path: Path) -> None:
    journal = journal_in_memory()
    journal.keep(kept(), ANONYMOUS)
    journal.give("ans_1", ANONYMOUS, Feedback("up"))
    assert [line.helpful for line in journal.lines()] == [True]
    assert list(tmp_path.iterdir()) == []


def test_a_journal_in_memory_keeps_the_newest_answers_and_what_was_said_of_them() -> None:
    journal = journal_in_memory(room=3)
    for number in (4, 1, 5, 2, 3):
        journal.keep(kept(f"ans_{number}", at=MONDAY + timedelta(minutes=number)), JO)
    journal.give("ans_5", JO, Feedback("up"))
    assert [(line.kept.id, line.helpful) for line in journal.lines()] == [
        ("ans_5", True),
        ("ans_4", None),
        ("ans_3", None),
    ]


def test_a_file_that_is_no_journal_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(Unavailable, match=r"journal\.sqlite3.*move it away"):
        journal_in(tmp_path).keep(kept(), JO)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="cannot be used"):
        journal_in(tmp_path / "file").lines()


def test_a_journal_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    journal_in(tmp_path).keep(kept(), JO)
    raw = sqlite3.connect(tmp_path / "journal.sqlite3")
    raw.execute(f"pragma user_version = {VERSION + 1}")
    raw.close()
    with pytest.raises(Unavailable, match=f"its version is {VERSION + 1}, this program knows {VERSION}"):
        journal_in(tmp_path).keep(kept("ans_2"), JO)


def test_a_journal_mended_meanwhile_is_used_again(tmp_path: Path) -> None:
    broken = tmp_path / "journal.sqlite3"
    broken.write_bytes(b"not a database" * 100)
    journal = journal_in(tmp_path)
    with pytest.raises(Unavailable):
        journal.keep(kept(), JO)
    broken.unlink()
    journal.keep(kept(), JO)
    assert len(journal.lines()) == 1


@pytest.mark.parametrize("name", ["journal.sqlite3", "journal.key"])
def test_another_process_that_does_not_let_go_makes_it_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for module in ("keys", "sqlite"):
        monkeypatch.setattr(f"polycite.adapters.journal.{module}.PATIENCE", 0.01)
    journal = journal_in(tmp_path)
    with FileLock(tmp_path / f"{name}.lock"), pytest.raises(Unavailable, match=rf"cannot be used.*{name}\.lock"):
        journal.keep(kept(), JO)
    journal.keep(kept(), JO)
    assert len(journal.lines()) == 1


def test_an_error_in_the_middle_keeps_nothing_of_it(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.keep(kept(), JO)
    with pytest.raises(UnknownAnswer):
        journal.give("ans_2", JO, Feedback("up"))
    journal.keep(kept("ans_3"), JO)
    assert {line.kept.id for line in journal.lines()} == {"ans_1", "ans_3"}
