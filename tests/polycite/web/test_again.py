"""GET /v1/answers/{id}: the same answer, for the one who asked, as long as its index lives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from polycite.answer import Question
from polycite.ask import Asker
from polycite.model import Principal, Scope
from polycite.web.again import given_again
from polycite.web.app import create_app
from polycite.web.traces import Recent
from tests.polycite.web.journals import DECLINED
from tests.polycite.web.shelves import FACTS, QUESTION, QUOTE, TEXTS


@pytest.mark.parametrize(
    "body",
    [
        {"question": QUESTION},
        {"question": QUESTION, "mode": "generative"},
        {"question": DECLINED, "k": 2},
        {"question": "Combien de jours de congé ?", "languages": ["fr"], "as_of": "2026-01-01"},
        {"question": "En hoe lang?", "history": [{"role": "user", "content": QUESTION}]},
    ],
)
def test_an_answer_comes_again_as_it_was(site: TestClient, body: dict[str, object]) -> None:
    first = site.post("/v1/ask", json=body).json()
    again = site.get(f"/v1/answers/{first['id']}").json()
    assert again.pop("timings_ms").keys() == first.pop("timings_ms").keys()
    assert again == first


def test_an_answer_nobody_was_given_is_not_found(site: TestClient) -> None:
    response = site.get("/v1/answers/ans_none")
    assert (response.status_code, response.json()["type"]) == (404, "urn:polycite:problem:unknown-answer")
    assert site.get(f"/v1/answers/{'a' * 101}").status_code == 422


def test_an_answer_of_a_replaced_index_is_gone(asker: Asker) -> None:
    with TestClient(create_app(asker)) as site:
        identifier = site.post("/v1/ask", json={"question": QUESTION}).json()["id"]
        with asker.library.rebuild(asker.embedder.fingerprint, 64, "shelf"):
            pass
        response = site.get(f"/v1/answers/{identifier}")
    assert (response.status_code, response.json()["type"]) == (410, "urn:polycite:problem:generation-gone")


def test_who_lost_a_group_no_longer_gets_its_documents(shelf: Callable[..., Asker]) -> None:
    asker, recent = shelf(TEXTS, {**FACTS, "telewerk.txt": {"readers": ("hr",)}}), Recent()
    had, has = Principal("jo", frozenset({"public", "hr"})), Principal("jo", frozenset({"public"}))
    answer = asker.ask(Question(QUESTION, Scope(had)))
    recent.keep(answer, asker.today())
    known = recent.of(answer.id, had)
    assert QUOTE in given_again(asker, known, had).text
    again = given_again(asker, known, has)
    assert again.id == answer.id
    assert "telewerk.txt" not in repr((again.text, again.citations, again.hits, again.entries))
