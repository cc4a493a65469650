from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from eval.citing import (
    FUNCTION_WORDS,
    Statement,
    alce_precision,
    alce_recall,
    citation_validity,
    gold_precision,
    gold_recall,
    parity,
    quote_exactness,
    span_valid,
    supported,
)


def words_within(sentence: str, passages: Sequence[str]) -> bool:
    """A judge one can follow: every letter of the sentence is in some passage."""
    return set(sentence) <= set("".join(passages))


def test_precision_falls_with_idle_citations_and_recall_with_missing_ones() -> None:
    assert gold_precision({"a", "x", "y", "z"}, {"a"}) == 0.25
    assert gold_recall({"a"}, {"a", "b"}) == 0.5


def test_citing_nothing_has_no_precision_and_no_recall_to_show_for_it() -> None:
    assert gold_precision(set(), {"a"}) is None
    assert gold_recall(set(), {"a"}) == 0.0


def test_without_gold_neither_is_defined() -> None:
    assert gold_precision({"a"}, set()) is None
    assert gold_recall({"a"}, set()) is None


def test_each_invented_citation_counts() -> None:
    assert citation_validity(["a", "ghost", "ghost", "b"], {"a", "b"}) == 0.5
    assert citation_validity([], {"a"}) is None


TEXT = "Le délai est de 30 jours."


@pytest.mark.parametrize(
    ("start", "end", "quote", "valid"),
    [
        (0, 25, "Le délai est de 30 jours.", True),
        (3, 8, "délai", True),
        (3, 8, "DE\u0301LAI", True),
        (3, 8, "delai", False),
        (16, 24, "30\u00a0jours", True),
        (3, 8, "jours", False),
        (-22, 8, "délai", False),
        (8, 3, "délai", False),
        (3, 3, "", False),
        (24, 25, ".", False),
        (0, 26, "Le délai est de 30 jours.", False),
    ],
)
def test_a_span_lies_in_the_text_and_says_the_quotation(start: int, end: int, quote: str, valid: bool) -> None:
    assert span_valid(TEXT, start, end, quote) is valid


def test_a_quotation_is_exact_when_only_its_typesetting_differs() -> None:
    assert quote_exactness([("« le  DÉLAI est\nde 30 jours »", TEXT)]) == 1.0


def test_a_quotation_that_ends_inside_a_word_is_not_exact() -> None:
    assert quote_exactness([("délai est de 30 jour", TEXT)]) == 0.0


def test_a_part_of_a_date_or_an_amount_is_still_verbatim() -> None:
    assert quote_exactness([("mei 2024 geldt de regel", "Vanaf 1 mei 2024 geldt de regel.")]) == 1.0


def test_three_words_are_no_quotation() -> None:
    assert quote_exactness([("le délai de", TEXT)]) is None
    assert quote_exactness([]) is None


@pytest.mark.parametrize(("kept", "held"), [(5, True), (4, True), (3, False)])
def test_four_content_words_of_five_are_enough_and_three_are_not(kept: int, held: bool) -> None:
    words = ["cluster", "subsidie", "aanvraag", "termijn", "bedrag"]
    assert supported("De " + " van het ".join(words), [" ".join(words[:kept])], "nl") is held


@pytest.mark.parametrize(
    ("passage", "held"),
    [
        ("Vanaf 1/5/2024 bedraagt de jaarlijkse subsidie voor clusters 1500 euro", True),
        ("Vanaf 1/5/2024 bedraagt de jaarlijkse subsidie voor clusters 1501 euro", False),
        ("Vanaf 2/5/2024 bedraagt de jaarlijkse subsidie voor clusters 1500 euro", False),
    ],
)
def test_every_number_and_every_day_must_be_there_whatever_else_is(passage: str, held: bool) -> None:
    sentence = "De jaarlijkse subsidie voor clusters bedraagt 1.500 euro vanaf 1 mei 2024"
    assert supported(sentence, [passage], "nl") is held


def test_passages_support_a_sentence_together() -> None:
    assert not supported("Managers approve travel", ["managers"], "en")
    assert supported("Managers approve travel", ["managers approve", "travel"], "en")


@pytest.mark.parametrize(("sentence", "passages"), [("It is.", ["It is."]), ("", ["x"]), ("Travel", [])])
def test_a_sentence_that_says_nothing_and_one_without_passages_have_no_support(
    sentence: str, passages: list[str]
) -> None:
    assert not supported(sentence, passages, "en")


def test_an_unknown_language_counts_every_word() -> None:
    assert not supported("der Tag", ["Tag"], "de")


def test_function_words_are_lower_case_and_each_language_has_some() -> None:
    assert set(FUNCTION_WORDS) == {"nl", "fr", "en"}
    for words in FUNCTION_WORDS.values():
        assert words
        assert {word.casefold() for word in words} == words


def test_a_sentence_is_recalled_when_its_citations_hold_it_together() -> None:
    assert alce_recall([Statement("ab", ("a", "b")), Statement("ab", ("a",))], words_within) == 0.5


def test_a_sentence_without_a_citation_counts_against_recall_only() -> None:
    statements = [Statement("a", ("a",)), Statement("a", ())]
    assert alce_recall(statements, words_within) == 0.5
    assert alce_precision(statements, words_within) == 1.0


@pytest.mark.parametrize(
    ("text", "cited", "precision"),
    [
        ("ab", ("a", "b"), 1.0),  # neither alone, but neither can be missed
        ("ab", ("ab", "ab"), 1.0),  # each alone
        ("ab", ("ab", "a"), 0.5),  # "a" does not hold it, and is not missed
        ("ab", ("a", "b", "x"), 2 / 3),
        ("ab", ("a", "x"), 0.0),  # the sentence is not supported, so no citation is precise
        ("a", ("a",), 1.0),
    ],
)
def test_a_citation_is_precise_when_it_holds_the_sentence_or_is_missed(
    text: str, cited: tuple[str, ...], precision: float
) -> None:
    assert alce_precision([Statement(text, cited)], words_within) == pytest.approx(precision)


def test_precision_is_of_citations_not_of_sentences() -> None:
    # One precise citation of one, and one of three: 2 / 4, not the mean of 1 and 1/3.
    statements = [Statement("a", ("a",)), Statement("b", ("b", "x", "x"))]
    assert alce_precision(statements, words_within) == 0.5


def test_no_sentences_and_no_citations_are_undefined() -> None:
    assert alce_recall([], words_within) is None
    assert alce_precision([Statement("a", ())], words_within) is None


def test_lexical_support_is_a_judge_like_any_other() -> None:
    judge = partial(supported, language="en")
    right = Statement("Staff report a loss in 24 hours", ("A loss: staff report within 24 hours.",))
    wrong = Statement("Staff report a loss in 48 hours", right.cited)
    assert alce_recall([right, wrong], judge) == 0.5


@pytest.mark.parametrize(
    ("families", "same"),
    [
        ([{"a"}, {"a"}, {"a"}], 1.0),
        ([{"a", "b"}, {"b", "c"}, {"b"}], 1.0),
        ([{"a", "b"}, {"b", "c"}, {"a", "c"}], 0.0),
        ([{"a"}, {"a"}, set()], 0.0),
        ([set(), set(), set()], None),
        ([], None),
    ],
)
def test_a_triple_agrees_on_a_family_all_three_cite(families: list[set[str]], same: float | None) -> None:
    assert parity(families) == same
