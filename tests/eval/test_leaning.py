"""Which languages are found and quoted beside those the evidence is in, and what is kept from one to another."""

from __future__ import annotations

import math

import pytest

from eval.judging import Judged
from eval.report.leaning import Leaning, gap, kept, leanings
from eval.report.told import measured
from tests.eval.gold import answered
from tests.eval.reports import OTHER, QUOTE, ask, gave, judged, passage, quote, run_of, silent

DUTCH = {"document": "nl/telewerk.txt", "quote": QUOTE}
FRENCH = {"document": "fr/teletravail.txt", "quote": "Le télétravail est permis deux jours par semaine."}


def found(id: str, *folders: str, quoted: str = "", evidence: object = (DUTCH,), **changes: object) -> Judged:
    """A question that found a passage in each folder named, and quoted from the folders of `quoted`."""
    passages = tuple(passage(OTHER, f"{folder}/found.txt") for folder in folders)
    quotes = tuple(quote(OTHER, f"{folder}/quoted.txt") for folder in quoted.split())
    line = answered(id, evidence=[list(evidence)] if isinstance(evidence, tuple) else evidence, **changes)
    return judged(ask(line), gave(passages=passages, quotes=quotes))


def ranked(id: str, place: int, language: str, document: dict[str, str]) -> Judged:
    """A question whose evidence stands in this place, from 1 on."""
    above = tuple(passage(OTHER, f"nl/{number}.txt") for number in range(1, place))
    hit = passage(document["quote"], document["document"])
    return judged(ask(answered(id, language=language, evidence=[[document]])), gave(passages=(*above, hit)))


def by_row(*members: Judged) -> dict[tuple[str, str | None], Leaning]:
    return {(one.reach, one.language): one for one in leanings(run_of(*members))}


def test_shares_of_the_own_language_stand_beside_what_the_evidence_has() -> None:
    # The evidence has a Dutch and a French version, so half is due; three of four found are Dutch, and all quoted.
    one = by_row(found("a", "nl", "nl", "fr", "nl", quoted="nl nl", evidence=(DUTCH, FRENCH)))["same language", "nl"]
    assert (one.due.value, one.found.value, one.quoted.value) == (0.5, 0.75, 1.0)
    assert (one.found_bias.value, one.quoted_bias.value) == (0.25, 0.5)


def test_across_languages_nothing_of_the_own_is_due() -> None:
    one = by_row(found("a", "nl", "fr", quoted="fr", evidence=(FRENCH,)))["across languages", "nl"]
    assert (one.due.value, one.found_bias.value, one.quoted_bias.value) == (0.0, 0.5, 0.0)


def test_passages_count_to_the_tenth_and_quotations_all() -> None:
    one = by_row(found("a", *["fr"] * 10, "nl", quoted="fr " * 11 + "nl"))["same language", "nl"]
    assert one.found.value == 0.0
    assert one.quoted.value == pytest.approx(1 / 12)
    assert one.quoted_bias.value == pytest.approx(1 / 12 - 1)


def test_nothing_found_or_quoted_is_left_out_and_not_zero() -> None:
    rows = by_row(found("a", "nl", quoted="nl"), found("b"))
    one = rows["same language", "nl"]
    assert (one.found.value, one.found.counted, one.found.skipped) == (1.0, 1, 1)
    assert (one.quoted_bias.value, one.quoted_bias.skipped) == (0.0, 1)
    assert by_row(found("b"))["same language", "nl"].quoted.value is None


def test_rows_are_those_of_the_languages_asked_in_with_all_of_them_first() -> None:
    asked = [found("a", "nl"), found("b", "fr", evidence=(FRENCH,), language="fr"), silent()]
    assert list(by_row(*asked)) == [("same language", None), ("same language", "nl"), ("same language", "fr")]
    assert leanings(run_of(silent())) == ()


def test_wordings_of_one_question_count_once() -> None:
    asked = [found("d-nl", "nl", triple="d"), found("d-fr", "nl", triple="d", language="nl"), found("a", "fr")]
    assert by_row(*asked)["same language", None].found.value == 0.5


def test_what_is_kept_is_a_cell_by_that_of_the_language_of_the_evidence() -> None:
    # Dutch asked in Dutch stands first, in French third: 1 / log2(4) = .5 of 1.
    one = measured(run_of(ranked("a", 1, "nl", DUTCH), ranked("b", 3, "fr", DUTCH)))
    assert kept(one) == {("fr", "nl"): pytest.approx(0.5)}


def test_nothing_is_kept_of_a_language_never_asked_within_itself() -> None:
    assert kept(measured(run_of(ranked("b", 3, "fr", DUTCH)))) == {}


def test_the_gap_lies_between_the_languages_each_within_itself() -> None:
    asked = [ranked("a", 1, "nl", DUTCH), ranked("b", 2, "fr", FRENCH), ranked("c", 9, "fr", DUTCH)]
    assert gap(measured(run_of(*asked))) == pytest.approx(1 - 1 / math.log2(3))
    assert gap(measured(run_of(ranked("a", 1, "nl", DUTCH)))) is None
