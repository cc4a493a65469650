from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.followups import CASES, FollowUp, Outcome, load_cases, told
from eval.suite import load_suite
from polycite.errors import BadGold
from polycite.followup import leans, resolved
from polycite.language import language_of
from polycite.model import LANGUAGES

ROOT = Path(__file__).parents[2]
CASE = FollowUp(
    id="nl-a", history=("Hoeveel dagen telewerk?",), question="En halftijds?", documents=("a",), says=("1",)
)


def test_there_are_five_cases_in_each_language() -> None:
    cases = load_cases()
    assert Counter(one.id[:2] for one in cases) == dict.fromkeys(LANGUAGES, 5)
    assert len({one.id for one in cases}) == 15


def test_every_case_names_documents_of_the_corpus() -> None:
    assert [path for one in load_cases() for path in one.documents if not (ROOT / "corpus" / path).is_file()] == []


def test_every_case_is_read_together_with_an_earlier_question() -> None:
    for one in load_cases():
        read = resolved(one.question, None, one.history)
        assert read.earlier, one.id
        assert read.language == one.id[:2]


def test_no_question_of_the_training_or_development_gold_seems_to_lean_on_another() -> None:
    questions = load_suite(ROOT / "eval" / "gold").of({"train", "development"})
    assert len(questions) > 400
    assert [one.question for one in questions if leans(one.question, language_of(one.question))] == []


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    odd = tmp_path / "odd.jsonl"
    odd.write_text(CASES.read_text(encoding="utf-8").splitlines()[0] + '\n{"id": "nl-b"}\n', encoding="utf-8")
    with pytest.raises(BadGold, match=r"odd\.jsonl:2"):
        load_cases(odd)


def test_the_table_sums_both_ways_by_language() -> None:
    table = told([Outcome(CASE, False, False, False)], [Outcome(CASE, True, True, True)])
    cells = [list(column.cells) for column in table.columns]
    assert [column[0] for column in cells] == [
        "Hoeveel dagen telewerk? / En halftijds?", "declined", "no", "yes", "yes",
    ]  # fmt: skip
    assert [column[-1] for column in cells] == ["all of 1", "0", "0", "1", "1"]
