"""`polycite gold from-journal` as a user runs it, with a terminal and without one."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.eval.gold_command.documents import FILES
from tests.eval.gold_command.running import COMMAND, Run, said


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Two questions nobody could answer, as a terminal shows responses."""
    text = FILES["nl/telewerk.txt"].split("\n\n")[1].strip()
    found = {"rank": 1, "score": 1.0, "passage_id": "p", "document_id": "doc_old", "path": "nl/telewerk.txt"}
    found |= {"pages": [], "heading": [], "language": "nl", "kind": "prose", "text": text, "start": 35, "end": 84}
    declined = {"reason": "not_in_documents", "message": "Nee."}
    asked = {"question_language": "nl", "declined": declined, "passages": [found]}
    file = tmp_path / "journal.json"
    questions = ("Wie beslist er?", "wie beslist er", "Wat eten we?")
    file.write_text("".join(json.dumps({"question": one, **asked}, indent=2) + "\n" for one in questions))
    return file


def test_a_journal_is_listed(run: Run, gold: Path, journal: Path) -> None:
    done = run("from-journal", journal, "--gold", gold, "--list")
    assert done.stdout.splitlines() == [
        "nl\tnot_in_documents\tnl/telewerk.txt\tWie beslist er?",
        "nl\tnot_in_documents\tnl/telewerk.txt\tWat eten we?",
    ]
    assert said(done) == ["2 of 3 responses are questions to make gold of"]


def test_a_journal_without_a_terminal_names_what_to_do(run: Run, gold: Path, journal: Path) -> None:
    done = run("from-journal", journal, "--gold", gold)
    assert done.returncode == 2
    assert said(done) == [
        "polycite: no terminal to ask on: list the questions with --list, then add each with 'polycite gold add'"
    ]


def at_a_terminal(
    environment: dict[str, str], answers: Sequence[str], *arguments: object
) -> subprocess.CompletedProcess[bytes]:
    """`gold from-journal`, asked to its end by somebody who types these lines."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{one}\n" for one in answers).encode())
    line = [sys.executable, "-c", COMMAND, "gold", "from-journal", *map(str, arguments)]
    done = subprocess.run(line, env=environment, stdin=theirs, capture_output=True, check=False, timeout=180)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    return done


def test_a_person_at_a_terminal_makes_gold_of_a_journal(
    environment: dict[str, str], gold: Path, corpus: Path, journal: Path
) -> None:
    # The document changed since, so words are asked for; then the second question is out of domain.
    answers = ("1", "leidinggevende beslist", "", "", "leidinggevende", "", "who", "o")
    done = at_a_terminal(environment, answers, journal, "--gold", gold, "--corpus", corpus)
    assert b"nl/telewerk.txt has changed since it was shown" in done.stderr
    assert done.stdout.decode().splitlines() == [
        f"{gold}/x.jsonl:4: telework-nl-01",
        "  nl/telewerk.txt: De leidinggevende beslist binnen tien werkdagen.",
        f"{gold}/out-of-domain.jsonl:1: out-of-domain-nl-01",
    ]


def test_a_question_whose_document_is_gone_leaves_the_next_to_be_made(
    environment: dict[str, str], gold: Path, corpus: Path, journal: Path
) -> None:
    journal.write_text(journal.read_text(encoding="utf-8").replace("nl/telewerk.txt", "nl/weg.txt"), encoding="utf-8")
    # The first of the passages shown, which is no more; then out of domain.
    done = at_a_terminal(environment, ("1", "o"), journal, "--gold", gold, "--corpus", corpus)
    assert b"no document 'nl/weg.txt'" in done.stderr
    assert done.stdout.decode().splitlines() == [f"{gold}/out-of-domain.jsonl:1: out-of-domain-nl-01"]
