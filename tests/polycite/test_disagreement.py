from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.disagreement import anchored, contradicted
from polycite.model import ANONYMOUS, Principal, Scope
from polycite.quantities import Quantity, QuantityKind, quantities
from tests.polycite.conftest import TEXTS

Shelf = Callable[..., Asker]

ANY: frozenset[QuantityKind] = frozenset(("amount", "share", "duration", "time", "date", "count"))
ONE = "Wie ziek wordt op een telewerkdag, meldt dat uiterlijk om 9.15 uur aan de leidinggevende."
OTHER = "Wie ziek wordt op een telewerkdag, meldt dat uiterlijk om 10 uur aan de leidinggevende."
QUESTION = "Tot hoe laat meldt wie ziek wordt op een telewerkdag dat aan de leidinggevende?"


def answer(
    shelf: Shelf, other: str = OTHER, who: Principal = ANONYMOUS, facts: dict[str, object] | None = None
) -> Answer:
    known: dict[str, dict[str, object]] = {
        "beleid.txt": {"title": "Beleid", "published": date(2025, 11, 17), "family": "beleid"},
        "vragen.txt": {"title": "Vragen", "published": date(2026, 2, 2), "family": "vragen", **(facts or {})},
    }
    asker = shelf({**TEXTS, "beleid.txt": ONE, "vragen.txt": other}, known)
    return asker.ask(Question(QUESTION, Scope(who), "nl"))


def said(words: str) -> tuple[Quantity, ...]:
    return quantities(words, "nl")


def test_sources_that_contradict_each_other_are_both_quoted_with_their_days(shelf: Shelf) -> None:
    given = answer(shelf)
    (found,) = given.disagreements
    sides = {(side.value, side.published, given.citations[side.citations[0] - 1].quote) for side in found.sides}
    assert sides == {("om 9.15 uur", date(2025, 11, 17), ONE), ("om 10 uur", date(2026, 2, 2), OTHER)}
    assert "spreken elkaar tegen" in given.text
    assert all(f"[{marker}]" in given.text for side in found.sides for marker in side.citations)


def test_each_quotation_of_a_disagreement_is_a_sentence_of_the_answer(shelf: Shelf) -> None:
    given = answer(shelf)
    assert [one.citations for one in given.sentences] == [(one.marker,) for one in given.citations]


def test_without_a_heading_a_disagreement_is_about_its_documents_title(shelf: Shelf) -> None:
    assert answer(shelf).disagreements[0].about in ("Beleid", "Vragen")


@pytest.mark.parametrize(
    "facts",
    [
        {"family": "beleid"},  # language versions, or drafts, of one text
        {"supersedes": ("beleid.txt",)},  # one replaces the other: a change, no contradiction
        {"readers": ("hr",)},
        {"valid_to": date(2026, 1, 1)},  # no longer in force
    ],
)
def test_what_only_looks_like_a_contradiction_is_none(shelf: Shelf, facts: dict[str, object]) -> None:
    assert answer(shelf, facts=facts).disagreements == ()


def test_other_years_are_other_matters(shelf: Shelf) -> None:
    known: dict[str, dict[str, object]] = {"a.txt": {"title": "Verslag 2024"}, "b.txt": {"title": "Verslag 2025"}}
    asker = shelf({**TEXTS, "a.txt": ONE, "b.txt": OTHER}, known)
    assert asker.ask(Question(QUESTION, Scope(ANONYMOUS), "nl")).disagreements == ()


def test_sources_that_say_the_same_do_not_contradict_each_other(shelf: Shelf) -> None:
    assert answer(shelf, ONE.replace("meldt", "zegt")).disagreements == ()


def test_somebody_who_may_read_both_is_told(shelf: Shelf) -> None:
    assert answer(shelf, who=Principal("p", frozenset({"public", "hr"})), facts={"readers": ("hr",)}).disagreements


def test_one_measure_apart_and_all_others_the_same_is_a_contradiction() -> None:
    guide = said("Een waarborg van 5 % vanaf 30.000 euro, tenzij voor 45 dagen.")
    rules = said("Een waarborg van 5 % vanaf 50.000 euro, tenzij voor 45 dagen.")
    assert contradicted(guide, rules, ANY) == ("amount", "")
    assert anchored(guide, rules, ("amount", ""))


def test_two_measures_apart_are_two_matters() -> None:
    assert contradicted(said("5 % vanaf 30.000 euro"), said("6 % vanaf 50.000 euro"), ANY) is None


def test_figures_that_partly_agree_do_not_contradict() -> None:
    assert contradicted(said("van 3.000 tot 10.000 euro"), said("van 10.000 tot 30.000 euro"), ANY) is None


def test_a_figure_of_a_kind_that_was_not_asked_for_does_not_matter() -> None:
    assert contradicted(said("tot 100 euro"), said("tot 200 euro"), frozenset({"duration"})) is None


def test_a_single_common_figure_is_no_anchor() -> None:
    assert not anchored(said("5 % vanaf 30.000 euro"), said("5 % vanaf 50.000 euro"), ("amount", ""))


OTHERS = {path: text for path, text in TEXTS.items() if not path.startswith("nl/")}
RULES = "Een voltijds personeelslid mag dan van de leidinggevende hoogstens 3 dagen per week telewerken."
NEWCOMERS = "Van de leidinggevende mag een voltijds nieuw personeelslid dan hoogstens 2 dagen per week telewerken."
FAQ = "Een voltijds nieuw personeelslid mag dan van de leidinggevende hoogstens 2 dagen per week telewerken."
HOW_MANY = "Hoeveel dagen per week mag een voltijds personeelslid dan van de leidinggevende telewerken?"


def of_rules(shelf: Shelf, rules: str, more: dict[str, str] | None = None) -> Answer:
    known = {
        "regels.txt": {"title": "Regels", "family": "regels", "language": "nl"},
        "rules.txt": {"title": "Rules", "family": "regels", "language": "nl"},
        "vragen.txt": {"title": "Vragen", "family": "vragen", "language": "nl"},
    }
    texts = {**TEXTS, "regels.txt": rules, "vragen.txt": FAQ, **(more or {})}
    asker = shelf(texts, {path: facts for path, facts in known.items() if path in texts})
    given = asker.ask(Question(HOW_MANY, Scope(ANONYMOUS), "nl"))
    assert given.citations
    return given


def test_without_a_sentence_that_agrees_another_figure_is_a_contradiction(shelf: Shelf) -> None:
    assert of_rules(shelf, RULES).disagreements


def test_what_the_document_itself_says_elsewhere_contradicts_nothing_in_it(shelf: Shelf) -> None:
    assert of_rules(shelf, f"{RULES} {NEWCOMERS}").disagreements == ()


def test_what_a_version_of_the_document_says_contradicts_nothing_in_it(shelf: Shelf) -> None:
    assert of_rules(shelf, RULES, more={"rules.txt": NEWCOMERS}).disagreements == ()


def test_a_figure_given_in_a_question_for_a_person_is_not_in_dispute(shelf: Shelf) -> None:
    rules = "Het afdelingshoofd keurt een aankoop boven 250 euro goed."
    texts = {**OTHERS, "regels.txt": rules, "vragen.txt": rules.replace("250", "300")}
    known = {path: {"title": path, "language": "nl"} for path in ("regels.txt", "vragen.txt")}

    def asked(question: str) -> Answer:
        return shelf(texts, known).ask(Question(question, Scope(ANONYMOUS), "nl"))

    assert asked("Boven hoeveel euro keurt het afdelingshoofd een aankoop goed?").disagreements
    assert asked("Wie keurt een aankoop boven 300 euro goed?").disagreements == ()
