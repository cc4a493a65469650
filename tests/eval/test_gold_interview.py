"""A person is asked for what is missing, until a line of gold can be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from eval.interview import Interview, Options, Stopped, draft
from eval.journal import Asked
from tests.eval.gold_sources import FOUND, WELL, response
from tests.eval.shelves import shelf


def interview(*answers: str) -> tuple[Interview, list[str]]:
    """An interview with somebody who gives these answers; "" takes the default. Also all that was said."""
    said: list[str] = []
    left: Iterator[str] = iter(answers)

    def ask(what: str, default: str) -> str:
        said.append(what)
        return next(left) or default

    return Interview(ask, said.append, shelf()), said


def asked(question: str = "Wie beslist?", document_id: str = "doc_nl/telewerk.txt") -> Asked:
    found = FOUND | {"document_id": document_id}
    return Asked.model_validate(response(question, passages=[found]))


def test_a_person_is_asked_only_what_is_left_out() -> None:
    someone, said = interview()
    given = replace(WELL, language="nl")
    assert someone.fill(given) == given
    assert said == []


def test_a_person_is_led_from_the_question_to_gold() -> None:
    answers = ["Wie beslist?", "", "nl/telewerk.txt", "leidinggevende beslist", "", "", "leidinggevende", "", "who"]
    someone, said = interview(*answers)
    options = someone.fill(Options())
    assert options.missing == ()
    made = draft(options, shelf(), ())
    assert (made.language, made.type, made.must_contain) == ("nl", "who", (("leidinggevende",),))
    assert made.evidence[0][0].quote == "De leidinggevende beslist."
    assert "nl/telewerk.txt: De leidinggevende beslist." in said


def test_a_slip_is_told_and_asked_again() -> None:
    answers: Sequence[str] = (
        *("", "Wie?", "de", "nl"),  # no question; a language that is none
        *("telewerk", "x", "nl/telewerk.txt", "drie dagen", "twee dagen", "n", "De leidinggevende beslist", ""),
        *("fr/teletravail.txt", "chef", "", ""),  # another version, then no more
        *("leidinggevende | chef", "beslist | décide", "", "who"),
    )
    someone, said = interview(*answers)
    options = someone.fill(Options())
    assert options.documents == ("nl/telewerk.txt", "fr/teletravail.txt")
    assert options.words == ("De leidinggevende beslist.", "Le chef décide.")
    assert options.keys == ("leidinggevende | chef", "beslist | décide")
    assert "this cannot be left out" in said
    assert "'de' is none of nl, fr, en" in said
    assert "no document telewerk: nl/telewerk.txt" in said
    assert any(line.startswith("nl/telewerk.txt does not say 'drie dagen'") for line in said)


def test_a_journal_question_takes_a_sentence_of_a_passage_by_number() -> None:
    someone, said = interview("1", "2", "leidinggevende", "", "who")
    options = someone.choose(asked())
    assert options is not None
    made = draft(options, shelf(), ())
    assert made.question == "Wie beslist?"
    assert made.evidence[0][0].quote == "De leidinggevende beslist."
    assert "  1. nl/telewerk.txt: Telewerk mag twee dagen per week. De leidinggevende beslist." in said


def test_a_journal_question_may_be_absent_skipped_or_the_last() -> None:
    near, _ = interview("n", "telework")
    options = near.choose(asked())
    assert options is not None
    assert draft(options, shelf(), ()).unanswerable == "near_domain"
    outside, _ = interview("o")
    options = outside.choose(asked())
    assert options is not None
    assert draft(options, shelf(), ()).family == "out-of-domain"
    assert interview("s")[0].choose(asked()) is None
    with pytest.raises(Stopped):
        interview("q")[0].choose(asked())


def test_a_document_that_changed_since_is_asked_for_words() -> None:
    someone, said = interview("1", "leidinggevende beslist", "", "", "leidinggevende", "", "who")
    options = someone.choose(asked(document_id="doc_older"))
    assert options is not None
    assert options.words == ("De leidinggevende beslist.",)
    assert "nl/telewerk.txt has changed since it was shown: give words of it as it is now" in said
