from __future__ import annotations

import pytest

from polycite.model import Language
from polycite.negation import denials_differ, denies, leanings


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Het verlof mag niet worden overgedragen.", "nl"),
        ("Er is geen loket.", "nl"),
        ("Le congé ne peut pas être reporté.", "fr"),
        ("Aucune indemnité n’est due.", "fr"),
        ("Leave cannot be carried over.", "en"),
        ("No allowance is due.", "en"),
        ("It doesn’t apply.", "en"),
    ],
)
def test_a_word_of_denial_denies(words: str, language: Language) -> None:
    assert denies(words, language)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("no later than 5 working days before", "en"),
        ("strips no wider than 4 millimetres", "en"),
        ("a cluster no longer receives support", "en"),
        ("niet meer dan 12 maanden", "nl"),
        ("pas plus de 12 mois", "fr"),
        ("Point de départ", "fr"),
        ("No | Kind of record | Period", "en"),
    ],
)
def test_a_bound_or_a_name_denies_nothing(words: str, language: Language) -> None:
    assert not denies(words, language)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("un badge inutilisé", "fr"),
        ("het is verboden", "nl"),
        ("unless the manager agrees", "en"),
        ("sans préavis", "fr"),
        ("an unused badge", "en"),
    ],
)
def test_a_denial_may_be_said_in_another_way(words: str, language: Language) -> None:
    assert not denies(words, language)
    assert leanings(words, language) == 1


@pytest.mark.parametrize(
    ("words", "language"),
    [("Le congé peut être reporté.", "fr"), ("Verlof mag worden overgedragen.", "nl"), ("under the union", "en")],
)
def test_a_plain_sentence_does_neither(words: str, language: Language) -> None:
    assert not denies(words, language)
    assert leanings(words, language) == 0


@pytest.mark.parametrize(
    ("dutch", "french", "differ"),
    [
        ("Dit kan niet.", "Cela n’est pas possible.", False),
        ("Dit kan niet.", "Cela est possible.", True),
        ("Dit kan.", "Cela n’est pas possible.", True),
        ("Dit kan niet.", "C’est interdit.", False),
        ("Dit kan niet zonder akkoord.", "Cela ne se fait pas sans accord.", False),
        ("Dit kan niet zonder akkoord.", "Cela se fait sans accord.", True),
        ("Dit kan zonder akkoord.", "Cela ne se fait pas sans accord.", True),
    ],
)
def test_denials_differ_where_one_is_missing_and_nothing_stands_for_it(dutch: str, french: str, differ: bool) -> None:
    assert denials_differ(dutch, "nl", french, "fr") is differ
    assert denials_differ(french, "fr", dutch, "nl") is differ
