"""A mistake has its exit code and one clear line, and a reader that leaves makes none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.commands.running import Run


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ask", "telewerk"], 3, "polycite ingest"),
        (["ask", "   "], 2, "empty"),
        (["ask", "telewerk", "--language", "de"], 2, "auto, nl, fr, en"),
        (["ask", "telewerk", "--as-of", "yesterday"], 2, "YYYY-MM-DD"),
        (["ask", "telewerk", "--k", "0"], 2, "--k"),
        (["status"], 3, "polycite ingest"),
        (["terms", "telewerk"], 3, "polycite ingest"),
        (["ask", "telewerk", "--as-of", "20260101"], 2, "YYYY-MM-DD"),
        (["explain"], 2, "--replay FILE"),
        (["explain", "telewerk"], 3, "polycite ingest"),
        (["explain", "--replay", "no/such/trace.json"], 2, "cannot be read"),
        (["search", "telewerk", "--in", "auto"], 2, "--in auto"),
        (["ingest", "no/such/folder"], 2, "does not exist"),
        (["serve", "--host", ""], 2, "--host is empty"),
    ],
)
def test_a_mistake_has_its_exit_code_and_one_clear_line(
    run: Run, tmp_path: Path, prepared_model: Path, arguments: Sequence[str], code: int, says: str
) -> None:
    if arguments[0] == "ingest":
        (tmp_path / "models").symlink_to(prepared_model.parent)
    done = run(*arguments, data=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_reader_that_leaves_early_is_no_error(home: Path, options: list[str]) -> None:
    command = [sys.executable, "-m", "polycite", "search", "cluster", *options]
    environment = {**os.environ, "POLYCITE_DATA_DIR": str(home)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (0, "")


def test_an_unknown_setting_is_refused_by_name(home: Path) -> None:
    environment = {**os.environ, "POLYCITE_DATA_DIR": str(home), "POLYCITE_DEPHT": "3"}
    done = subprocess.run(
        [sys.executable, "-m", "polycite", "status"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "POLYCITE_DEPHT" in done.stderr
