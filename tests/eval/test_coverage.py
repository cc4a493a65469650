"""The table of coverage counts what there is, and the README has the one of the committed gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.counts import counts, overlap
from eval.coverage import MARKS, table, write
from eval.plan import Plan
from eval.questions import GoldQuestion
from eval.suite import Placed, Suite, load_suite
from polycite.errors import BadGold
from tests.eval.gold import Line, absent, answered, canary
from tests.eval.shelves import shelf

CHECKOUT = Path(__file__).parents[2]
BEGIN, END = MARKS.begin, MARKS.end
GROUPS = {
    "telework": {"families": ["telework", "telework-2022"], "split": "train", "why": "newer"},
    "pay": {"families": ["pay"], "split": "test", "why": "alone"},
}
PLAN = Plan.model_validate({"day": "2026-11-21", "seed": "1", "groups": GROUPS})


def suite(*lines: Line) -> Suite:
    questions = [GoldQuestion.model_validate(line) for line in lines]
    return Suite(tuple(Placed(one, "x.jsonl", at) for at, one in enumerate(questions, 1)), PLAN, "")


FOUR = (answered("a"), answered("b", language="fr", type="date"), absent("c"), canary("d"))


def test_families_are_counted_by_language_kind_and_split() -> None:
    rows = table(suite(*FOUR)).splitlines()
    assert "| telework | train | 3 | 2 | 1 | 0 | 1 | 2 | 1 | 0 |" in rows
    assert "| pay | test | 1 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |" in rows
    assert "| **all** |  | 4 | 2 | 1 | 1 | 1 | 2 | 1 | 1 |" in rows


def test_kinds_are_counted_by_language_and_split() -> None:
    rows = table(suite(*FOUR)).splitlines()
    assert "| figure | 1 | 1 | 0 | 0 | 1 | 0 | 0 |" in rows
    assert "| canary | 1 | 0 | 0 | 1 | 0 | 0 | 1 |" in rows
    assert "| **all** | 4 | 2 | 1 | 1 | 3 | 0 | 1 |" in rows


def test_questions_out_of_domain_have_a_row_of_their_own() -> None:
    outside = suite(*FOUR, absent("e", "out_of_domain"))
    assert "| out-of-domain | each its own | 1 | 1 | 0 | 0 | 0 | 0 | 1 | 0 |" in table(outside).splitlines()
    assert "out-of-domain" not in table(suite(*FOUR))


def test_a_table_goes_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# Before\n\n{BEGIN}\nold\n{END}\n\nAfter\n")
    assert write(readme, suite(*FOUR))
    assert readme.read_text() == f"# Before\n\n{BEGIN}\n{table(suite(*FOUR))}\n{END}\n\nAfter\n"
    assert not write(readme, suite(*FOUR))


def test_a_readme_without_marks_is_named(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{END} {BEGIN}")
    with pytest.raises(BadGold) as caught:
        write(readme, suite(*FOUR))
    assert caught.value.problems == (
        f"{readme}: the table of coverage cannot be written: needs the lines {BEGIN} and {END}",
    )
    with pytest.raises(BadGold, match="nowhere"):
        write(tmp_path / "nowhere", suite(*FOUR))


def test_the_readme_has_the_table_of_the_committed_gold() -> None:
    readme = (CHECKOUT / "eval/README.md").read_text(encoding="utf-8")
    now = table(load_suite(CHECKOUT / "eval/gold"))
    assert MARKS.put(readme, now) == readme, "run 'polycite gold coverage --write'"


def test_overlap_is_the_share_of_content_words_that_stand_in_the_evidence() -> None:
    # Of bedraagt, verlof, ambtenaar and jaar two stand there; `het` and `een` say nothing.
    quote = {"document": "nl/a.txt", "quote": "Het verlof is 26 dagen per jaar."}
    line = answered(question="Bedraagt het verlof een ambtenaar jaar?", evidence=[[quote]])
    assert overlap(GoldQuestion.model_validate(line)) == 2 / 4


def test_overlap_is_undefined_without_evidence_in_the_same_language() -> None:
    french = answered(language="fr", question="Combien de jours ?")
    assert overlap(GoldQuestion.model_validate(french)) is None
    assert overlap(GoldQuestion.model_validate(absent())) is None


def test_counts_tell_what_there_is_and_what_is_thin() -> None:
    told = counts(suite(*FOUR, absent("e", "out_of_domain")), shelf())
    assert told.lines[0] == "5 questions, 2 with evidence"
    assert "languages: nl 3, fr 1, en 1" in told.lines
    assert "unanswerable: 2 (near_domain 1, false_premise 0, out_of_domain 1)" in told.lines
    assert "evidence in another language: 1 of 2, 50%" in told.lines
    assert "triples: 0" in told.lines
    assert "canaries: 1" in told.lines
    assert "family 'telework' has 3 questions, fewer than 12" in told.warnings
    assert "family 'leave' has 0 questions, fewer than 12" in told.warnings
    assert not any("out-of-domain" in one for one in told.warnings)


def test_questions_copied_from_the_text_are_told() -> None:
    copied = answered("a", question="Telewerk twee dagen per week?")
    told = counts(suite(copied), shelf())
    assert "the median question shares 1.00 of its words with its evidence, more than 0.3" in told.warnings
    none = counts(suite(absent()), shelf())
    assert not any("median question" in one for one in none.warnings)
    assert any(line.endswith("undefined, no question has evidence in its own language") for line in none.lines)
