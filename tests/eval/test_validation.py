"""Gold that its documents do not bear out is refused, each problem in one line."""

from __future__ import annotations

import pytest

from eval.plan import Plan
from eval.questions import GoldQuestion
from eval.shelf import Shelf
from eval.suite import Placed, Suite
from eval.validation import of_question, validate
from polycite.model import Facts
from tests.eval.gold import Line, absent, answered, canary
from tests.eval.shelves import document, shelf

PLAN = Plan.model_validate(
    {
        "day": "2026-11-21",
        "seed": "1",
        "groups": {
            "telework": {"families": ["telework", "telework-2022"], "split": "train", "why": "newer"},
            "leave": {"families": ["leave"], "split": "test", "why": "alone"},
            "pay": {"families": ["pay"], "split": "test", "why": "alone"},
        },
    }
)
PAGED = document(
    "nl/paged.pdf",
    "Een dag verlof.\n\nTwee dagen verlof.\n\nEen dag verlof.\n",
    Facts("Verlof", "nl", family="telework"),
    pages=3,
)


def said(line: Line, on: Shelf | None = None) -> list[str]:
    return list(of_question(GoldQuestion.model_validate(line), on or shelf(PAGED), PLAN.day))


def quoting(document: str, quote: str, page: int | None = None, **changes: object) -> Line:
    evidence = [[{"document": document, "quote": quote, "page": page}]]
    return answered() | {"evidence": evidence, "must_contain": [[quote.split()[0]]]} | changes


def test_gold_that_its_documents_bear_out_is_well() -> None:
    french = {"document": "fr/teletravail.txt", "quote": "Le télétravail est permis deux jours par semaine."}
    dutch = {"document": "nl/telewerk.txt", "quote": "telewerk mag twee dagen per week"}
    assert said(answered(evidence=[[dutch, french]], must_contain=[["twee dagen", "deux jours"]])) == []
    assert said(absent()) == []
    assert said(canary()) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            quoting("nl/nergens.txt", "Een dag."),
            "no document nl/nergens.txt in the index: correct the path, or run 'polycite ingest' on the corpus again",
        ),
        (
            quoting("nl/telewerk.txt", "Telewerk mag drie dagen per week."),
            "stale: nl/telewerk.txt does not say 'Telewerk mag drie dagen per week.'",
        ),
        (
            quoting("nl/telewerk.txt", "leidinggevende"),
            "nl/telewerk.txt says 'leidinggevende' 2 times: quote more of it",
        ),
        (quoting("nl/paged.pdf", "Een dag verlof."), "nl/paged.pdf says 'Een dag verlof.' 2 times: name the page"),
        (quoting("nl/paged.pdf", "Twee dagen", 3), "nl/paged.pdf: page 2, not 3, holds 'Twee dagen'"),
        (quoting("nl/telewerk.txt", "twee dagen", 1), "nl/telewerk.txt has no pages: leave page 1 out"),
        (
            quoting("nl/telewerk.txt", "beslist. Wie twijfelt"),
            "nl/telewerk.txt: no one passage holds 'beslist. Wie twijfelt': quote less of it",
        ),
        (
            quoting("nl/oud.txt", "Telewerk mag een dag per week.", family="telework-2022"),
            "nl/oud.txt was not in force on 2026-11-21: valid from 2022-01-01 to 2025-12-31",
        ),
        (
            quoting("nl/telewerk.txt", "Telewerk mag twee dagen per week.", as_of="2025-06-01"),
            "nl/telewerk.txt was not in force on 2025-06-01: valid from 2026-01-01 to now",
        ),
        (
            quoting("en/pay.txt", "The bonus is 900 euros.", family="pay"),
            "en/pay.txt is not for public: only for board",
        ),
        (
            quoting("nl/telewerk.txt", "Telewerk mag twee dagen per week.", family="leave"),
            "family 'leave' is not that of its documents: telework",
        ),
        (answered(must_contain=[["drie", "3"]]), "key fact drie | 3 is not in the quotation of nl/telewerk.txt"),
        (answered(must_contain=[["—"]]), "key fact '—' has neither a word nor a number"),
        (
            canary(groups=["board", "public"]),
            "en/pay.txt may be read by board, public: ask a canary as somebody who may not",
        ),
        (
            canary(canary={"document": "en/pay.txt", "tokens": ["5 000 euros"]}),
            "stale: en/pay.txt does not say '5 000 euros'",
        ),
        (
            canary(canary={"document": "en/none.txt", "tokens": ["900"]}),
            "no document en/none.txt in the index: correct the path, or run 'polycite ingest' on the corpus again",
        ),
        (canary(family="leave"), "family 'leave' is not that of its documents: pay"),
    ],
)
def test_a_problem_is_told_in_one_line(line: Line, problem: str) -> None:
    assert said(line) == [problem]


