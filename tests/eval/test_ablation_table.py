"""The table of parts: means as `polycite eval` has them, times in turn, and its place in the README."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.ablation import PARTS, WHOLE, Variant
from eval.ablation_table import MARKS, MEASURES, NOTHING, Row, Timed, table, timings, values
from eval.marking import Marks
from polycite.ask import Asker
from polycite.errors import BadGold
from tests.eval.gold import answered
from tests.eval.reports import DAY, ask, kept, right, run_of, silent, wrong
from tests.polycite import conftest

shelf = conftest.shelf
README = Path(__file__).parents[2] / "eval/README.md"
PLACE = Marks("<!-- here -->", "<!-- there -->", "the table")


def test_values_are_means_with_the_wordings_of_a_triple_counted_once() -> None:
    triple = [right(f"t-{one}", triple="t") for one in range(2)]
    found = dict(zip(MEASURES, values(run_of(*triple, wrong("w"), silent())), strict=True))
    # The triple, the wrong one and the silent one: 1, 0 and 1.
    assert found["right"] == pytest.approx(2 / 3)
    assert found["key_facts"] == 1 / 2
    assert found["over_refusal"] == 0
    assert found["hallucination"] == 0


def test_across_languages_counts_the_questions_whose_evidence_is_in_another_language() -> None:
    far = right("far", language="en", question="How many days?")
    found = dict(zip(MEASURES, values(run_of(far, wrong("near"))), strict=True))
    assert found["recall@5 across"] == far.values["recall@5"]
    assert far.reach == "across languages"


def test_what_is_undefined_is_a_dash() -> None:
    found = values(run_of(kept()))
    assert dict(zip(MEASURES, found, strict=True))["recall@5"] is None
    assert f"| one | {NOTHING} | " in table([Row("one", found, Timed(1.0, 0.0))])


def test_a_row_has_its_values_and_its_time() -> None:
    lines = table([Row(WHOLE, (0.5,) * len(MEASURES), Timed(17.25, 0.0)), Row("less", (), Timed(15.0, -2.25))])
    assert lines.splitlines()[2:] == [
        f"| {WHOLE} | {' | '.join(['0.500'] * len(MEASURES))} | 17.2 | +0.0 |",
        "| less | 15.0 | -2.2 |",
    ]


def test_every_question_is_asked_of_all_in_turn_and_the_first_takes_no_more_than_itself(
    shelf: Callable[..., Asker],
) -> None:
    asker, done = shelf(), list[tuple[int, int]]()
    both = [Variant("one", asker), Variant("other", asker)]
    questions = [ask(answered(f"q-{one}")) for one in range(3)]
    first, second = timings(both, questions, DAY, lambda count, of: done.append((count, of)))
    assert done == [(1, 3), (2, 3), (3, 3)]
    assert first.more == 0
    assert min(first.milliseconds, second.milliseconds) > 0


def test_a_table_goes_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(f"before\n{PLACE.begin}\nold\n{PLACE.end}\nafter\n", encoding="utf-8")
    assert PLACE.write(file, "new")
    assert file.read_text(encoding="utf-8") == f"before\n{PLACE.begin}\nnew\n{PLACE.end}\nafter\n"
    assert not PLACE.write(file, "new")


@pytest.mark.parametrize("text", ["", "<!-- here -->", "<!-- there --> <!-- here -->"])
def test_a_file_without_marks_in_order_is_named_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "README.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadGold) as caught:
        PLACE.write(file, "new")
    (said,) = caught.value.problems
    assert said == f"{file}: the table cannot be written: needs the lines <!-- here --> and <!-- there -->"
    assert file.read_text(encoding="utf-8") == text


def test_the_readme_has_a_row_for_every_part() -> None:
    _, _, rest = README.read_text(encoding="utf-8").partition(MARKS.begin)
    rows = [
        line.split(" | ")[0].removeprefix("| ") for line in rest.partition(MARKS.end)[0].splitlines() if "|" in line
    ]
    assert rows[2:] == [WHOLE, *(f"without {part}" for part in PARTS)], "run 'polycite eval ablation --write'"
