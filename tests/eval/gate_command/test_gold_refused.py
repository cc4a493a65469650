"""What `polycite eval` says of gold questions that are not as they should be."""

from __future__ import annotations

from pathlib import Path

from tests.eval.gate_command.running import Complaint
from tests.eval.gold import answered, write_gold
from tests.eval.small import PLAN, RULE


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
