from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console

from polycite import trace_tables
from polycite.answer import Question
from polycite.ask import Asker
from polycite.bridges import Bridges
from polycite.explaining import explain
from polycite.explanation import Explanation
from polycite.model import ANONYMOUS, Scope
from polycite.replay import Replayed

Shelf = Callable[..., Asker]
QUESTION = "Op hoeveel dagen per week is telewerk toegestaan?"


def printed(show: Callable[[Console], None], width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    show(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def traced(asker: Asker, text: str = QUESTION, **scope: object) -> Explanation:
    answer = asker.ask(Question(text, Scope(ANONYMOUS, **scope)))  # type: ignore[arg-type]
    return explain(answer, asker.phrases.analysers, asker.today())


def shown(told: Explanation, width: int = 100) -> str:
    return printed(lambda console: trace_tables.explanation(told, console), width)


def test_every_stage_has_its_heading(shelf: Shelf) -> None:
    said = shown(traced(shelf()))
    headings = [line.split(" ", 1)[1] for line in said.splitlines() if line[:1].isdigit() and line[1:2] == " "]
    assert [one.split(",")[0] for one in headings if one[0].isupper()] == [
        "Question", "Terms", "Candidates", "Ranking", "Sentences", "Choice", "Answer or decline", "Answer",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [80, 100, 120])
def test_no_table_is_wider_than_the_terminal(shelf: Shelf, width: int) -> None:
    bridges = Bridges({("nl", "en"): {"telewerk": (("telework", 0.5), ("working from home", 0.4), ("homework", 0.3))}})
    told = traced(shelf(bridges=bridges))
    tables = shown(told, width).partition("8 Answer")[0]
    assert max(len(line) for line in tables.splitlines()) <= width
    assert "telework 0.50" in tables


def test_the_sentence_quoted_is_marked_with_what_spoke_for_it(shelf: Shelf) -> None:
    lines = shown(traced(shelf())).splitlines()
    (line,) = [one for one in lines if "1st" in one]
    assert "Telewerk is toegestaan op twee dagen per week." in line
    assert any("told" in one and "→" in one for one in lines)


def test_a_decline_shows_why(shelf: Shelf) -> None:
    said = shown(traced(shelf(), documents=("nowhere",)))
    assert "declined: nothing was found within what was asked for" in said
    assert "none: declined" in said


def test_text_from_outside_steers_no_terminal(shelf: Shelf) -> None:
    said = shown(traced(shelf(), "telewerk [red]\x1b[31m per week"))
    assert "\x1b" not in said
    assert "[red]" in said


def test_a_replay_says_that_the_same_answer_came() -> None:
    told = Replayed(True, (), "g7", "Hoeveel?", "Drie.", "Drie.")
    assert "the same answer on generation g7" in printed(lambda console: trace_tables.replayed(told, console))


def test_a_replay_that_differs_shows_both_answers_and_the_stages() -> None:
    told = replace(Replayed(True, (), "g7", "Hoeveel?", "Drie.", "Twee."), same=False, differs=("views", "answer"))
    said = printed(lambda console: trace_tables.replayed(told, console))
    assert "another answer" in said
    assert "before: Drie.\nnow:    Twee." in said
    assert "stages that differ: views, answer" in said
