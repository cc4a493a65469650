from __future__ import annotations

from polycite.evidence import Read, choose, shares
from polycite.model import Evidence, Passage, Span, Terms
from polycite.question import Want, held

TEXT = (
    "De steun loopt tien jaar. Het plafond is 650.000 euro per jaar. Het plafond is 650.000 euro per jaar nu.\n"
    "Naam\tBedrag\nCluster\t650.000 euro"
)
DURATION, CEILING, AGAIN = Span(0, 25), Span(26, 63), Span(64, 104)
HEADER, ROW = Span(105, 116), Span(117, 137)
PASSAGE = Passage("p", "d", Span(0, 104), "prose", (), "nl", (DURATION, CEILING, AGAIN))
TABLE = Passage("t", "d", Span(105, 137), "table", (), "nl", (HEADER, ROW), HEADER)
NOTHING: frozenset[Want] = frozenset()
BOTH: frozenset[Want] = frozenset({"duration", "amount"})


def test_the_terms_of_a_question_are_shares_of_it() -> None:
    found = shares({"nl": Terms((3, 9), (1.0, 3.0)), "fr": Terms((), ())})
    assert found == {"nl": {3: 0.25, 9: 0.75}, "fr": {}}


def chosen(ranked: list[Evidence], wants: frozenset[Want] = NOTHING) -> list[str]:
    read = [Read(one, words := one.sentence.of(TEXT), held(words)) for one in ranked]
    return [one.sentence.of(TEXT) for one in choose(read, wants)]


def test_a_weaker_sentence_is_not_said() -> None:
    assert chosen([Evidence(PASSAGE, CEILING, 5.0), Evidence(PASSAGE, DURATION, 4.5)]) == [CEILING.of(TEXT)]


def test_two_sentences_all_but_as_strong_are_said_in_reading_order() -> None:
    ranked = [Evidence(PASSAGE, CEILING, 5.0), Evidence(PASSAGE, DURATION, 4.7)]
    assert chosen(ranked) == [DURATION.of(TEXT), CEILING.of(TEXT)]


def test_a_weaker_sentence_is_said_when_it_holds_the_other_half_of_the_question() -> None:
    ranked = [Evidence(PASSAGE, CEILING, 5.0), Evidence(PASSAGE, DURATION, 3.0)]
    assert chosen(ranked, BOTH) == [DURATION.of(TEXT), CEILING.of(TEXT)]


def test_the_missing_half_is_sought_first_in_the_sentence_beside() -> None:
    elsewhere = Evidence(TABLE, ROW, 4.0)
    ranked = [Evidence(PASSAGE, DURATION, 5.0), elsewhere, Evidence(PASSAGE, CEILING, 3.9)]
    assert chosen(ranked, BOTH) == [DURATION.of(TEXT), CEILING.of(TEXT)]


def test_the_missing_half_is_taken_from_elsewhere_when_no_sentence_beside_holds_it() -> None:
    ranked = [Evidence(PASSAGE, DURATION, 5.0), Evidence(TABLE, ROW, 4.0)]
    assert chosen(ranked, BOTH) == [DURATION.of(TEXT), HEADER.of(TEXT), ROW.of(TEXT)]


def test_a_sentence_far_weaker_is_not_said_even_then() -> None:
    assert chosen([Evidence(PASSAGE, CEILING, 5.0), Evidence(PASSAGE, DURATION, 2.0)], BOTH) == [CEILING.of(TEXT)]


def test_the_same_thing_is_not_said_twice() -> None:
    assert chosen([Evidence(PASSAGE, CEILING, 5.0), Evidence(PASSAGE, AGAIN, 4.9)]) == [CEILING.of(TEXT)]


def test_a_table_row_brings_its_column_names_once() -> None:
    assert chosen([Evidence(TABLE, ROW, 5.0)]) == ["Naam\tBedrag", "Cluster\t650.000 euro"]


def test_more_than_two_sentences_are_never_said() -> None:
    spans = (Span(0, 24), Span(26, 40), Span(117, 124), Span(125, 137))
    passage = Passage("q", "d", Span(0, 137), "prose", (), "nl", spans)
    ranked = [Evidence(passage, span, 5.0 - number / 10) for number, span in enumerate(spans)]
    assert len(chosen(ranked, BOTH)) == 2


def test_no_evidence_chooses_nothing() -> None:
    assert chosen([]) == []
