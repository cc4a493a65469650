from __future__ import annotations

from collections.abc import Callable

import pytest

from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.bridges import Bridges
from polycite.followup import CARRIED, EARLIER_WEIGHT, leans, resolved, with_earlier
from polycite.model import ANONYMOUS, Language, Scope, Terms
from polycite.signals import names_in

Shelf = Callable[..., Asker]
TELEWORK = "Hoeveel dagen per week mag ik telewerken?"


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("nl", "En voor deeltijdsen?"),
        ("nl", "Hoeveel dagen?"),
        ("nl", "Wie beslist daarover?"),
        ("nl", "Voor stagiairs?"),
        ("fr", "Et à Bruxelles ?"),
        ("fr", "Et pour les temps partiels ?"),
        ("fr", "Celui d'adoption ?"),
        ("fr", "Comment puis-je les récupérer ?"),
        ("en", "And how long?"),
        ("en", "What about interns?"),
        ("en", "Who approves that?"),
        ("en", "Is it taxed?"),
        ("en", "Until when?"),
        ("fr", "Jusqu'à quand ?"),
        ("nl", "Vanaf wanneer?"),
    ],
)
def test_a_question_that_leaves_out_its_subject_leans_on_another(language: Language, question: str) -> None:
    assert leans(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("nl", TELEWORK),
        ("nl", "telewerk"),
        ("nl", "Welke documenten die vertrouwelijk zijn mag ik naar huis meenemen?"),
        ("nl", "En hoeveel verlofdagen krijgt een stagiair die in juli begint?"),
        ("fr", "Combien de jours de congé de maternité ?"),
        ("fr", "En quelle année le plan Marshall a-t-il commencé ?"),
        ("en", "How long is maternity leave?"),
        ("en", "What is the rule that applies to confidential files at home?"),
    ],
)
def test_a_question_that_names_its_subject_stands_alone(language: Language, question: str) -> None:
    assert not leans(question, language)


def test_a_question_that_stands_alone_is_read_without_its_history() -> None:
    read = resolved("Combien dure le congé de maternité ?", None, [TELEWORK])
    assert (read.words, read.earlier) == ("Combien dure le congé de maternité ?", ())


def test_a_follow_up_is_read_after_the_latest_question_that_stands_alone() -> None:
    read = resolved("En voor deeltijdsen?", None, ["Hoeveel verlofdagen krijg ik?", TELEWORK])
    assert read.words == f"{TELEWORK} En voor deeltijdsen?"


def test_the_capital_of_a_follow_up_does_not_look_like_that_of_a_name() -> None:
    read = resolved("En voor deeltijdsen?", None, ["telewerk dagen"])
    assert read.words == "telewerk dagen. En voor deeltijdsen?"
    assert names_in(read.words) == frozenset()


def test_a_subject_that_was_replaced_is_not_carried_on() -> None:
    read = resolved("En in Vlaanderen?", None, [TELEWORK, "En in Brussel?"])
    assert read.words == f"{TELEWORK} En in Vlaanderen?"


def test_a_question_without_any_subject_takes_all_since_the_latest_that_stands_alone() -> None:
    read = resolved("En hoe lang?", None, [TELEWORK, "En in Brussel?"])
    assert read.words == f"{TELEWORK} En in Brussel? En hoe lang?"


def test_only_the_last_three_questions_are_looked_at() -> None:
    assert resolved("En hoe lang?", None, [TELEWORK, "Hoe lang?", "Wie?", "Hoeveel?"]).words == "En hoe lang?"
    assert resolved("En hoe lang?", None, [TELEWORK, "Hoeveel?"]).words == f"{TELEWORK} Hoeveel? En hoe lang?"


@pytest.mark.parametrize("history", [[], ["?!"], ["En hoe lang?", "Hoeveel?"]])
def test_without_an_earlier_question_to_lean_on_it_is_read_as_it_stands(history: list[str]) -> None:
    assert resolved("En voor deeltijdsen?", None, history).earlier == ()


def test_of_a_long_message_its_end_is_carried_in_whole_words() -> None:
    (one,) = resolved("En hoe lang?", None, ["woord " * 200 + TELEWORK]).earlier
    assert one.words.endswith(TELEWORK)
    assert one.words.startswith("woord ")
    assert len(one.words) <= CARRIED


def test_what_is_asked_for_is_inherited_only_by_a_question_that_asks_nothing_itself() -> None:
    assert resolved("En voor deeltijdsen?", None, [TELEWORK]).wants == {"duration"}
    assert resolved("En wie beslist?", None, [TELEWORK]).wants == {"person"}
    assert resolved("En mag dat?", None, [TELEWORK]).wants == frozenset()


def test_a_few_words_are_in_the_language_of_the_question_before_them() -> None:
    assert resolved("Maximum?", None, [TELEWORK]).language == "nl"
    assert resolved("Maximum?", "fr", [TELEWORK]).language == "fr"


def test_earlier_words_weigh_less_and_the_questions_own_as_they_are() -> None:
    own = {"nl": Terms((2, 5), (1.0, 1.0))}
    earlier = [{"nl": Terms((1, 5), (1.0, 2.0))}, {"nl": Terms((1,), (0.5,))}]
    assert with_earlier(own, earlier)["nl"] == Terms((1, 2, 5), (EARLIER_WEIGHT, 1.0, 1.0))  # type: ignore[arg-type]


def ask(asker: Asker, question: str, *history: str) -> Answer:
    return asker.ask(Question(question, Scope(ANONYMOUS), history=history))


def test_a_follow_up_is_answered_with_what_the_earlier_question_was_about(shelf: Shelf) -> None:
    asker, earlier = shelf(), "Wat is er afgesproken over telewerk?"
    alone, after = ask(asker, "En hoe lang?"), ask(asker, "En hoe lang?", earlier)
    assert after.hits[0].passage.document == "nl/telewerk.txt"
    assert (after.question, after.resolved_question) == ("En hoe lang?", f"{earlier} En hoe lang?")
    assert alone.resolved_question is None
    assert after.hits[0].score > next(hit.score for hit in alone.hits if hit.passage.document == "nl/telewerk.txt")


def test_an_earlier_question_in_another_language_crosses_its_own_bridges(shelf: Shelf) -> None:
    bridges = Bridges({("en", "nl"): {"telework": (("telewerk", 1.0),)}})
    answer = ask(shelf(bridges=bridges), "Et combien de jours ?", "What is the rule on telework?")
    assert answer.language == "fr"
    terms = [one for one in answer.trace.ranking.candidates if (one.view, one.language) == ("terms", "nl")]
    assert terms[0].hits[0].passage.document == "nl/telewerk.txt"


def test_history_changes_nothing_for_a_question_that_stands_alone(shelf: Shelf) -> None:
    asker, question = shelf(), "Welke vergoeding krijgt wie thuis werkt per maand?"
    alone, after = ask(asker, question), ask(asker, question, "Combien de jours de congé par an ?")
    assert (after.hits, after.citations, after.text) == (alone.hits, alone.citations, alone.text)
