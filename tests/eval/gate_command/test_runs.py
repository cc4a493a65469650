"""What a run of `polycite eval` writes, what it accepts, and when it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.eval.gate_command.running import Judge
from tests.eval.gold import answered, write_gold
from tests.eval.small import PLAN


def baseline_of(gold: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((gold.parent / "baseline.json").read_text(encoding="utf-8"))
    return read


def better_once(gold: Path) -> None:
    """Change the accepted run: every question was right, and every value 1."""
    kept = baseline_of(gold)
    for one in kept["questions"].values():
        one["right"] = True
        one["values"] = {name: None if value is None else 1.0 for name, value in one["values"].items()}
    (gold.parent / "baseline.json").write_text(json.dumps(kept), encoding="utf-8")


def test_accepting_a_run_keeps_it_and_the_same_again_passes(judge: Judge, gold: Path) -> None:
    done = judge("--update-baseline", "--reason", " the first run ")
    assert done.returncode == 0, done.stderr
    assert f"accepted as {gold.parent}/baseline.json: commit it with its reason" in done.stdout
    kept = baseline_of(gold)
    assert kept["reason"] == "the first run"
    assert sorted(kept["questions"]) == ["absent-1", "canary-1", "leave-1", "pay-1", "telework-1"]
    assert kept["questions"]["telework-1"]["right"] is True
    assert kept["questions"]["telework-1"]["places"][0].startswith("nl/telewerk.txt")
    (line,) = (gold.parent / "history.jsonl").read_text(encoding="utf-8").splitlines()
    history = json.loads(line)
    assert (history["reason"], history["questions"]) == ("the first run", 5)
    assert history["means"]["recall@5"] == 1.0

    again = judge()
    assert again.returncode == 0, again.stderr
    assert "5 questions of train, development, test, asked of polycite" in again.stdout
    assert "0 won" in again.stdout
    assert "0 lost" in again.stdout
    assert "Passed:" in again.stdout
    assert baseline_of(gold) == kept


def test_a_run_that_fell_exits_7_and_names_the_questions_lost(judge: Judge, gold: Path, tmp_path: Path) -> None:
    asked = [answered(f"worse-{n}", question=f"Wie wint een laptop in {n}?") for n in range(14)]
    write_gold(gold, {"x.jsonl": asked}, PLAN)
    assert judge("--update-baseline", "--reason", "to be changed").returncode == 0
    better_once(gold)
    done = judge("--split", "development")
    assert done.returncode == 7, done.stderr
    assert f"14 lost: {', '.join(sorted(str(one['id']) for one in asked))}" in done.stdout
    assert "Failed:" in done.stdout
    assert f"report: {tmp_path}/report/report.html" in done.stdout
    told = json.loads((tmp_path / "report" / "results.json").read_text(encoding="utf-8"))
    assert told["verdict"]["outcome"] == "fail"
    assert len(told["comparison"]["lost"]) == 14
    written = sorted(file.name for file in (tmp_path / "report").iterdir())
    assert written == ["junit.xml", "report.html", "report.md", "results.json"]


def test_an_accepted_run_that_shares_no_question_fails_unless_nothing_is_compared(judge: Judge, gold: Path) -> None:
    assert judge("--update-baseline", "--reason", "first").returncode == 0
    write_gold(gold, {"x.jsonl": [answered("other", question="Hoeveel dagen telewerk per week?")]}, PLAN)
    done = judge()
    assert done.returncode == 7, done.stderr
    assert "Failed: the accepted run asked none of these questions as they are now" in done.stdout
    assert judge("--no-compare").returncode == 0


def test_a_peer_that_fails_half_way_leaves_our_run_and_its_exit_code(judge: Judge, tmp_path: Path) -> None:
    done = judge("--no-compare", "--peer", "tests.eval.made_peers:stopping", "--peer", "tests.eval.made_peers:nothing")
    assert done.returncode == 0, done.stderr
    assert "5 questions of train, development, test, asked of polycite" in done.stdout
    said = "the peer tests.eval.made_peers:{} failed and is not compared with: {}"
    stopped = "it stops at telework-1 (ConnectionError: lost documents"
    lines = " ".join(done.stdout.split())
    assert said.format("stopping", stopped) in lines
    assert said.format("nothing", "--peer 'tests.eval.made_peers:nothing' cannot be loaded (") in lines
    # Markdown's own signs are escaped.
    written = (tmp_path / "report" / "report.md").read_text("utf-8").replace("\\", "")
    assert "the peer tests.eval.made_peers:stopping failed" in written


def test_a_run_that_breaks_a_hard_rule_is_never_accepted(judge: Judge, gold: Path) -> None:
    """Nothing said in this question stands in its document, so the search by words brings nothing in Dutch."""
    write_gold(gold, {"x.jsonl": [answered(question="Thuisarbeid?")]}, PLAN)
    done = judge("--update-baseline", "--reason", "all is well")
    assert done.returncode == 7, done.stdout + done.stderr
    assert "missing_view: the run: the view 'terms nl' brought no candidate" in done.stdout
    assert f"not accepted: {gold.parent}/baseline.json is as it was" in done.stderr
    assert not (gold.parent / "baseline.json").exists()
    assert not (gold.parent / "history.jsonl").exists()
