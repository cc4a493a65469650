"""What one answer is worth: expected values follow from the words in view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.judging import EXPECTED, values
from eval.questions import Absence
from eval.systems import Given
from tests.eval.gold import absent, answered, canary
from tests.eval.reports import OTHER, QUOTE, ask, gave, judged, quote, right, wrong

SECOND = "De leidinggevende beslist binnen tien werkdagen."
TWO = answered(
    type="two_fact",
    evidence=[[{"document": "nl/telewerk.txt", "quote": one}] for one in (QUOTE, SECOND)],
    must_contain=[["twee"], ["tien", "10"]],
)


def of(line: dict[str, object], given: Given) -> dict[str, float | None]:
    return values(ask(line), given)


# Measures


def test_an_answer_that_quotes_the_evidence_and_nothing_else_is_perfect() -> None:
    got = of(answered(), gave(QUOTE))
    ones = {"recall@5", "recall@5 without budget", "recall@10", "success@1", "rr@10", "ndcg@10", "judged@10"}
    ones |= {"key_facts", "citation_precision", "citation_recall", "language_match"}
    assert got == {**dict.fromkeys(ones, 1.0), "over_refusal": 0.0}


def test_citations_are_precise_by_quotation_and_complete_by_need() -> None:
    got = of(TWO, gave(QUOTE, OTHER, "Nog iets anders, en niets dat telt."))
    assert got["citation_precision"] == pytest.approx(1 / 3)
    assert got["citation_recall"] == 0.5
    assert got["key_facts"] == 0.5


def test_a_row_of_column_names_is_not_held_against_precision_but_may_name_a_fact() -> None:
    names = replace(quote("Werkdagen | twee"), is_header=True)
    got = of(answered(), gave(quotes=(names, quote(QUOTE[: QUOTE.index("twee")])), is_declined=False))
    # "Telewerk mag" is too short to prove anything; "twee" is named by the header alone.
    assert (got["citation_precision"], got["citation_recall"], got["key_facts"]) == (0.0, 0.0, 1.0)


def test_a_declined_question_has_no_precision_and_quotes_nothing_of_what_was_needed() -> None:
    got = of(answered(), gave())
    assert got["citation_precision"] is None
    assert (got["citation_recall"], got["key_facts"], got["over_refusal"]) == (0.0, 0.0, 1.0)
    assert got["recall@5"] == 1.0


def test_a_fact_is_named_whole_numbers_aside() -> None:
    line = answered(must_contain=[["5 dagen"]])
    assert of(line, gave("Binnen 15 dagen."))["key_facts"] == 0.0
    assert of(line, gave("Binnen 5 dagen."))["key_facts"] == 1.0


@pytest.mark.parametrize(
    ("said", "match"),
    [("Volgens het reglement", 1.0), ("According to the regulation", 0.0), (" ", None), ("", None)],
)
def test_language_is_that_of_the_systems_own_words(said: str, match: float | None) -> None:
    assert of(answered(), gave("The rule is this one.", said=said))["language_match"] == match


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_refusal_has_the_right_reason_or_another(kind: Absence) -> None:
    line = absent(kind=kind)
    for reason in EXPECTED.values():
        got = of(line, gave(reason=reason))
        assert got == {"language_match": 1.0, "hallucination": 0.0, "reason_match": float(reason == EXPECTED[kind])}


def test_a_reason_not_given_is_undefined() -> None:
    assert of(absent(), gave(reason=None))["reason_match"] is None
    answer = of(absent(), gave(QUOTE, reason="unsupported"))
    assert (answer["hallucination"], answer["reason_match"]) == (1.0, None)


def test_a_refusal_that_quotes_is_an_answer_all_the_same() -> None:
    both = gave(OTHER, is_declined=True, reason="not_in_documents")
    assert of(absent(), both)["hallucination"] == 1.0
    assert not judged(ask(absent()), both).is_right
    corrected = absent(kind="false_premise", correction=[{"document": "nl/telewerk.txt", "quote": QUOTE}])
    assert of(corrected, both)["hallucination"] == 1.0
    assert of(corrected, gave(QUOTE, is_declined=True))["hallucination"] == 0.0


def test_a_false_premise_may_be_met_by_quoting_what_corrects_it() -> None:
    line = absent(kind="false_premise", correction=[{"document": "nl/telewerk.txt", "quote": QUOTE}])
    assert of(line, gave(QUOTE))["hallucination"] == 0.0
    assert of(line, gave(OTHER))["hallucination"] == 1.0
    header = replace(quote(QUOTE), is_header=True)
    assert of(line, gave(quotes=(header,), is_declined=False))["hallucination"] == 1.0


def test_a_canary_is_judged_by_what_came_to_light_alone() -> None:
    assert of(canary(), gave()) == {"leak": 0.0}
    assert of(canary(), gave("4\u00a0321 Euros")) == {"leak": 1.0}


# Right or wrong


def test_an_answer_is_right_when_all_is_quoted_and_named() -> None:
    assert right().is_right
    assert not wrong().is_right
    assert not judged(ask(TWO), gave(QUOTE)).is_right
    assert judged(ask(TWO), gave(QUOTE, SECOND, OTHER)).is_right
    assert not judged(ask(answered(must_contain=[["drie"]])), gave(QUOTE)).is_right


def test_what_cannot_be_answered_is_right_when_declined_and_a_secret_when_kept() -> None:
    assert judged(ask(absent()), gave()).is_right
    assert judged(ask(absent()), gave(reason="out_of_scope")).is_right
    assert not judged(ask(absent()), gave(QUOTE)).is_right
    assert judged(ask(canary()), gave(QUOTE)).is_right
    assert not judged(ask(canary()), gave("4 321 euros")).is_right


def test_a_question_reaches_across_languages_when_no_version_is_in_its_own() -> None:
    french = [[{"document": "fr/teletravail.txt", "quote": "Le télétravail est permis deux jours par semaine."}]]
    both = [[*french[0], {"document": "nl/telewerk.txt", "quote": QUOTE}]]
    assert judged(ask(answered(evidence=french)), gave()).reach == "across languages"
    assert judged(ask(answered(evidence=both)), gave()).reach == "same language"
    assert judged(ask(absent()), gave()).reach is None
