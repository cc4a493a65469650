"""polycite in this process, over a shelf in memory: what it is asked, and what it may be asked to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from eval.ours import SEEN, Ours
from polycite.ask import Asker
from polycite.errors import UnknownDocument
from polycite.model import LANGUAGES
from polycite.ports import Description
from tests.eval.gold import answered
from tests.eval.reports import DAY, ask
from tests.polycite import conftest

shelf = conftest.shelf
"""The small trilingual shelf of polycite's own tests."""

RULE = "Telewerk is toegestaan op twee dagen per week."
QUESTION = ask(answered(question="Op hoeveel dagen per week is telewerk toegestaan?"))
HR = ask(answered(question="Op hoeveel dagen per week is telewerk toegestaan?", groups=["hr"]))


@pytest.fixture
def ours(shelf: Callable[..., Asker]) -> Ours:
    return Ours(shelf())


def restricted(shelf: Callable[..., Asker]) -> Ours:
    return Ours(shelf(None, {"nl/telewerk.txt": {"readers": ("hr",)}}))


def test_it_quotes_what_its_documents_say_at_offsets_of_the_text_it_shows(ours: Ours) -> None:
    given = ours.ask(QUESTION, DAY)
    assert not given.is_declined
    assert given.quotes[0].quote == RULE
    for one in given.quotes:
        text = ours.text(one.path, QUESTION)
        assert text is not None
        assert text[one.start : one.end] == one.quote


def test_it_claims_to_be_verbatim_and_can_ask_as_anybody(ours: Ours) -> None:
    assert (ours.name, ours.is_verbatim) == ("polycite", True)
    assert ours.can_ask(QUESTION)
    assert ours.can_ask(HR)


def test_it_says_which_views_brought_candidates_in_which_language(ours: Ours) -> None:
    views = ours.ask(QUESTION, DAY).views
    assert views is not None
    assert {f"{view} {language}" for view in ("passage", "sentence") for language in LANGUAGES} <= views
    assert "terms nl" in views
    assert "terms en" not in views


def test_it_gives_passages_as_the_documents_have_them_and_no_more_than_are_judged(ours: Ours) -> None:
    given = ours.ask(QUESTION, DAY)
    assert 0 < len(given.passages) <= SEEN
    assert all(one.text in (ours.text(one.path, QUESTION) or "") for one in given.passages)
    assert given.milliseconds > 0


def test_a_document_is_shown_to_its_readers_alone(shelf: Callable[..., Asker]) -> None:
    ours = restricted(shelf)
    assert ours.text("nl/telewerk.txt", QUESTION) is None
    assert (ours.text("nl/telewerk.txt", HR) or "").startswith(RULE)
    assert ours.text("nl/nowhere.txt", HR) is None


def test_it_asks_as_the_questions_groups(shelf: Callable[..., Asker]) -> None:
    ours = restricted(shelf)
    assert {one.path for one in ours.ask(HR, DAY).passages} == {"nl/telewerk.txt"}
    assert "nl/telewerk.txt" not in {one.path for one in ours.ask(QUESTION, DAY).passages}


def test_it_asks_of_the_questions_own_day_or_else_the_given_one(shelf: Callable[..., Asker]) -> None:
    ended = {"nl/telewerk.txt": {"valid_to": date(2025, 12, 31)}}
    ours = Ours(shelf(None, ended))
    past = ask(answered(question=QUESTION.question, type="as_of", as_of="2025-06-01"))
    assert "nl/telewerk.txt" not in {one.path for one in ours.ask(QUESTION, DAY).passages}
    assert "nl/telewerk.txt" in {one.path for one in ours.ask(past, DAY).passages}
    assert "nl/telewerk.txt" in {one.path for one in ours.ask(QUESTION, date(2025, 6, 1)).passages}


def test_an_index_published_meanwhile_ends_the_run(shelf: Callable[..., Asker]) -> None:
    ours = Ours(shelf())
    assert ours.text("nl/telewerk.txt", QUESTION)
    with ours.asker.library.rebuild(ours.asker.embedder.fingerprint, 8, "other") as draft:
        draft.describe(Description({}))
    with pytest.raises(UnknownDocument):
        ours.text("nl/telewerk.txt", QUESTION)
