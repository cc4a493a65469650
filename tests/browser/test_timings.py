"""What is asked to measure waiting, and how it is told; nothing is timed here."""

from __future__ import annotations

from tests.browser.timings import ASKED, Times, table, train_questions


def test_questions_are_different_and_in_three_languages() -> None:
    asked = train_questions(ASKED)
    assert len({question for question, _ in asked}) == ASKED
    assert {language for _, language in asked} == {"nl", "fr", "en"}


def test_the_table_tells_how_many_and_the_middle_and_the_late_ones() -> None:
    times = Times()
    for milliseconds in range(1, 102):
        times.add("the page", milliseconds)
    assert [line.split() for line in table(times)] == [
        ["milliseconds", "questions", "p50", "p95"],
        ["the", "page", "101", "51", "96"],
    ]
