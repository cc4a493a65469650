from __future__ import annotations

import numpy as np

from polycite.choice import ADDITIONS, Asked, additions, choose
from polycite.clues import CLUES, Rarity
from polycite.evidence import Read, Reading
from polycite.model import LANGUAGES, Evidence, Language, Passage, Span
from polycite.phrases import phrase_of
from polycite.question import Want
from polycite.terms import analysers

TEXT = (
    "De steun loopt tien jaar. Het plafond is 650.000 euro per jaar. Het plafond is 650.000 euro per jaar nu.\n"
    "Naam\tBedrag\nCluster\t650.000 euro\nLe plafond est de 650 000 euros."
)
DURATION, CEILING, AGAIN = Span(0, 25), Span(26, 63), Span(64, 104)
HEADER, ROW, FRENCH = Span(105, 116), Span(117, 137), Span(138, 170)
PASSAGE = Passage("p", "d", Span(0, 104), "prose", (), "nl", (DURATION, CEILING, AGAIN))
ELSEWHERE = Passage("e", "other", Span(0, 104), "prose", (), "nl", (DURATION, CEILING, AGAIN))
TABLE = Passage("t", "d", Span(105, 137), "table", (), "nl", (HEADER, ROW), HEADER)
OTHER = Passage("f", "f", Span(138, 170), "prose", (), "fr", (FRENCH,))
ANALYSERS = analysers()
ACROSS = (1.0, 0.0, 0.0)
WORTH = {
    "strength": 0.439,
    "beside": 0.524,
    "document": 2.743,
    "language": 0.684,
    "new": 8.332,
    "missing": 1.161,
    "alike": -2.8,
    "repeats": -10.518,
}
BOTH: frozenset[Want] = frozenset({"duration", "amount"})


def read(
    passage: Passage, span: Span, score: float = 5.0, vector: tuple[float, float, float] = (0.0, 1.0, 0.0)
) -> Read:
    phrase = phrase_of(span.of(TEXT), ANALYSERS[passage.language])
    place = passage.sentences.index(span)
    return Read(Evidence(passage, span, score), place, phrase, np.array(vector, np.float32))


def reading(ranked: list[Read], question: str = "hoe lang loopt de steun en wat is het plafond") -> Reading:
    rarity = {one: _even(ANALYSERS[one].said(question)) for one in LANGUAGES}
    return Reading(tuple(ranked), np.empty((len(ranked), len(CLUES))), rarity)


def _even(terms: frozenset[int]) -> Rarity:
    return Rarity(dict.fromkeys(terms, 1.0), float(len(terms)))


def chosen(ranked: list[Read], parts: int = 0, language: Language = "nl") -> list[str]:
    return [one.sentence.of(TEXT) for one in choose(reading(ranked), Asked(language, BOTH, parts), WORTH)]


def added(first: Read, one: Read) -> dict[str, float]:
    (row,) = additions(first, [one], reading([first, one]), BOTH).tolist()
    return dict(zip(ADDITIONS, row, strict=True))


def test_the_strongest_sentence_is_said() -> None:
    ranked = [read(PASSAGE, CEILING, 5.0, ACROSS), read(OTHER, FRENCH, -9.0)]
    assert chosen(ranked) == [CEILING.of(TEXT)]


def test_the_other_half_of_the_question_is_said_too_in_reading_order() -> None:
    ranked = [read(PASSAGE, CEILING, 5.0, ACROSS), read(PASSAGE, DURATION, 2.0)]
    assert chosen(ranked, parts=2) == [DURATION.of(TEXT), CEILING.of(TEXT)]


def test_a_question_in_parts_is_given_a_second_sentence_more_easily() -> None:
    # beside 0.524 + document 2.743 + language 0.684 + missing 1.161 + new 0.3 x 8.332 - strength 8 x 0.439 = 4.1
    ranked = [read(PASSAGE, CEILING, 5.0, ACROSS), read(PASSAGE, DURATION, -3.0)]
    assert len(chosen(ranked, parts=2)) == 2
    assert len(chosen(ranked, parts=0)) == 1


def test_the_same_thing_is_not_said_twice() -> None:
    ranked = [read(PASSAGE, CEILING, 5.0, ACROSS), read(PASSAGE, AGAIN, 4.9, ACROSS)]
    assert chosen(ranked, parts=2) == [CEILING.of(TEXT)]


def test_a_version_in_the_askers_language_is_said_instead() -> None:
    ranked = [read(OTHER, FRENCH, 5.0, ACROSS), read(PASSAGE, CEILING, 3.0, (0.95, 0.3122499, 0.0))]
    assert chosen(ranked, language="nl") == [CEILING.of(TEXT)]
    assert chosen(ranked, language="fr") == [FRENCH.of(TEXT)]


def test_a_sentence_in_the_askers_language_that_says_something_else_is_not() -> None:
    ranked = [read(OTHER, FRENCH, 5.0, ACROSS), read(ELSEWHERE, CEILING, -20.0, (0.8, 0.6, 0.0))]
    assert chosen(ranked) == [FRENCH.of(TEXT)]


def test_no_evidence_chooses_nothing() -> None:
    assert chosen([]) == []


def test_a_neighbour_in_the_same_document_counts_as_such() -> None:
    beside = added(read(PASSAGE, CEILING), read(PASSAGE, DURATION))
    apart = added(read(PASSAGE, DURATION), read(PASSAGE, AGAIN))
    away = added(read(ELSEWHERE, CEILING), read(PASSAGE, DURATION))
    assert [(one["beside"], one["document"]) for one in (beside, apart, away)] == [(1, 1), (0, 1), (0, 0)]


def test_what_is_new_are_words_of_the_question_the_first_has_not() -> None:
    # "hoe lang loopt de steun en wat is het plafond" has 10 terms; the second has "de", "steun" and "loopt".
    assert added(read(PASSAGE, CEILING), read(PASSAGE, DURATION))["new"] == 0.3
    assert added(read(PASSAGE, DURATION), read(PASSAGE, DURATION))["new"] == 0.0


def test_what_is_missing_is_what_is_asked_for_and_the_first_does_not_hold() -> None:
    assert added(read(TABLE, ROW), read(PASSAGE, DURATION))["missing"] == 1
    assert added(read(PASSAGE, CEILING), read(PASSAGE, AGAIN))["missing"] == 0


def test_strength_language_and_repetition_are_told() -> None:
    row = added(read(PASSAGE, CEILING, 5.0, ACROSS), read(OTHER, FRENCH, 3.5, (0.96, 0.28, 0.0)))
    assert (row["strength"], row["language"], row["alike"]) == (-1.5, 0, 0)
    assert abs(row["repeats"] - 0.06) < 1e-6
