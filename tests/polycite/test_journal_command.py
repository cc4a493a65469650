"""`polycite journal`: what it prints is what `polycite gold from-journal` reads, and what it deletes is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eval import gold_commands
from polycite import bootstrap, journal_command
from polycite.answer import Question
from polycite.ask import Asker
from polycite.errors import BadQuestion, NoIndex
from polycite.journal import Feedback
from polycite.model import ANONYMOUS, Scope
from polycite.ports import Journal
from polycite.settings import load_settings
from polycite.web.recording import kept_of
from tests.adapters.journals import MONDAY, files_with

WELL, BAD, NEVER = "Hoeveel dagen mag telewerk per week?", "Combien de jours de congé par an ?", "Wie won de koers?"
Command = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder."""
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def kept(data: Path, shelf: Callable[..., Asker], monkeypatch: pytest.MonkeyPatch) -> Journal:
    """The journal of that folder, with an answer that helped, one that did not, and a decline."""
    asker, made = shelf(), bootstrap.journal(load_settings({"POLYCITE_DATA_DIR": str(data)}))
    monkeypatch.setattr(bootstrap, "library", lambda _: asker.library)
    for question in (WELL, BAD, NEVER):
        made.keep(kept_of(asker.ask(Question(question, Scope(ANONYMOUS))), MONDAY), ANONYMOUS)
    by_question = {line.kept.question: line.kept.id for line in made.lines()}
    made.give(by_question[WELL], ANONYMOUS, Feedback("up"))
    made.give(by_question[BAD], ANONYMOUS, Feedback("down", "pas clair"))
    return made


def command(*arguments: str) -> Result:
    return CliRunner().invoke(journal_command.app, list(arguments))


@pytest.mark.usefixtures("kept")
def test_each_answer_is_a_line_of_json_on_stdout_alone() -> None:
    done = command("export")
    assert (done.exit_code, done.stderr) == (0, "")
    told = {one["question"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert {question: one["helpful"] for question, one in told.items()} == {WELL: True, BAD: False, NEVER: None}
    assert told[WELL]["passages"][0]["path"] == "nl/telewerk.txt"
    assert told[BAD]["reason"] == "pas clair"


@pytest.mark.usefixtures("kept")
def test_gold_from_journal_lists_what_was_exported(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_text(command("export").stdout, encoding="utf-8")
    done = CliRunner().invoke(
        gold_commands.app, ["from-journal", str(file), "--gold", str(tmp_path / "gold"), "--list"]
    )
    assert done.exit_code == 0, done.output
    listed = [line.split("\t") for line in done.stdout.splitlines()]
    assert {(language, why == "unhelpful", question) for language, why, _, question in listed} == {
        ("fr", True, BAD),
        ("nl", False, NEVER),
    }


def test_what_was_asked_while_questions_are_off_is_counted_and_not_told(kept: Journal, data: Path) -> None:
    (line, *_) = kept.lines()
    kept.forget(MONDAY.replace(year=2027))
    off = bootstrap.journal(load_settings({"POLYCITE_DATA_DIR": str(data), "POLYCITE_QUESTIONS": "off"}))
    off.keep(line.kept, ANONYMOUS)
    done = command("export")
    assert done.stdout == ""
    assert "1 more without their question" in done.stderr


def test_forgetting_is_by_day_and_reaches_the_disk(kept: Journal, data: Path) -> None:
    assert files_with(data, "Combien de jours") == ["journal.sqlite3-wal"]
    assert command("forget", "--before", "2026-06-01").stdout == "0 answers deleted\n"
    assert len(kept.lines()) == 3
    assert command("forget", "--before", "2026-06-02").stdout == "3 answers deleted\n"
    assert kept.lines() == ()
    assert files_with(data, "Combien de jours") == []


def test_forgetting_without_a_day_deletes_what_is_older_than_is_kept(
    kept: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYCITE_RETENTION_DAYS", "3650")
    assert command("forget").stdout == "0 answers deleted\n"
    assert len(kept.lines()) == 3


def test_erasing_must_be_meant(kept: Journal) -> None:
    with pytest.raises(BadQuestion, match="--yes"):
        raise command("erase").exception or AssertionError
    assert len(kept.lines()) == 3
    assert command("erase", "--yes").stdout == "3 answers deleted\n"
    assert kept.lines() == ()


def test_a_day_long_ago_deletes_nothing(kept: Journal) -> None:
    for long_ago in ("0026-11-21", "0001-01-01", "0999-12-31"):
        assert command("forget", "--before", long_ago).stdout == "0 answers deleted\n"
    assert len(kept.lines()) == 3


def test_a_day_to_come_is_refused_and_deletes_nothing(kept: Journal) -> None:
    today = datetime.now(UTC).date()
    failed = command("forget", "--before", f"{today + timedelta(days=2)}").exception
    assert isinstance(failed, BadQuestion)
    assert "still to come" in str(failed)
    assert len(kept.lines()) == 3
    assert command("forget", "--before", f"{today}").stdout == "3 answers deleted\n"


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "01-06-2026"])
def test_a_day_that_is_none_is_named(day: str) -> None:
    failed = command("forget", "--before", day).exception
    assert isinstance(failed, BadQuestion)
    assert "YYYY-MM-DD" in str(failed)


def test_without_an_index_exporting_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(tmp_path))
    assert isinstance(command("export").exception, NoIndex)
