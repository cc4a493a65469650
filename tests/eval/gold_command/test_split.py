"""`polycite gold split` as a user runs it, and the table of what each split covers."""

from __future__ import annotations

from pathlib import Path

from tests.eval.gold_command.documents import PLAN
from tests.eval.gold_command.running import Run, said


def test_no_split_is_made_of_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("split", "--gold", tmp_path / "godl", "--corpus", tmp_path / "nowhere")
    assert done.returncode == 2
    named = f"{tmp_path}/godl: is not there: add a first question with 'polycite gold add', or correct --gold"
    assert said(done)[1:] == [named]
    assert not (tmp_path / "godl").exists()


def test_split_assigns_the_new_family_and_keeps_the_others(run: Run, gold: Path, corpus: Path) -> None:
    done = run("split", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 0, done.stderr
    assert "3 groups, 1 new" in done.stdout
    text = (gold / "splits.toml").read_text(encoding="utf-8")
    assert '[groups.telework]\nfamilies = ["telework"]\nsplit = "train"' in text
    assert "[groups.leave]" in text


def test_split_makes_a_plan_where_there_is_none(run: Run, gold: Path, corpus: Path) -> None:
    (gold / "splits.toml").unlink()
    assert "splits.toml: is not there: run 'polycite gold split'" in run("check", "--gold", gold).stderr
    done = run("split", "--gold", gold, "--corpus", corpus, "--day", "2026-11-21")
    assert "3 groups, 3 new" in done.stdout
    assert run("check", "--gold", gold, "--corpus", corpus).returncode == 0
    assert "'morgen' is not a day: write YYYY-MM-DD" in run("split", "--gold", gold, "--day", "morgen").stderr


def test_split_refuses_to_part_what_belongs_together(run: Run, gold: Path, corpus: Path) -> None:
    (gold / "splits.toml").write_text(PLAN.replace('seed = "1"', 'seed = "1"\njoined = [["pay", "telework"]]'))
    before = (gold / "splits.toml").read_text()
    done = run("split", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 2
    assert "families that belong together are in more than one split: pay (test), telework (train)" in done.stderr
    assert (gold / "splits.toml").read_text() == before


def test_split_leaves_a_plan_alone_that_it_cannot_read(run: Run, gold: Path, corpus: Path) -> None:
    (gold / "splits.toml").write_text("day = ")
    done = run("split", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 2
    assert f"{gold}/splits.toml: cannot be read: Invalid value (at end of document)" in said(done)
    assert (gold / "splits.toml").read_text() == "day = "


def test_coverage_is_printed_or_written(run: Run, gold: Path, tmp_path: Path) -> None:
    assert "| telework | train | 2 |" in run("coverage", "--gold", gold).stdout
    readme = tmp_path / "README.md"
    readme.write_text("<!-- coverage: written by 'polycite gold coverage --write' -->\n<!-- end of coverage -->\n")
    written = ("coverage", "--gold", gold, "--write", "--readme", readme)
    assert run(*written).stdout == f"{readme}: updated\n"
    assert "| telework | train | 2 |" in readme.read_text()
    assert run(*written).stdout == f"{readme}: was up to date\n"