def test_a_page_tells_repeated_words_apart() -> None:
    assert said(quoting("nl/paged.pdf", "Een dag verlof.", 3)) == []


def test_words_repeated_on_one_page_need_more_words() -> None:
    twice = document("nl/twice.pdf", "Een dag. Nog een dag.\n", Facts("Twee", "nl", family="telework"), pages=1)
    line = quoting("nl/twice.pdf", "een dag", 1)
    assert said(line, shelf(twice)) == ["nl/twice.pdf says 'een dag' 2 times on page 1: quote more of it"]


def test_evidence_past_its_day_is_well_when_that_day_is_asked_about() -> None:
    line = quoting("nl/oud.txt", "Telewerk mag een dag per week.", family="telework-2022", as_of="2024-01-01")
    assert said(line) == []


def test_a_reader_of_a_restricted_document_may_ask_about_it() -> None:
    assert said(quoting("en/pay.txt", "The bonus is 900 euros.", family="pay", groups=["board"])) == []


def test_every_alternative_of_a_need_names_its_key_fact() -> None:
    french = {"document": "fr/teletravail.txt", "quote": "Le chef décide."}
    dutch = {"document": "nl/telewerk.txt", "quote": "De leidinggevende beslist."}
    assert said(answered(evidence=[[dutch, french]], must_contain=[["leidinggevende"]])) == [
        "key fact leidinggevende is not in the quotation of fr/teletravail.txt"
    ]
    assert said(answered(evidence=[[dutch, french]], must_contain=[["leidinggevende", "chef"]])) == []


def test_a_key_fact_belongs_to_one_of_two_needs() -> None:
    needs = [
        [{"document": "nl/telewerk.txt", "quote": "Telewerk mag twee dagen per week."}],
        [{"document": "en/leave.txt", "quote": "Staff have 26 days of leave."}],
    ]
    line = answered(evidence=needs, type="two_fact", must_contain=[["twee dagen"], ["26 days"]])
    assert said(line) == []


def test_a_canary_word_that_stands_in_the_open_is_told_with_its_document() -> None:
    memo = document("en/memo.txt", "Directors earn 4321 euros.\n", Facts("Memo", "en", family="leave"))
    assert said(canary(), shelf(memo)) == ["'4 321 euros' also stands in en/memo.txt, which public may read"]
    copy = document("en/copy.txt", "Directors earn 4321 euros.\n", Facts("Copy", "en", family="leave"))
    assert said(canary(), shelf(memo, copy)) == [
        "'4 321 euros' also stands in en/memo.txt and 1 more, which public may read"
    ]
    secret = document("en/memo.txt", "Directors earn 4321 euros.\n", Facts("Memo", "en", readers=("board",)))
    assert said(canary(), shelf(secret)) == []


def test_a_long_quotation_is_shown_by_its_beginning() -> None:
    (problem,) = said(quoting("nl/telewerk.txt", "Telewerk mag " + "nooit " * 20))
    assert problem == f"stale: nl/telewerk.txt does not say {('Telewerk mag ' + 'nooit ' * 20)[:60] + '...'!r}"


def suite(plan: Plan, *lines: Line) -> Suite:
    placed = [Placed(GoldQuestion.model_validate(line), "gold/x.jsonl", at) for at, line in enumerate(lines, 1)]
    return Suite(tuple(placed), plan, "")


def test_a_suite_is_told_by_file_and_line() -> None:
    bad = answered("two", must_contain=[["drie"]])
    assert validate(suite(PLAN, answered(), bad), shelf()) == (
        "gold/x.jsonl:2: key fact drie is not in the quotation of nl/telewerk.txt",
    )


def test_a_group_in_two_splits_is_refused() -> None:
    apart = PLAN.model_copy(
        update={
            "groups": {
                "a": PLAN.groups["telework"].model_copy(update={"families": ("telework",)}),
                "b": PLAN.groups["leave"].model_copy(update={"families": ("telework-2022",)}),
            }
        }
    )
    assert validate(suite(apart, answered()), shelf()) == (
        "splits.toml: families that belong together are in more than one split: "
        "telework (train), telework-2022 (test): "
        "nl/telewerk.txt supersedes nl/oud.txt",
    )


def test_a_family_joined_by_hand_exists() -> None:
    plan = PLAN.model_copy(update={"joined": (("leave", "leve"),)})
    assert validate(suite(plan, answered()), shelf()) == ("splits.toml: joined names 'leve', a family no document has",)
