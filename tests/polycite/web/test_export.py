"""The journal as lines that the making of gold questions reads, whatever became of the index since."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from eval.journal import read_journal
from polycite.adapters.journal.sqlite import journal_in_memory
from polycite.answer import Question
from polycite.ask import Asker
from polycite.journal import Cited, Feedback, Near
from polycite.model import ANONYMOUS, Principal, Scope, Span
from polycite.ports import Journal
from polycite.web.export import JournalLine, exported, found_again
from tests.polycite.web.journals import DECLINED, EVENING, asked, journal_of
from tests.polycite.web.shelves import FACTS, QUESTION, TEXTS

HR = Principal("an", frozenset({"public", "hr"}))


def lines_of(journal: Journal, asker: Asker, principal: Principal = ANONYMOUS) -> list[JournalLine]:
    written = exported(journal.lines(), asker.library.current(), principal)
    return [JournalLine.model_validate_json(one) for one in written]


def test_a_line_says_what_was_asked_answered_and_given_back(asker: Asker) -> None:
    journal = journal_of(asker, QUESTION)
    (kept,) = (line.kept for line in journal.lines())
    journal.give(kept.id, ANONYMOUS, Feedback("down", "te oud", ("outdated",)))
    (line,) = lines_of(journal, asker)
    assert (line.id, line.at, line.question, line.question_language) == (kept.id, EVENING, QUESTION, "nl")
    assert (line.status, line.declined, line.generation) == ("answered", None, "1")
    assert (line.helpful, line.vote, line.reason, line.tags) == (False, "down", "te oud", ("outdated",))
    assert [(one.document_id, one.start, one.end) for one in line.cited] == [
        (one.document, one.span.start, one.span.end) for one in kept.cited
    ]


def test_its_passages_are_those_that_were_found_then(asker: Asker) -> None:
    journal = journal_of(asker, QUESTION)
    (line,), (kept,) = lines_of(journal, asker), (line.kept for line in journal.lines())
    assert [(one.passage_id, one.score, one.rank) for one in line.passages] == [
        (one.passage, one.score, rank) for rank, one in enumerate(kept.nearest, 1)
    ]
    first = line.passages[0]
    assert first.path == "telewerk.txt"
    assert first.text.startswith("Telewerk is toegestaan")


def test_every_line_is_one_line_of_json(asker: Asker) -> None:
    journal = journal_of(asker, "Hoeveel dagen\ntelewerk\u2028per week?", DECLINED)
    for written in exported(journal.lines(), asker.library.current(), ANONYMOUS):
        assert written.endswith("\n")
        assert written.count("\n") == 1
        assert json.loads(written)["question"]


def test_an_answer_without_its_question_is_left_out(asker: Asker) -> None:
    journal = journal_in_memory()
    (line,) = journal_of(asker, QUESTION).lines()
    journal.keep(replace(line.kept, question=None), ANONYMOUS)
    assert lines_of(journal, asker) == []


def test_a_passage_the_index_no_longer_has_is_left_out(asker: Asker) -> None:
    (line,) = journal_of(asker, QUESTION).lines()
    gone = replace(line.kept, nearest=(Near("gone", 9.0), *line.kept.nearest))
    found = found_again(gone, asker.library.current(), ANONYMOUS)
    assert [hit.passage.id for hit in found.hits] == [one.passage for one in line.kept.nearest]
    assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))


def test_a_passage_of_a_document_for_others_is_left_out(shelf: Callable[..., Asker]) -> None:
    asker = shelf(TEXTS, FACTS)
    index = asker.library.current()
    (line,) = journal_of(asker, QUESTION).lines()
    hidden = asker.search(Question("salary of the director", Scope(HR))).hits[0].passage
    assert hidden.document == "salaries.txt"
    kept = replace(line.kept, nearest=(Near(hidden.id, 1.0),))
    assert found_again(kept, index, ANONYMOUS).hits == ()
    assert [hit.passage for hit in found_again(kept, index, HR).hits] == [hidden]


def test_a_place_in_a_document_for_others_or_that_is_gone_is_left_out(shelf: Callable[..., Asker]) -> None:
    asker = shelf(TEXTS, FACTS)
    journal = journal_in_memory()
    (line,) = journal_of(asker, QUESTION).lines()
    places = tuple(Cited(name, Span(0, 9)) for name in ("salaries.txt", "gone.txt", "security.txt"))
    journal.keep(replace(line.kept, cited=places), ANONYMOUS)
    for principal, told in ((ANONYMOUS, ["security.txt"]), (HR, ["salaries.txt", "security.txt"])):
        (seen,) = lines_of(journal, asker, principal)
        assert [one.document_id for one in seen.cited] == told


def test_gold_from_journal_finds_what_was_declined_or_unhelpful(asker: Asker, tmp_path: Path) -> None:
    journal = journal_in_memory()
    well, bad, _ = asked(asker, journal, QUESTION, "Quel congé ai-je par an ?", DECLINED)
    journal.give(well, ANONYMOUS, Feedback("up"))
    journal.give(bad, ANONYMOUS, Feedback("down"))
    file = tmp_path / "journal.jsonl"
    file.write_text("".join(exported(journal.lines(), asker.library.current(), ANONYMOUS)), encoding="utf-8")
    read = read_journal(file)
    assert read.read == 3
    assert {one.question for one in read.wanting} == {"Quel congé ai-je par an ?", DECLINED}
    (declined,) = (one for one in read.wanting if one.question == DECLINED)
    assert declined.declined is not None
    assert declined.declined.message
    assert declined.passages
