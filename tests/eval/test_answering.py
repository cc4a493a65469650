from __future__ import annotations

import pytest

from eval.answering import holds, key_fact_share, key_facts


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
    assert key_fact_share(found) == 0.5


def test_nothing_quoted_finds_nothing_and_no_groups_are_undefined() -> None:
    assert key_facts([], [["a"]]) == (False,)
    assert key_fact_share(()) is None


@pytest.mark.parametrize("group", [[], ["5 dagen", "…"], [""]])
def test_a_group_that_cannot_be_found_or_always_is_refused(group: list[str]) -> None:
    with pytest.raises(ValueError, match="a key fact needs alternatives"):
        key_facts([("5 dagen", "nl")], [group])
