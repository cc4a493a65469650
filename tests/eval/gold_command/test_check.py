"""`polycite gold check` as a user runs it, and what each command says of folders that are not as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.eval.gold import answered, canary, write_gold
from tests.eval.gold_command.running import Run, said


def test_check_ingests_the_corpus_apart_and_counts_what_is_well(
    run: Run, gold: Path, corpus: Path, environment: dict[str, str]
) -> None:
    done = run("check", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 0, done.stderr
    assert "3 questions, 1 with evidence" in done.stdout
    assert f"{gold}: well, on 3 documents of {corpus}" in done.stdout
    assert "look: family 'telework' has 2 questions, fewer than 12" in said(done)
    home = Path(environment["POLYCITE_DATA_DIR"])
    assert (home / "eval/index").is_dir()
    assert not (home / "index").exists()


def test_check_tells_each_problem_on_its_line_and_exits_2(run: Run, gold: Path, corpus: Path) -> None:
    stale = answered("b", evidence=[[{"document": "nl/telewerk.txt", "quote": "Telewerk mag nooit."}]])
    leaky = canary(canary={"document": "en/pay.txt", "tokens": ["een"]})
    write_gold(gold, {"x.jsonl": [answered("a"), stale, leaky]}, None)
    done = run("check", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 2
    assert said(done) == [
        "polycite: 3 problems in the gold questions: correct, then run 'polycite gold check'",
        f"{gold}/x.jsonl:2: stale: nl/telewerk.txt does not say 'Telewerk mag nooit.'",
        f"{gold}/x.jsonl:2: key fact twee is not in the quotation of nl/telewerk.txt",
        f"{gold}/x.jsonl:3: stale: en/pay.txt does not say 'een'",
    ]


def test_an_empty_folder_is_named_before_anything_is_ingested(run: Run, tmp_path: Path) -> None:
    done = run("check", "--gold", tmp_path, "--corpus", tmp_path / "nowhere")
    assert done.returncode == 2
    assert f"{tmp_path}: holds no questions (*.jsonl): name the folder with --gold" in said(done)


@pytest.mark.parametrize("command", ["add --question Wie? --unanswerable out_of_domain", "split"])
def test_a_file_in_place_of_the_folder_is_named(run: Run, gold: Path, tmp_path: Path, command: str) -> None:
    done = run(*command.split(), "--gold", gold / "x.jsonl", "--corpus", tmp_path / "nowhere")
    assert done.returncode == 2
    assert said(done)[1:] == [f"{gold}/x.jsonl: is no folder: name the folder of the questions with --gold"]


def test_a_corpus_that_is_not_there_is_named(run: Run, gold: Path, tmp_path: Path) -> None:
    done = run("check", "--gold", gold, "--corpus", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "nowhere cannot be ingested" in done.stderr
