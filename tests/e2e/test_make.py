"""Claims about the Makefile: what people type reaches the commands as it is, and nothing of it is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).resolve().parents[2] / "Makefile"
SAYS = '#!/bin/sh\nprintf "%s\\n" "$@"\n'
"""A command that prints its arguments, a line each."""

Make = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="this machine has no make")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Runs a verb of the Makefile in a folder that is set up already, with commands that print what they are given."""
    shutil.copy(MAKEFILE, tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / ".venv/bin").mkdir(parents=True)
    for name in ("polycite", "python"):
        (tmp_path / ".venv/bin" / name).write_text(SAYS)
        (tmp_path / ".venv/bin" / name).chmod(0o755)
    (tmp_path / ".venv/run").touch()
    kept = {name: value for name, value in os.environ.items() if name not in ("Q", "CORPUS", "REPLACE", "HOST", "PORT")}

    def verb(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = ["make", "--no-print-directory", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env={**kept, **environment}, capture_output=True, text=True, check=False
        )

    return verb


ODD = [
    "Kost het $5 of `touch made`?",
    'Wat is "telewerk" en \'s avonds?',
    "$(touch made) ${HOME} $$ \\",
    "$(shell touch made)",
    "--help #1 100%",
]


@pytest.mark.parametrize("question", ODD)
def test_a_question_is_asked_as_it_was_typed_and_nothing_of_it_is_run(
    make: Make, tmp_path: Path, question: str
) -> None:
    assert make("ask", f"Q={question}").stdout == f"ask\n--\n{question}\n"
    assert make("ask", Q=question).stdout == f"ask\n--\n{question}\n"
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("given", [(), ("Q=",)])
def test_without_a_question_how_to_ask_one_is_said(make: Make, given: tuple[str, ...]) -> None:
    done = make("ask", *given)
    assert (done.returncode, done.stdout) == (2, "")
    assert 'make ask Q="..."' in done.stderr


def test_a_folder_and_an_address_are_taken_as_they_were_typed(make: Make) -> None:
    assert make("ingest", "CORPUS=my $5 `id` folder").stdout == "ingest\n--\nmy $5 `id` folder\n"
    assert make("serve", "HOST=`id`", "PORT=$5").stdout == "serve\n--host\n`id`\n--port\n$5\n"
    assert make("intranet", "PORT=$5").stdout.splitlines()[-1] == "http://127.0.0.1:$5"


def test_the_answers_of_the_demo_stand_apart(make: Make) -> None:
    said = make("demo").stdout
    assert said.startswith("ingest\n--allow-mass-delete\ncorpus\nask\n")
    assert said.count("\n\nask\n") == 2


def test_cleaning_takes_what_python_left_and_no_source(make: Make, tmp_path: Path) -> None:
    for folder in ("src/a b/__pycache__", "tests/__pycache__"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "src/a b/kept.py").touch()
    assert make("clean").returncode == 0
    assert [one.name for one in tmp_path.rglob("__pycache__")] == []
    assert (tmp_path / "src/a b/kept.py").exists()


def test_without_them_the_corpus_and_the_loopback_are_taken(make: Make) -> None:
    assert make("ingest").stdout == "ingest\n--\ncorpus\n"
    assert make("ingest", "REPLACE=yes").stdout == "ingest\n--allow-mass-delete\n--\ncorpus\n"
    assert make("serve").stdout == "serve\n--host\n127.0.0.1\n--port\n8300\n--owner\n"
