from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from polycite.clues import CLUES, ENOUGH, Line, Rarity, clues, rarities
from polycite.model import Hit, Language, Passage, Span, Terms
from polycite.phrases import phrase_of
from polycite.question import Want
from polycite.terms import analysers

ANALYSERS = analysers()
SPANS = (Span(0, 1), Span(1, 2), Span(2, 3))
FIRST = Hit(Passage("p", "d", Span(0, 3), "prose", (), "nl", SPANS), 5.0, 1)
TABLE = Hit(Passage("t", "e", Span(0, 3), "table", (), "fr", SPANS), 3.0, 2)
LAST = Hit(Passage("q", "e", Span(0, 3), "prose", (), "fr", SPANS), 2.0, 3)
QUESTION = "hoeveel bedraagt de vergoeding"


def line(hit: Hit, place: int, words: str, closeness: float) -> Line:
    return Line(hit, place, phrase_of(words, ANALYSERS[hit.passage.language]), closeness)


LINES = [
    line(FIRST, 0, "De vergoeding bedraagt 145 euro per maand.", 4.0),
    line(FIRST, 1, "De leidinggevende mag dat niet weigeren.", 2.5),
    line(TABLE, 0, "Indemnité\t145 euros", 3.0),
    line(LAST, 2, "Elle existe parce que les bureaux sont pleins.", 1.0),
]


def rows(wants: frozenset[Want] = frozenset(), language: Language = "nl") -> list[dict[str, float]]:
    rarity = rarities({one: analyser.question(QUESTION) for one, analyser in ANALYSERS.items()}, LINES)
    return [dict(zip(CLUES, row, strict=True)) for row in clues(LINES, rarity, wants, language).tolist()]


def column(clue: str, wants: frozenset[Want] = frozenset()) -> list[float]:
    return [row[clue] for row in rows(wants)]


def test_closeness_is_told_with_that_of_the_passage_and_the_neighbour() -> None:
    assert column("close") == [4.0, 2.5, 3.0, 1.0]
    assert column("outshone") == [0.0, 1.5, 0.0, 0.0]
    assert column("beside") == [-1.5, 1.5, 0.0, 0.0]


def test_passages_and_documents_are_told_below_the_first() -> None:
    assert column("passage") == [0.0, 0.0, -2.0, -3.0]
    assert column("document") == [0.0, 0.0, -2.0, -2.0]
    assert column("often") == [log(2), log(2), log(3), log(3)]


def test_words_told_are_a_share_by_rarity() -> None:
    shared = column("told")
    assert shared[0] > shared[1] > 0
    assert shared[2:] == [0.0, 0.0]


def test_words_around_a_sentence_tell_what_it_is_about() -> None:
    told = analysers()["fr"].said("indemnité de télétravail")
    pair = [LINES[2], replace(LINES[2], around=told)]
    rarity = rarities({"fr": ANALYSERS["fr"].question("quelle indemnité de télétravail ?")}, pair)
    alone, within = (row[CLUES.index("told")] for row in clues(pair, rarity, frozenset(), "fr").tolist())
    # Of the words asked for, the row says one, and with its heading all but the question word.
    assert 0 < alone < within < 1


@pytest.mark.parametrize(("want", "expected"), [("amount", [1.0, 0.0, 1.0, 0.0]), ("duration", [0.0] * 4)])
def test_an_amount_or_a_duration_counts_where_it_is_asked_for(want: Want, expected: list[float]) -> None:
    assert column(want, frozenset({want})) == expected
    assert column(want) == [0.0] * 4


def clue_of(name: str, lines: list[Line], question: str, language: Language = "fr") -> list[float]:
    rarity = rarities({language: ANALYSERS[language].question(question)}, lines)
    return [row[CLUES.index(name)] for row in clues(lines, rarity, frozenset(), language).tolist()]


def test_words_that_all_rows_have_do_not_tell_which_row_it_is() -> None:
    rows = [line(TABLE, 0, "Indemnité de bureau\t145 euros", 3.0), line(TABLE, 1, "Indemnité de vélo\t34 euros", 3.0)]
    # Both have `indemnité`, which so counts for nothing; `bureau` is in one of the two sentences: log(3 / 1.5) squared.
    assert clue_of("row_own", rows, "indemnité bureau") == pytest.approx([log(3 / 1.5) ** 2 / ENOUGH, 0.0])


def test_words_of_the_title_do_not_tell_which_row_it_is() -> None:
    row = line(TABLE, 0, "Indemnité de bureau\t145 euros", 3.0)
    alone = log(2 / 1.5) ** 2 / ENOUGH
    assert clue_of("row_own", [row], "indemnité") == pytest.approx([alone])
    assert clue_of("row_own", [replace(row, title=ANALYSERS["fr"].said("Les indemnités"))], "indemnité") == [0.0]


