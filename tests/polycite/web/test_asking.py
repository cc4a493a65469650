from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from polycite.model import ANONYMOUS, Scope
from polycite.web.asking import AskRequest


def asked(**fields: Any) -> AskRequest:
    return AskRequest.model_validate({"question": "Wat is het plafond?", **fields})


def refusal(**fields: Any) -> list[str]:
    """Where the refused fields are."""
    with pytest.raises(ValidationError) as caught:
        asked(**fields)
    return ["/".join(str(step) for step in one["loc"]) for one in caught.value.errors()]


def test_a_question_alone_asks_for_eight_passages_from_everything() -> None:
    question = asked().put_by(ANONYMOUS)
    assert (question.text, question.language, question.k) == ("Wat is het plafond?", None, 8)
    assert question.scope == Scope(ANONYMOUS)


def test_every_filter_reaches_the_scope() -> None:
    full = asked(language="fr", k=3, as_of="2026-06-01", languages=["nl", "en"], documents=["a", "b"])
    question = full.put_by(ANONYMOUS)
    assert question.scope == Scope(ANONYMOUS, ("nl", "en"), ("a", "b"), date(2026, 6, 1))
    assert (question.language, question.k) == ("fr", 3)


def test_white_space_around_a_question_does_not_count() -> None:
    assert asked(question="  hoeveel?\n").question == "hoeveel?"
    assert len(asked(question=" " * 5000 + "a" * 2000).question) == 2000


@pytest.mark.parametrize("question", ["", "   \n\t", "a" * 2001, None, 5, ["a"], {"$where": "1"}])
def test_a_question_has_one_to_two_thousand_characters(question: object) -> None:
    assert refusal(question=question) == ["question"]


@pytest.mark.parametrize("k", [0, -1, 51, 10**9, "5", 5.0, None, True])
def test_k_is_a_whole_number_from_one_to_fifty(k: object) -> None:
    assert refusal(k=k) == ["k"]


@pytest.mark.parametrize("day", ["2026-13-01", "2026-6-1", "1767225600", "2026-06-01T00:00:00", 0, 1.5, "", "gisteren"])
def test_a_day_is_written_out(day: object) -> None:
    assert refusal(as_of=day) == ["as_of"]


@pytest.mark.parametrize("languages", [[], ["de"], "nl", ["nl"] * 4])
def test_languages_are_some_of_the_three(languages: object) -> None:
    assert refusal(languages=languages)[0].startswith("languages")


@pytest.mark.parametrize("documents", [[], ["a"] * 101, [""], ["a" * 201], [7], "a"])
def test_documents_are_at_most_a_hundred_identifiers(documents: object) -> None:
    assert refusal(documents=documents)[0].startswith("documents")


@pytest.mark.parametrize("language", ["de", "NL", "", None, 1])
def test_a_language_is_auto_or_one_of_the_three(language: object) -> None:
    assert all(place.startswith("language") for place in refusal(language=language))


def test_a_history_of_twenty_turns_is_taken() -> None:
    turn = {"role": "user", "content": "x" * 4000}
    assert len(asked(history=[turn] * 20).history) == 20
    assert refusal(history=[turn] * 21) == ["history"]


def test_a_turn_is_by_the_user_or_the_assistant_and_short() -> None:
    assert refusal(history=[{"role": "system", "content": "x"}]) == ["history/0/role"]
    assert refusal(history=[{"role": "user", "content": "x" * 4001}]) == ["history/0/content"]
    assert refusal(history=[{"role": "user", "content": "x", "name": "y"}]) == ["history/0/name"]


def test_unknown_fields_are_refused_by_name() -> None:
    assert refusal(top_k=5) == ["top_k"]


@pytest.mark.parametrize("stream", ["true", 1, None])
def test_stream_is_true_or_false(stream: object) -> None:
    assert refusal(stream=stream) == ["stream"]


def test_a_mode_is_extractive_generative_or_left_open() -> None:
    assert [asked(mode=mode).mode for mode in ("extractive", "generative", None)] == ["extractive", "generative", None]
    assert refusal(mode="creative") == ["mode"]


def test_only_the_askers_own_last_three_messages_reach_the_question() -> None:
    said = [{"role": role, "content": f"{role} {number}"} for number in range(4) for role in ("user", "assistant")]
    assert asked(history=said).put_by(ANONYMOUS).history == ("user 1", "user 2", "user 3")
    assert asked().put_by(ANONYMOUS).history == ()
