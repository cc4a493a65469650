from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from polycite.answer import Question
from polycite.ask import Asker
from polycite.errors import BadQuestion, GenerationGone
from polycite.explaining import explain
from polycite.explanation import Explanation
from polycite.model import ANONYMOUS, Principal, Scope
from polycite.replay import read_trace, replay, written

Shelf = Callable[..., Asker]
QUESTION = "Op hoeveel dagen per week is telewerk toegestaan?"
STAFF = Principal("an", frozenset({"public", "hr"}))


def traced(asker: Asker, question: str = QUESTION, principal: Principal = ANONYMOUS, *history: str) -> Explanation:
    answer = asker.ask(Question(question, Scope(principal), history=history))
    return explain(answer, asker.phrases.analysers, asker.today())


def test_a_trace_written_and_read_is_the_same_to_the_last_digit(shelf: Shelf, tmp_path: Path) -> None:
    told = traced(shelf())
    (tmp_path / "trace.json").write_bytes(written(told, indent=2))
    assert read_trace(tmp_path / "trace.json") == told


def test_a_trace_replays_to_the_same_answer_in_every_stage(shelf: Shelf) -> None:
    asker = shelf()
    told = replay(asker, traced(asker), ANONYMOUS)
    assert (told.same, told.differs, told.before) == (True, (), told.now)


def test_a_follow_up_replays_with_its_history(shelf: Shelf) -> None:
    asker = shelf()
    trace = traced(asker, "En hoe lang?", ANONYMOUS, QUESTION)
    assert trace.question.read_as != trace.question.text
    assert replay(asker, trace, ANONYMOUS).differs == ()


def test_a_trace_is_replayed_as_on_its_own_day(shelf: Shelf) -> None:
    asker = shelf(facts={"nl/telewerk.txt": {"valid_to": date(2026, 12, 31)}})
    later = replace(asker, today=lambda: date(2030, 1, 1))
    trace = traced(asker)
    assert traced(later).answer != trace.answer
    assert replay(later, trace, ANONYMOUS).same


def test_an_answer_that_was_another_is_told_with_both(shelf: Shelf) -> None:
    asker = shelf()
    trace = traced(asker)
    forged = replace(trace, answer=replace(trace.answer, text="Telewerk is verboden."))
    told = replay(asker, forged, ANONYMOUS)
    assert (told.same, told.differs, told.before) == (False, ("answer",), "Telewerk is verboden.")
    assert told.now == trace.answer.text


def test_a_generation_that_is_gone_is_named_with_the_live_one(shelf: Shelf) -> None:
    asker = shelf()
    trace = traced(asker)
    with asker.library.rebuild(asker.embedder.fingerprint, 64, "shelf"):
        pass
    live = asker.index().generation.id
    with pytest.raises(GenerationGone, match=f"generation {trace.index.generation}, and the live one is {live}"):
        replay(asker, trace, ANONYMOUS)


def test_a_trace_gives_nobody_what_they_may_not_read(shelf: Shelf) -> None:
    asker = shelf(facts={"nl/telewerk.txt": {"readers": ("hr",)}})
    trace = traced(asker, principal=STAFF)
    assert "twee dagen" in trace.answer.text
    told = replay(asker, trace, ANONYMOUS)
    assert not told.same
    assert "twee dagen" not in told.now


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"trace_id": 1}', "\x00"])
def test_a_file_that_is_no_trace_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.json").write_text(text)
    with pytest.raises(BadQuestion, match=r"odd\.json is no trace"):
        read_trace(tmp_path / "odd.json")


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match=r"none\.json cannot be read"):
        read_trace(tmp_path / "none.json")
