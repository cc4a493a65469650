"""From options to a line of gold, and what is refused of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eval.drafting import append, line_of, problems_of
from eval.interview import Options, draft
from eval.questions import GoldQuestion
from eval.suite import Placed, read_questions
from polycite.errors import BadGold, BadQuestion, UnknownDocument
from tests.eval.gold import absent, answered, write_gold
from tests.eval.gold_sources import WELL
from tests.eval.shelves import shelf

DAY = date(2026, 11, 21)


def placed(*lines: dict[str, object]) -> tuple[Placed, ...]:
    return tuple(Placed(GoldQuestion.model_validate(line), "gold/x.jsonl", at) for at, line in enumerate(lines, 1))


def test_options_make_a_question() -> None:
    made = draft(WELL, shelf(), ["telework-nl-01"])
    assert json.loads(line_of(made)) == {
        "id": "telework-nl-02",
        "question": "Hoe vaak mag ik thuis werken?",
        "language": "nl",
        "family": "telework",
        "type": "figure",
        "evidence": [[{"document": "nl/telewerk.txt", "quote": "Telewerk mag twee dagen per week."}]],
        "must_contain": [["twee", "2"]],
    }
    assert GoldQuestion.model_validate_json(line_of(made)) == made


def test_documents_that_say_the_same_are_alternatives() -> None:
    both = Options(
        question="Combien de jours ?",
        documents=("nl/telewerk.txt", "fr/teletravail.txt"),
        words=("twee dagen", "deux jours"),
        keys=("twee | deux",),
        type="figure",
    )
    (need,) = draft(both, shelf(), ()).evidence
    assert [one.document for one in need] == ["nl/telewerk.txt", "fr/teletravail.txt"]
    with pytest.raises(BadQuestion, match="2 --document and 1 --words: give --words once for each"):
        draft(replace(both, words=("twee dagen",)), shelf(), ())


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        (Options(), ("--question", "--document", "--words", "--key", "--type")),
        (Options(question="a", documents=("b",), words=("c",)), ("--key", "--type")),
        (Options(question="a", unanswerable="near_domain"), ("--family",)),
        (Options(question="a", unanswerable="out_of_domain"), ()),
    ],
)
def test_what_is_missing_is_named(options: Options, missing: tuple[str, ...]) -> None:
    assert options.missing == missing


def test_an_absence_needs_a_family_with_a_document() -> None:
    near = Options(question="Krijg ik een stoel?", unanswerable="near_domain", family="telework")
    assert draft(near, shelf(), ()).id == "telework-nl-01"
    far = Options(question="Wat eten we?", unanswerable="out_of_domain")
    assert draft(far, shelf(), ()).family == "out-of-domain"
    with pytest.raises(BadQuestion, match="'sport' has no document: families are leave, pay, telework, telework-2022"):
        draft(Options(question="a", unanswerable="near_domain", family="sport"), shelf(), ())


def test_a_missing_document_and_a_malformed_option_are_named() -> None:
    with pytest.raises(UnknownDocument, match="nl/none"):
        draft(replace(WELL, documents=("nl/none",)), shelf(), ())
    with pytest.raises(BadGold, match="the new question: as_of: Input should be a valid date"):
        draft(replace(WELL, as_of="gisteren"), shelf(), ())


def test_what_contradicts_gold_or_documents_is_refused() -> None:
    again = GoldQuestion.model_validate(answered("telework-1", must_contain=[["drie"]], triple="days"))
    assert list(problems_of(again, placed(answered()), shelf(), DAY)) == [
        "the new question: id 'telework-1' is that of gold/x.jsonl:1",
        "the new question: asks the same as gold/x.jsonl:1: 'Hoeveel dagen thuis werken (telework-1)?'",
        "the new question: key fact drie is not in the quotation of nl/telewerk.txt",
    ]
    assert list(problems_of(draft(WELL, shelf(), ()), placed(answered()), shelf(), DAY)) == []


def test_a_question_joins_the_file_of_its_family(tmp_path: Path) -> None:
    folder = write_gold(tmp_path, {"a.jsonl": [answered("one")]})
    (folder / "a.jsonl").write_text((folder / "a.jsonl").read_text().rstrip("\n"))
    known, _ = read_questions(folder)
    added = append(draft(WELL, shelf(), ["one"]), known, folder)
    assert added.where == f"{folder}/a.jsonl:2"
    leave = append(GoldQuestion.model_validate(absent(family="leave")), known, folder)
    assert leave.where == f"{folder}/leave.jsonl:1"
    now, problems = read_questions(folder)
    assert ([one.question.id for one in now], problems) == (["one", "telework-nl-01", "absent-1"], [])
