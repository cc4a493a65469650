"""A run asks every question that can be asked, on its own day, and says what kept it from the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eval.files import Files
from eval.judging import Fault
from eval.questions import GoldQuestion
from eval.run import EmptyRun, Run, run
from eval.systems import Given
from polycite.terminal import exit_code
from tests.eval.gold import absent, answered, canary
from tests.eval.reports import DAY, QUOTE, ask, gave, right, run_of
from tests.eval.scripted import Scripted

ALL = [f"{view} {language}" for view in ("passage", "sentence", "terms") for language in ("nl", "fr")]
FRENCH = [[{"document": "fr/teletravail.txt", "quote": "Le télétravail est permis deux jours par semaine."}]]


def done(system: Scripted, *questions: GoldQuestion, told: list[tuple[int, int]] | None = None) -> Run:
    heard: list[tuple[int, int]] = [] if told is None else told
    return run(system, questions, ("development",), DAY, Files(Path("nowhere")), lambda *counted: heard.append(counted))


def seeing(*views: str) -> Given:
    return gave(QUOTE, views=frozenset(views))


def test_every_question_is_asked_in_order_with_the_day_of_the_suite() -> None:
    past = date(2024, 3, 1)
    system, told = Scripted(is_verbatim=False), list[tuple[int, int]]()
    made = done(system, ask(answered("a")), ask(answered("b", type="as_of", as_of=str(past))), told=told)
    assert [one.question.id for one in made.judged] == ["a", "b"]
    assert told == [(1, 2), (2, 2)]
    assert (made.system, made.splits, made.day) == ("scripted", ("development",), DAY)
    # Each is told the day of the suite, and itself prefers the one its question names.
    assert system.asked == {"a": DAY, "b": DAY}


def test_questions_of_groups_it_does_not_know_are_skipped_and_named() -> None:
    made = done(Scripted(), ask(answered("a")), ask(answered("b", groups=["hr"])))
    assert ([one.question.id for one in made.judged], made.skipped) == (["a"], ("b",))
    knows = Scripted(groups=frozenset({"public", "hr"}))
    assert done(knows, ask(answered("a")), ask(answered("b", groups=["hr"]))).skipped == ()


@pytest.mark.parametrize("questions", [(), (ask(answered(groups=["hr"])),)])
def test_a_run_of_nothing_is_wrong_usage_and_measures_nothing(questions: tuple[GoldQuestion, ...]) -> None:
    with pytest.raises(EmptyRun) as caught:
        done(Scripted(), *questions)
    assert str(caught.value).startswith(f"scripted can be asked none of {len(questions)} questions of development")
    assert exit_code(caught.value) == 2


def missing(made: Run) -> list[str]:
    assert {(one.kind, one.question) for one in made.faults} <= {("missing_view", None)}
    return [one.what.split("'")[1] for one in made.faults]


def both(*views: str) -> Run:
    """A Dutch question with evidence in Dutch, and one with evidence in French."""
    questions = [ask(answered("a")), ask(answered("b", evidence=FRENCH))]
    return done(Scripted({"a": seeing(*views), "b": seeing()}, is_verbatim=False), *questions)


def test_a_view_that_brought_nothing_in_a_language_is_a_fault_of_the_run() -> None:
    assert missing(both(*ALL)) == []
    made = both("passage nl", "passage fr", "sentence nl")
    assert missing(made) == ["sentence fr", "terms nl"]
    assert made.faults[0].what == "the view 'sentence fr' brought no candidate to any of 2 questions"


def test_terms_are_expected_only_where_somebody_asked_in_the_language_of_the_evidence() -> None:
    assert missing(both(*(one for one in ALL if one != "terms fr"))) == []


def test_one_question_is_enough_for_a_view_to_be_there() -> None:
    first, second = seeing(*(one for one in ALL if one != "terms nl")), seeing("terms nl")
    system = Scripted({"a": first, "b": second}, is_verbatim=False)
    assert missing(done(system, ask(answered("a")), ask(answered("b")))) == []


def test_a_system_that_says_nothing_of_views_and_questions_without_evidence_miss_none() -> None:
    assert missing(done(Scripted(), ask(answered()))) == []
    assert missing(done(Scripted({"absent-1": seeing()}, is_verbatim=False), ask(absent()))) == []


def test_all_faults_are_those_of_the_run_and_of_its_questions() -> None:
    gone, leak = Fault("missing_view", None, "gone"), Fault("leak", "c", "shows")
    made = run_of(right("a"), replace(right("c"), faults=(leak,)), faults=[gone])
    assert made.all_faults == (gone, leak)


def test_what_the_second_reader_found_is_counted_over_all_quotations_with_a_page() -> None:
    found = [replace(right("a"), seconded=(True, False)), replace(right("b"), seconded=(True,)), right("c")]
    assert run_of(*found).seconded == (2, 3)
    assert run_of(right("a")).seconded == (0, 0)


def test_a_leak_is_a_fault_of_its_question() -> None:
    made = done(Scripted({"canary-1": gave("4 321 euros")}, is_verbatim=False), ask(canary()))
    assert [(one.kind, one.question) for one in made.all_faults] == [("leak", "canary-1")]
