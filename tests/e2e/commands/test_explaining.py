"""`polycite explain` shows the way to an answer, and goes it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.commands.running import Run


@pytest.mark.usefixtures("indexed")
def test_a_trace_replays_to_the_same_answer_in_another_process(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "trace.json"
    kept.write_text(run("explain", "Hoe lang krijgt een cluster steun?", "--json").stdout, encoding="utf-8")
    done = run("explain", "--replay", str(kept), "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["same"], told["differs"]) == (0, True, [])


@pytest.mark.usefixtures("indexed")
def test_a_replay_that_differs_exits_1_and_a_missing_generation_3(run: Run, tmp_path: Path) -> None:
    trace = json.loads(run("explain", "Hoe lang krijgt een cluster steun?", "--json").stdout)
    other, gone = tmp_path / "other.json", tmp_path / "gone.json"
    other.write_text(json.dumps({**trace, "answer": {**trace["answer"], "text": "Nooit."}}), encoding="utf-8")
    gone.write_text(json.dumps({**trace, "index": {**trace["index"], "generation": "g0"}}), encoding="utf-8")
    differs, missing = run("explain", "--replay", str(other)), run("explain", "--replay", str(gone))
    assert (differs.returncode, missing.returncode, missing.stdout) == (1, 3, "")
    assert "Nooit." in differs.stdout
    assert "generation g0" in missing.stderr


@pytest.mark.usefixtures("indexed")
def test_explain_shows_the_way_to_an_answer(run: Run) -> None:
    said = run("explain", "Hoe lang krijgt een cluster steun?").stdout
    assert [stage for stage in ("1 Question", "4 Ranking", "8 Answer") if stage not in said] == []
    assert max(len(line) for line in said.partition("8 Answer")[0].splitlines()) <= 100
    assert "\x1b" not in said
