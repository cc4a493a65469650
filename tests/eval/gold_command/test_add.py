"""`polycite gold add` as a user runs it, by options and at a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.eval.gold_command.running import COMMAND, Run


def test_add_by_options_writes_the_whole_sentence(run: Run, gold: Path, corpus: Path) -> None:
    place = ("--document", "fr/conges.md", "--words", "vingt-six jours", "--key", "vingt-six | 26", "--type", "figure")
    done = run("add", "--gold", gold, "--corpus", corpus, "--question", "Hoeveel dagen verlof heb ik?", *place)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{gold}/leave.jsonl:1: leave-nl-01",
        "  fr/conges.md: Le personnel a droit à vingt-six jours de congé par an.",
        "  family 'leave' has no split yet: run 'polycite gold split'",
    ]
    line = json.loads((gold / "leave.jsonl").read_text(encoding="utf-8"))
    assert line["must_contain"] == [["vingt-six", "26"]]


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--question", "Mag het?"), 2, "no terminal to ask on: give --document, --words, --key, --type"),
        (("--question", "?"), 2, "the question is empty"),
        (
            ("--question", "a b", "--document", "x", "--words", "y", "--key", "z", "--type", "who"),
            3,
            "no document 'x'",
        ),
        (
            ("--question", "a b", "--document", "nl/telewerk.txt", "--words", "tien", "--key", "acht", "--type", "who"),
            2,
            "the new question: key fact acht is not in the quotation of nl/telewerk.txt",
        ),
        (
            ("--question", "a b", "--unanswerable", "out_of_domain", "--document", "nl/telewerk.txt", "--type", "who"),
            2,
            "--unanswerable says that nothing answers it: leave out --document, --type",
        ),
    ],
)
def test_add_refuses_what_is_no_gold(
    run: Run, gold: Path, corpus: Path, options: tuple[str, ...], code: int, says: str
) -> None:
    before = (gold / "x.jsonl").read_bytes()
    done = run("add", "--gold", gold, "--corpus", corpus, *options)
    assert done.returncode == code
    assert says in done.stderr
    assert (gold / "x.jsonl").read_bytes() == before


def test_an_unanswerable_question_needs_no_evidence(run: Run, gold: Path, corpus: Path) -> None:
    options = ("--question", "Krijg ik een bureau?", "--unanswerable", "near_domain", "--family", "telework")
    done = run("add", "--gold", gold, "--corpus", corpus, *options)
    assert done.stdout == f"{gold}/x.jsonl:4: telework-nl-01\n", done.stderr


def test_a_terminal_that_closes_midway_is_told(environment: dict[str, str], gold: Path, corpus: Path) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Wie beslist?\n\x04")  # control-D: the end of input
    line = [sys.executable, "-c", COMMAND, "gold", "add", "--gold", str(gold), "--corpus", str(corpus)]
    done = subprocess.run(line, env=environment, stdin=theirs, capture_output=True, check=False, timeout=180)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert b"the terminal was closed before all was said: run the command again" in done.stderr
