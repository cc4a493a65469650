"""Which questions of a journal of answers are offered to make gold of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.interview import draft
from eval.journal import read_journal
from polycite.errors import BadGold
from tests.eval.gold_sources import WELL, response
from tests.eval.shelves import shelf


def journal(tmp_path: Path, *responses: object, indent: int | None = None) -> Path:
    file = tmp_path / "journal.jsonl"
    file.write_text("".join(f"{json.dumps(one, indent=indent)}\n" for one in responses))
    return file


@pytest.mark.parametrize("indent", [None, 2])
def test_declined_and_unhelpful_questions_are_offered_once(tmp_path: Path, indent: int | None) -> None:
    file = journal(
        tmp_path,
        response("Een stoel?"),
        response("Hoeveel dagen?", declined=False),
        response("een stoel"),
        response("Wie beslist?", declined=False, helpful=False),
        response("Mag het?", helpful=True),
        response("Hoe vaak mag ik thuis werken?"),
        indent=indent,
    )
    read = read_journal(file, [draft(WELL, shelf(), ())])
    assert [one.question for one in read.wanting] == ["Een stoel?", "Wie beslist?"]
    assert read.read == 6


def test_a_bad_journal_is_named_by_line(tmp_path: Path) -> None:
    file = journal(tmp_path, response("a"), {"question": "b"}, response("c"))
    with pytest.raises(BadGold) as caught:
        read_journal(file)
    assert caught.value.problems == tuple(
        f"{file}:2: '{name}' is missing" for name in ("question_language", "passages", "declined")
    )
    file.write_text(json.dumps(response("a")) + "\n\n{oops")
    with pytest.raises(BadGold, match=rf"{file}:3: Expecting property name"):
        read_journal(file)
    file.write_text("\n")
    with pytest.raises(BadGold, match=r"is empty: put responses in it with 'polycite ask --json"):
        read_journal(file)
    with pytest.raises(BadGold, match=r"nowhere: cannot be read: .*No such file"):
        read_journal(tmp_path / "nowhere")


@pytest.mark.parametrize("beyond", ["9" * 5_000, "[" * 100_000], ids=["a number of 5,000 digits", "100,000 brackets"])
def test_a_journal_that_python_cannot_read_is_named_by_line(tmp_path: Path, beyond: str) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_text(f"{json.dumps(response('a'))}\n{beyond}\n")
    with pytest.raises(BadGold, match=rf"{file}:2: cannot be read as JSON: \w"):
        read_journal(file)
