"""What a reader has to know beside the figures."""

from __future__ import annotations

from dataclasses import replace

from eval.report.notes import apart_said, asked_said
from eval.report.told import Failed
from tests.eval.gold import answered
from tests.eval.reports import accepted, ask, report_of, right, run_of


def test_it_says_how_many_were_asked_of_whom_and_when() -> None:
    assert list(asked_said(report_of(run_of(right("a"))))) == [
        "1 question of development, asked of polycite as of 2026-11-21"
    ]


def test_it_says_what_was_not_asked_and_what_the_second_reader_found() -> None:
    run = run_of(replace(right("a"), seconded=(True, False, True)), right("b"))
    said = list(asked_said(report_of(replace(run, skipped=("x", "y")))))
    assert said[1:] == [
        "2 questions not asked, being asked by groups it does not know",
        "2 of 3 quotations were found on their page by a second reader of the files",
    ]


def test_it_names_a_peer_that_failed_with_its_reason() -> None:
    failed = replace(report_of(run_of(right("a"))), failed=(Failed("plain:dense", "its store is gone"),))
    assert list(asked_said(failed))[1:] == ["the peer plain:dense failed and is not compared with: its store is gone"]


def test_two_runs_alike_have_nothing_that_keeps_them_apart() -> None:
    assert list(apart_said(report_of(run_of(right("a")), before=accepted(right("a"))))) == []
    assert list(apart_said(report_of(run_of(right("a"))))) == []


def test_it_says_what_is_not_compared_and_what_else_moved() -> None:
    edited = right("e", must_contain=[["dagen"]])
    before = accepted(right("a"), right("e"), right("gone"), right("old"))
    moved = before.model_copy(update={"corpus": "older", "fingerprint": "other"})
    assert list(apart_said(report_of(run_of(right("a"), edited, right("new")), before=moved))) == [
        "not as in the accepted run: the corpus and the embedder",
        "new since the accepted run, so not compared: 1 question",
        "edited since the accepted run, so not compared: 1 question",
        "of the accepted run, but not asked in this one: 2 questions",
    ]


def test_another_note_or_style_is_no_other_question() -> None:
    noted = replace(right("a"), question=ask(answered("a", note="seen", style="short")))
    assert list(apart_said(report_of(run_of(noted), before=accepted(right("a"))))) == []
