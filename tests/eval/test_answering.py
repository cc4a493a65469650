from __future__ import annotations

from collections.abc import Callable

import pytest

from eval.answering import (
    contains_gold,
    exact_match,
    holds,
    key_fact_share,
    key_facts,
    key_facts_complete,
    squad_exact_match,
    squad_f1,
    token_f1,
)


def test_the_best_of_several_golds_counts() -> None:
    assert exact_match("vijf dagen", ["zes dagen", "Vijf dagen."], "nl") == 1.0
    assert token_f1("vijf dagen", ["zes weken", "vijf weken", "zes"], "nl") == 0.5


@pytest.mark.parametrize("measure", [exact_match, token_f1, contains_gold])
def test_without_gold_an_answer_cannot_be_compared(measure: Callable[..., float | None]) -> None:
    assert measure("vijf dagen", [], "nl") is None


def test_amounts_and_days_match_over_their_notation() -> None:
    assert exact_match("€ 1.500,00 op 1 mei 2024", ["€ 1500 op 01/05/2024"], "nl") == 1.0
    assert exact_match("1.500", ["1,500"], "en") == 0.0


def test_f1_counts_a_repeated_word_as_often_as_both_have_it() -> None:
    # "ja ja nee" and "ja nee nee": two tokens shared of three and three.
    assert token_f1("ja ja nee", ["ja nee nee"], "nl") == pytest.approx(2 / 3)


def test_f1_is_symmetric_here_and_zero_without_a_shared_word() -> None:
    assert token_f1("drie dagen verlof", ["verlof"], "nl") == token_f1("verlof", ["drie dagen verlof"], "nl") == 0.5
    assert token_f1("drie", ["vier"], "nl") == 0.0


def test_an_empty_answer_has_no_f1_with_a_gold() -> None:
    assert token_f1("", ["vier"], "nl") == 0.0
    assert token_f1("…", ["…"], "nl") == 1.0


@pytest.mark.parametrize(
    ("text", "part", "found"),
    [
        ("binnen 15 dagen", "5 dagen", False),
        ("binnen 15 dagen", "15 dag", True),
        ("1500 euro", "150", False),
        ("1.5 miljoen", "5 miljoen", False),
        ("1.5 miljoen", "1", False),
        ("1.5 miljoen", "1.5", True),
        ("artikel 3.1.2", "3.1", False),
        ("2024-05-01", "2024", True),
        ("2024-05-01", "2024-05", True),
        ("2024-05-01", "05-01", True),
        ("2024-05-01", "2024-0", False),
        ("155 of 55", "55", True),
        ("verlof", "", False),
        ("", "verlof", False),
    ],
)
def test_a_part_may_end_inside_a_word_but_never_inside_a_number(text: str, part: str, found: bool) -> None:
    assert holds(text, part) is found


def test_contains_ignores_articles_and_what_stands_around() -> None:
    assert contains_gold("Dat is le directeur général, dit-on", ["la directeur général"], "fr") == 1.0


@pytest.mark.parametrize("measure", [squad_exact_match, squad_f1])
def test_an_unanswerable_question_rewards_silence_alone(measure: Callable[..., float | None]) -> None:
    assert measure(" \n", [], "en") == 1.0
    assert measure("I do not know", [], "en") == 0.0


@pytest.mark.parametrize("measure", [squad_exact_match, squad_f1])
def test_an_answerable_question_is_scored_as_before(measure: Callable[..., float | None]) -> None:
    assert measure("The board.", ["board"], "en") == 1.0
    assert measure("", ["board"], "en") == 0.0


def test_a_key_fact_is_found_in_any_quotation_each_by_its_own_language() -> None:
    # 1.500 is fifteen hundred in Dutch and one and a half in English.
    assert key_facts([("1.500 euro", "nl")], [["1500"]]) == (True,)
    assert key_facts([("1.500 euro", "en")], [["1500"]]) == (False,)
    assert key_facts([("geen", "nl"), ("1,500 euro", "en")], [["1500"]]) == (True,)


def test_a_key_fact_keeps_its_article_because_it_may_count() -> None:
    assert key_facts([("2 jours", "fr")], [["un jour"]]) == (False,)
    assert key_facts([("soit un jour", "fr")], [["un jour"]]) == (True,)


def test_groups_are_told_one_by_one_and_shared() -> None:
    found = key_facts([("Binnen 5 werkdagen, schriftelijk", "nl")], [["5 werkdagen"], ["per e-mail", "mondeling"]])
    assert found == (True, False)
    assert (key_fact_share(found), key_facts_complete(found)) == (0.5, 0.0)


def test_nothing_quoted_finds_nothing_and_no_groups_are_undefined() -> None:
    assert key_facts([], [["a"]]) == (False,)
    assert key_fact_share(()) is None
    assert key_facts_complete(()) is None


@pytest.mark.parametrize("group", [[], ["5 dagen", "…"], [""]])
def test_a_group_that_cannot_be_found_or_always_is_refused(group: list[str]) -> None:
    with pytest.raises(ValueError, match="a key fact needs alternatives"):
        key_facts([("5 dagen", "nl")], [group])
