"""The command as a user runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from eval.commands import machine


def run(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "POLYCITE_DATA_DIR": str(data)}
    command = [sys.executable, "-m", "eval", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_search_race_runs_from_the_command_line(tmp_path: Path) -> None:
    done = run("bench", "--quick", "--only", "searching", "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    race, alone = told["findings"]
    assert race["measure"] == "dense and term search among 300 passages, one language, p50"
    assert len(race["peer"]) == len(race["ours"]) == told["repeats"] == 1
    assert race["ratio"] == race["peer"][0] / race["ours"][0]
    assert alone["peer"] == []
    assert "synthetic passages" in done.stderr
    assert not (tmp_path / "bench" / "synthetic").exists()


def test_a_missing_file_of_questions_is_named(tmp_path: Path) -> None:
    done = run("bench", "--ask", "nowhere.txt", data=tmp_path)
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr


def test_the_machine_is_told_with_versions() -> None:
    assert f"{os.cpu_count()} cores" in machine()
    assert "onnxruntime 1" in machine()


def test_the_command_starts_without_what_only_a_peer_or_the_report_needs() -> None:
    heavy = "psutil torch llama_index qdrant_client qdrant_edge onnxruntime ingest docx matplotlib jinja2 junitparser"
    script = f"import sys, eval.commands; print([one for one in {heavy!r}.split() if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
