"""`polycite eval` as a user runs it: what it refuses, what it writes, and when it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.commands import app
from polycite.terminal import guarded
from tests.eval.gold import answered, write_gold
from tests.eval.small import PLAN, QUESTIONS, RULE, write_corpus

Complaint = Callable[..., tuple[int, str]]
Judge = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, prepared_model: Path) -> Path:
    """An operator's data folder with the model ready and no index."""
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(prepared_model.parent)
    return home


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold", {"x.jsonl": QUESTIONS}, PLAN)


@pytest.fixture
def complaint(
    gold: Path,
    corpus: Path,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Complaint:
    """The exit code and the words of a run in this process, which is as the command line makes it but starts sooner."""
    for name in [one for one in os.environ if one.startswith("POLYCITE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(home))
    monkeypatch.setattr(sys, "argv", ["polycite"])

    def run(*arguments: object) -> tuple[int, str]:
        own = ["--gold", gold, "--corpus", corpus, "--report", tmp_path / "report"]
        with pytest.raises(SystemExit) as left:
            guarded(lambda: app([*map(str, own), *map(str, arguments)]))
        assert isinstance(left.value.code, int)
        return left.value.code, capsys.readouterr().err

    return run


@pytest.fixture
def judge(gold: Path, corpus: Path, home: Path, tmp_path: Path) -> Judge:
    """A run in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        own = ["--gold", gold, "--corpus", corpus, "--report", tmp_path / "report"]
        command = [sys.executable, "-m", "eval", *map(str, own), *map(str, arguments)]
        environment = kept | {"POLYCITE_DATA_DIR": str(home)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)

    return run


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


# What is wrong with the gold questions


def test_malformed_gold_is_told_by_file_and_line(complaint: Complaint, gold: Path) -> None:
    write_gold(gold, {"x.jsonl": [answered("a"), "{no json", answered("b", evidence=[])]}, PLAN)
    code, said = complaint()
    assert code == 2
    assert said.splitlines()[0] == "polycite: 2 problems in the gold questions: correct, then run 'polycite gold check'"
    assert f"{gold}/x.jsonl:2: Invalid JSON" in said
    assert f"{gold}/x.jsonl:3: give exactly one of evidence, unanswerable and canary" in said


def test_an_id_given_twice_is_told_with_both_lines(complaint: Complaint, gold: Path) -> None:
    write_gold(gold, {"x.jsonl": [answered("a"), answered("a", question="Nog een?")]}, PLAN)
    code, said = complaint()
    assert code == 2
    assert f"{gold}/x.jsonl:2: id 'a' is that of {gold}/x.jsonl:1" in said


def test_a_folder_without_questions_is_named(complaint: Complaint, tmp_path: Path) -> None:
    code, said = complaint("--gold", tmp_path / "nowhere")
    assert code == 2
    assert f"{tmp_path}/nowhere: holds no questions (*.jsonl): name the folder with --gold" in said


def test_stale_evidence_is_told_by_file_and_line(complaint: Complaint, gold: Path) -> None:
    stale = answered("b", evidence=[[{"document": "nl/telewerk.txt", "quote": "Telewerk mag zelden, twee."}]])
    write_gold(gold, {"x.jsonl": [answered("a"), stale]}, PLAN)
    code, said = complaint("--no-compare")
    assert code == 2
    assert f"{gold}/x.jsonl:2: stale: nl/telewerk.txt does not say 'Telewerk mag zelden, twee.'" in said


def test_a_document_that_is_not_there_is_told_by_file_and_line(complaint: Complaint, gold: Path) -> None:
    gone = answered("b", evidence=[[{"document": "nl/weg.txt", "quote": RULE}]])
    write_gold(gold, {"x.jsonl": [answered("a"), gone]}, PLAN)
    code, said = complaint("--no-compare")
    assert code == 2
    assert f"{gold}/x.jsonl:2: no document nl/weg.txt in the index" in said


def test_a_split_without_questions_is_an_empty_run(complaint: Complaint, gold: Path, home: Path) -> None:
    code, said = complaint("--split", "train")
    assert code == 2
    assert f"{gold} has no question of train: name another --split, or another --gold" in said
    assert "ingesting" not in said


# What is wrong with the options


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--split", "dev"], "--split 'dev' is none of train, development, test"),
        (["--update-baseline"], "--update-baseline needs --reason TEXT"),
        (["--update-baseline", "--reason", " "], "--update-baseline needs --reason TEXT"),
        (["--update-baseline", "--reason", "x", "--split", "test"], "needs all splits and no --url"),
        (["--update-baseline", "--reason", "x", "--url", "http://127.0.0.1:1"], "needs all splits and no --url"),
        (["--update-baseline", "--reason", "x", "--baseline", "."], "--baseline . is a folder"),
        (["--reason", "x"], "--reason is for --update-baseline"),
        (
            ["--report", "/dev/null/report", "--no-compare"],
            "--report /dev/null/report cannot be made (Not a directory)",
        ),
    ],
)
def test_options_that_make_no_sense_are_refused(complaint: Complaint, arguments: list[str], named: str) -> None:
    code, said = complaint(*arguments)
    assert (code, named in " ".join(said.split())) == (2, True), said
    assert "ingesting" not in said


def test_a_report_that_could_not_be_drawn_is_told_before_anything_is_asked(
    complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "junitparser", None)
    code, said = complaint("--no-compare")
    assert code == 5
    assert "the report needs junitparser: run \"pip install 'polycite[eval]'\"" in said
    assert "ingesting" not in said


@pytest.mark.parametrize("url", ["localhost:8300", "ftp://127.0.0.1", "http://", "http://[::1"])
def test_a_url_that_is_no_address_is_refused(complaint: Complaint, url: str) -> None:
    code, said = complaint("--no-compare", "--url", url)
    assert code == 2
    assert f"--url {url!r} is no address: write http://HOST:PORT" in said


def test_a_deployment_that_does_not_answer_is_unavailable(complaint: Complaint) -> None:
    code, said = complaint("--no-compare", "--url", "http://127.0.0.1:1")
    assert code == 5
    assert "--url http://127.0.0.1:1 does not answer GET /v1/documents" in said
    assert "start it with 'polycite serve', or check the address" in said


@pytest.mark.parametrize(
    ("peer", "why"),
    [
        ("eval.plain", "no function"),
        ("nowhere:dense", "no module 'nowhere'"),
        ("nowhere.at.all:dense", "No module named 'nowhere'"),
        (":dense", "no module ''"),
        ("eval.plain:", "no module 'eval.plain'"),
    ],
)
def test_a_peer_that_is_not_there_is_refused_before_anything_is_asked(
    complaint: Complaint, peer: str, why: str
) -> None:
    code, said = complaint("--no-compare", "--peer", peer)
    assert code == 2
    assert f"--peer {peer!r} cannot be loaded ({why}): write MODULE:FUNCTION" in said
    assert "ingesting" not in said


def test_without_an_accepted_run_there_is_nothing_to_compare_with(complaint: Complaint, gold: Path) -> None:
    code, said = complaint()
    assert code == 2
    assert f"{gold.parent}/baseline.json is not there: accept a run with --update-baseline --reason TEXT" in said


@pytest.mark.parametrize("held", ["", "[]", '{"accepted": "2026-11-21"}', "\xff"])
def test_a_file_that_is_no_accepted_run_is_named(complaint: Complaint, gold: Path, held: str) -> None:
    (gold.parent / "baseline.json").write_bytes(held.encode("latin-1"))
    code, said = complaint()
    assert code == 2
    assert f"{gold.parent}/baseline.json" in said
    assert "--update-baseline --reason TEXT" in said


# What a run does


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