def test_a_row_whose_first_cell_was_asked_for_is_told_by_it() -> None:
    office, cycling = "Indemnité de bureau", "Indemnité de vélo"
    labelled = [phrase_of(f"{label}\t145 euros", ANALYSERS["fr"], label) for label in (office, cycling)]
    rows = [Line(TABLE, place, phrase, 3.0) for place, phrase in enumerate(labelled)]
    words = [len(ANALYSERS["fr"].said(label)) for label in (office, cycling)]
    asked_for = [len(ANALYSERS["fr"].said("bureau")), 0]
    assert clue_of("row_label", rows, "bureau") == [part / whole for part, whole in zip(asked_for, words, strict=True)]
    assert clue_of("row_label", [line(LAST, 0, "Le bureau paie.", 1.0)], "bureau") == [0.0]


def test_words_that_only_the_sentence_before_has_are_told_apart() -> None:
    lines = [line(FIRST, 0, "De vergoeding is nieuw.", 1.0), line(FIRST, 1, "Ze bedraagt 145 euro.", 1.0)]
    rare = log(3 / 1.5) ** 2
    assert clue_of("before", lines, "vergoeding", "nl") == pytest.approx([0.0, rare / ENOUGH])
    around = [lines[0], replace(lines[1], around=ANALYSERS["nl"].said("Vergoeding"))]
    assert clue_of("before", around, "vergoeding", "nl") == [0.0, 0.0]


def test_a_share_of_few_words_tells_little() -> None:
    assert Rarity({1: ENOUGH, 2: 3 * ENOUGH}, 4 * ENOUGH).told(frozenset({2, 9})) == 0.75
    assert Rarity({1: ENOUGH / 8, 2: ENOUGH / 8}, ENOUGH / 4).told(frozenset({2})) == 0.125


def test_a_word_few_sentences_have_weighs_more() -> None:
    rarity = rarities({"nl": ANALYSERS["nl"].question("de vergoeding")}, LINES)["nl"]
    everywhere, rare = (rarity.weights[term] for word in ("de", "vergoeding") for term in ANALYSERS["nl"].said(word))
    assert everywhere == pytest.approx(log(5 / 2.5) ** 2)
    assert rare == pytest.approx(log(5 / 1.5) ** 2)
    assert Rarity({1: 1.0, 2: 3.0}, 4.0).share(frozenset({2, 9})) == 0.75


def test_a_bridged_word_weighs_what_its_bridge_does() -> None:
    own, bridged = ANALYSERS["fr"].question("bureaux"), ANALYSERS["fr"].question("pleins")
    lines = [LINES[3]]
    terms = Terms((*own.indices, *bridged.indices), (1.0, 0.25))
    rarity = rarities({"fr": terms}, lines)["fr"]
    # Both stand in the one sentence there is, so that each is as rare: log(2 / 1.5).
    rare = log(2 / 1.5) ** 2
    assert rarity.weights == pytest.approx({own.indices[0]: rare, bridged.indices[0]: rare / 4})
    assert rarity.share(frozenset(bridged.indices)) == pytest.approx(0.2)


def test_figures_speak_only_where_figures_are_asked_for() -> None:
    assert column("held") == column("figure") == [0.0] * 4
    asked: frozenset[Want] = frozenset({"amount", "date"})
    assert column("held", asked) == [0.5, 0.0, 0.5, 0.0]
    assert column("figure", asked) == [1.0, 0.0, 1.0, 0.0]


def test_reasons_and_people_speak_only_where_they_are_asked_for() -> None:
    assert column("reason") == column("person") == [0.0] * 4
    assert column("reason", frozenset({"reason"})) == [0.0, 0.0, 0.0, 1.0]
    assert column("person", frozenset({"person"})) == [0.0, 1.0, 0.0, 0.0]


def test_what_a_sentence_is_speaks_whatever_is_asked() -> None:
    assert column("rule") == [0.0, 1.0, 0.0, 0.0]
    assert column("row") == [0.0, 0.0, 1.0, 0.0]
    assert column("row_close") == [0.0, 0.0, 3.0, 0.0]
    assert column("empty") == [0.0, 0.0, 1.0, 0.0]
    assert column("own_language") == [1.0, 1.0, 0.0, 0.0]
    assert column("length")[0] == pytest.approx(log(42 / 100) ** 2)


def test_no_sentences_have_no_clues() -> None:
    assert clues([], {}, frozenset(), "nl").shape == (0, len(CLUES))
