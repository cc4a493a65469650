"""What a run prints: the figures as Markdown, undefined as a dash."""

from __future__ import annotations

from eval.report.losses import STAGE
from eval.table import tables
from tests.eval.reports import gave, judged, kept, report_of, right, run_of, silent, wrong

MEASURES = """\
| measure | all [95 % interval] | same language | across languages | nl | fr | en | plain, all |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


def cells(line: str) -> list[str]:
    return [one.strip() for one in line.strip("|").split("|")]


def row(text: str, name: str) -> list[str]:
    (found,) = [cells(line) for line in text.splitlines() if cells(line)[0] == name]
    return found


def test_figures_stand_by_measure_with_those_of_a_peer_beside() -> None:
    asked = [right("a"), wrong("b", language="fr"), silent(), kept()]
    text = tables(report_of(run_of(*asked), peers=[run_of(wrong("a"), system="plain")]))
    assert text.startswith(MEASURES)
    # Of two questions with evidence one is quoted right: Dutch, so in its own language.
    found = row(text, "citation_recall")
    assert found == ["citation_recall", found[1], "1.000", "0.000", "1.000", "0.000", "–", "0.000"]
    assert found[1].startswith("0.500 [")
    assert row(text, "right")[2:] == ["1.000", "0.000", "1.000", "0.000", "1.000", "0.000"]


def test_an_interval_is_shown_where_it_has_a_width() -> None:
    text = tables(report_of(run_of(right("a"), right("b"))))
    assert row(text, "citation_recall")[1] == "1.000"
    assert row(tables(report_of(run_of(right("a")))), "right")[1] == "1.000"


def test_a_measure_nothing_has_is_left_out_and_one_that_is_undefined_is_a_dash() -> None:
    declined = judged(right("a").question, gave())
    text = tables(report_of(run_of(declined)))
    assert "hallucination (less" not in text
    assert row(text, "citation_precision")[1:] == ["–"] * 6
    assert row(text, "over_refusal (less is better)")[1] == "1.000"


def test_kinds_stand_in_the_order_gold_knows_them_with_their_questions_counted() -> None:
    asked = [kept(), silent(), right("a", type="yes_no"), wrong("b", type="date"), right("c", type="date")]
    text = tables(report_of(run_of(*asked), peers=[run_of(wrong("b", type="date"), system="plain")]))
    _, kinds, *_ = text.split("\n\n")
    lines = [cells(line) for line in kinds.splitlines()]
    assert lines[0] == [
        "type",
        "questions",
        "right",
        "recall@5",
        "ndcg@10",
        "key_facts",
        "citation_recall",
        "hallucination",
        "plain: recall@5",
    ]
    assert [line[:2] for line in lines[2:]] == [["date", "2"], ["yes_no", "1"], ["near_domain", "1"], ["canary", "1"]]
    # Found first and second: 1 and 1 / log2(3) = .631.
    assert lines[2][2:] == ["0.500", "1.000", "0.815", "0.500", "0.500", "–", "1.000"]
    assert lines[4][2:] == ["1.000", "–", "–", "–", "–", "0.000", "–"]


def test_what_went_wrong_is_counted_by_step_and_language() -> None:
    asked = [right("a"), wrong("b"), wrong("c", language="fr"), judged(right("d").question, gave())]
    text = tables(report_of(run_of(*asked)))
    assert row(text, STAGE["wrong_quote"])[1:] == ["1", "1", "0", "2"]
    assert row(text, STAGE["declined"])[1:] == ["1", "0", "0", "1"]
    assert STAGE["answered"] not in text


def test_the_confidence_of_what_was_answered_is_weighed_against_what_was_right() -> None:
    text = tables(report_of(run_of(right("a"), right("b"), wrong("c"), silent())))
    # Sure by .8 of two that are right and by .4 of one that is wrong: (2 * .2 + 1 * .4) / 3, and (2 * .04 + .16) / 3.
    assert row(text, "3 answers")[1:] == ["0.267", "0.080", "1.000"]


def test_nothing_is_said_of_steps_or_confidence_where_there_is_nothing_to_say() -> None:
    text = tables(report_of(run_of(kept())))
    assert "where questions were lost" not in text
    assert "calibration" not in text
