"""Means by slice: each question counts in the slices it is of, and a triple once."""

from __future__ import annotations

from eval.judging import Judged
from eval.summary import EVERYTHING, MEASURES, Value, means, values_of
from tests.eval.gold import answered
from tests.eval.reports import OTHER, QUOTE, ask, gave, judged, kept, right, run_of, silent, wrong

FRENCH = {"document": "fr/teletravail.txt", "quote": "Le télétravail est permis deux jours par semaine."}
ENGLISH = {"document": "en/telework.txt", "quote": "Telework is allowed on two days a week."}
DUTCH = {"document": "nl/telewerk.txt", "quote": QUOTE}


def across(id: str, *quotes: dict[str, str], **changes: object) -> Judged:
    return judged(ask(answered(id, evidence=[list(quotes)], **changes)), gave(OTHER))


def triple(nl: str, fr: str, en: str) -> list[Judged]:
    """One question in three languages with what each answer quotes."""
    asked = {"nl": nl, "fr": fr, "en": en}
    return [
        judged(ask(answered(f"d-{one}", language=one, triple="d")), gave(*filter(None, [said])))
        for one, said in asked.items()
    ]


def parity(*members: Judged) -> list[float | None]:
    return [one.value for one in values_of(run_of(*members), "parity")]


def test_a_measure_has_a_value_for_each_question_it_applies_to() -> None:
    run = run_of(right("a"), judged(right("b").question, gave()), silent(), kept())
    assert values_of(run, "citation_precision") == (Value("a", "a", 1.0), Value("b", "b", None))
    assert values_of(run, "hallucination") == (Value("absent-1", "absent-1", 0.0),)
    assert values_of(run, "leak") == (Value("canary-1", "canary-1", 0.0),)


def test_questions_of_a_triple_are_one_group() -> None:
    run = run_of(*triple(QUOTE, OTHER, OTHER), right("a"))
    assert [one.group for one in values_of(run, "citation_recall")] == ["d", "d", "d", "a"]
    # The triple is worth a third, the other question 1: (1/3 + 1) / 2, not 2/4.
    assert means(run)[EVERYTHING]["citation_recall"].value == (1 / 3 + 1) / 2


def test_three_answers_agree_when_they_quote_the_same_expected_evidence() -> None:
    assert parity(*triple(QUOTE, QUOTE, QUOTE)) == [1.0]
    assert parity(*triple(QUOTE, QUOTE, OTHER)) == [0.0]
    assert parity(*triple(QUOTE, QUOTE, "")) == [0.0]


def test_three_answers_that_prove_nothing_agree_on_nothing() -> None:
    assert parity(*triple(OTHER, OTHER, OTHER)) == [0.0]
    assert parity(*triple("", "", "")) == [0.0]


def test_a_triple_with_a_member_missing_has_no_parity() -> None:
    assert parity(*triple(QUOTE, QUOTE, QUOTE)[:2]) == []
    assert parity(right("a")) == []


def test_triples_agree_by_need_not_by_document() -> None:
    needs = [[{"document": "nl/telewerk.txt", "quote": one}] for one in (QUOTE, OTHER)]
    said = {"nl": QUOTE, "fr": OTHER, "en": QUOTE}
    two = [
        judged(ask(answered(f"d-{one}", language=one, triple="d", type="two_fact", evidence=needs)), gave(words))
        for one, words in said.items()
    ]
    assert parity(*two) == [0.0]


def test_a_question_counts_in_all_the_slices_it_is_of() -> None:
    found = means(run_of(right("a"), wrong("b", language="fr", type="date"), silent()))
    assert list(found) == [
        EVERYTHING,
        ("reach", "across languages"),
        ("reach", "same language"),
        ("language", "fr"),
        ("language", "nl"),
        ("cell", "fr → nl"),
        ("cell", "nl → nl"),
        ("type", "date"),
        ("type", "figure"),
        ("type", "near_domain"),
    ]
    recall = {row: one["citation_recall"].value for row, one in found.items() if "citation_recall" in one}
    assert (recall[EVERYTHING], recall["language", "nl"], recall["cell", "fr → nl"]) == (0.5, 1.0, 0.0)
    assert ("type", "near_domain") not in recall


def test_a_question_across_languages_stands_in_the_cell_of_each_language_that_has_the_evidence() -> None:
    rows = means(run_of(across("a", FRENCH, ENGLISH)))
    assert [name for kind, name in rows if kind == "cell"] == ["nl → en", "nl → fr"]


def test_a_version_in_ones_own_language_keeps_a_question_out_of_the_other_cells() -> None:
    rows = means(run_of(across("a", DUTCH, FRENCH)))
    assert [name for kind, name in rows if kind == "cell"] == ["nl → nl"]


def test_what_is_undefined_is_counted_and_left_out_of_the_mean() -> None:
    mean = means(run_of(right("a"), judged(right("b").question, gave())))[EVERYTHING]["citation_precision"]
    assert (mean.value, mean.counted, mean.skipped) == (1.0, 1, 1)


def test_a_measure_nothing_has_is_left_out_not_zero() -> None:
    (everything,) = {row: found for row, found in means(run_of(kept())).items() if row == EVERYTHING}.values()
    assert list(everything) == ["leak"]


def test_each_measure_says_what_it_is_and_less_is_better_of_failings_alone() -> None:
    assert len({one.says for one in MEASURES}) == len(MEASURES)
    less = [one.name for one in MEASURES if not one.more_is_better]
    assert less == ["over_refusal", "hallucination", "leak"]
    assert {one.name: one.slack for one in MEASURES}["leak"] == 0.0
