"""What people say of an answer arrives, once, from the one who asked, and leads nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from polycite.adapters.journal.sqlite import journal_in_memory
from polycite.ask import Asker
from polycite.journal import Feedback
from polycite.model import ANONYMOUS, Principal
from polycite.ports import Journal
from polycite.web.app import create_app
from polycite.web.feedback import same_site
from tests.polycite.web.journals import EVENING, HOSTILE, BrokenJournal, asked
from tests.polycite.web.shelves import QUESTION


@pytest.fixture
def journal() -> Journal:
    return journal_in_memory()


@pytest.fixture
def site(asker: Asker, journal: Journal) -> Iterator[TestClient]:
    with TestClient(create_app(asker, journal=journal), follow_redirects=False) as client:
        yield client


@pytest.fixture
def answer(asker: Asker, journal: Journal) -> str:
    """The id of an answer that was given."""
    (identifier,) = asked(asker, journal, QUESTION)
    return identifier


def given(journal: Journal) -> Feedback | None:
    (line,) = journal.lines()
    return line.feedback


def sent(site: TestClient, answer: str, **fields: str) -> tuple[int, str]:
    response = site.post("/feedback", data={"answer_id": answer, **fields})
    return response.status_code, response.headers.get("location", "")


# Over the API


def test_a_vote_arrives_with_its_reason_and_tags(site: TestClient, journal: Journal, answer: str) -> None:
    body = {"answer_id": answer, "vote": "down", "reason": "te oud", "tags": ["outdated", "outdated", "wrong_page"]}
    response = site.post("/v1/feedback", json=body)
    assert (response.status_code, response.content) == (204, b"")
    assert given(journal) == Feedback("down", "te oud", ("outdated", "wrong_page"))


def test_saying_it_twice_is_saying_it_once(site: TestClient, journal: Journal, answer: str) -> None:
    for vote in ("up", "up", "down", "down"):
        assert site.post("/v1/feedback", json={"answer_id": answer, "vote": vote}).status_code == 204
    assert given(journal) == Feedback("down")


def test_null_takes_everything_back(site: TestClient, journal: Journal, answer: str) -> None:
    site.post("/v1/feedback", json={"answer_id": answer, "vote": "down", "reason": "nee"})
    for _ in range(2):
        assert site.post("/v1/feedback", json={"answer_id": answer, "vote": None}).status_code == 204
        assert given(journal) is None


def test_a_question_just_answered_can_be_voted_on(site: TestClient, journal: Journal) -> None:
    identifier = site.post("/v1/ask", json={"question": QUESTION}).json()["id"]
    assert site.post("/v1/feedback", json={"answer_id": identifier, "vote": "up"}).status_code == 204
    assert given(journal) == Feedback("up")


def test_an_answer_unknown_or_anothers_is_not_found(asker: Asker, site: TestClient, journal: Journal) -> None:
    (identifier,) = asked(asker, journal, QUESTION)
    (line,) = journal.lines()
    journal.forget(EVENING.replace(year=2027))
    journal.keep(line.kept, Principal("jo", frozenset({"public"})))
    for one in (identifier, "ans_nobody_was_given"):
        response = site.post("/v1/feedback", json={"answer_id": one, "vote": "up"})
        assert (response.status_code, response.json()["type"]) == (404, "urn:polycite:problem:unknown-answer")
        assert one not in response.text
    assert given(journal) is None


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"vote": "sideways"}, "/vote"),
        ({"vote": 1}, "/vote"),
        ({"reason": "x" * 501}, "/reason"),
        ({"reason": 5}, "/reason"),
        ({"tags": ["Has Space"]}, "/tags/0"),
        ({"tags": [HOSTILE]}, "/tags/0"),
        ({"tags": ["a" * 41]}, "/tags/0"),
        ({"tags": ["a"] * 11}, "/tags"),
        ({"answer_id": ""}, "/answer_id"),
        ({"answer_id": "a" * 101}, "/answer_id"),
        ({"groups": ["hr"]}, ""),
    ],
)
def test_a_field_out_of_its_bounds_is_named_and_not_repeated(
    site: TestClient, journal: Journal, answer: str, changed: dict[str, object], pointer: str
) -> None:
    response = site.post("/v1/feedback", json={"answer_id": answer, "vote": "up", **changed})
    assert response.status_code == 422
    assert [one["pointer"] for one in response.json()["errors"]] == [pointer]
    assert "xxx" not in response.text
    assert "<img" not in response.text
    assert given(journal) is None


def test_a_vote_must_be_there_even_to_be_taken_back(site: TestClient, answer: str) -> None:
    response = site.post("/v1/feedback", json={"answer_id": answer})
    assert [one["pointer"] for one in response.json()["errors"]] == ["/vote"]


def test_a_reason_may_have_500_characters_of_any_width(site: TestClient, journal: Journal, answer: str) -> None:
    reason = "é👍" * 250
    assert site.post("/v1/feedback", json={"answer_id": answer, "vote": "up", "reason": reason}).status_code == 204
    assert given(journal) == Feedback("up", reason)


def test_what_steers_a_terminal_or_a_line_is_gone_from_a_reason(
    site: TestClient, journal: Journal, answer: str
) -> None:
    reason = "rood\x1b[31m\r\nregel twee\x00 \u202eachterstevoren"
    site.post("/v1/feedback", json={"answer_id": answer, "vote": "down", "reason": reason})
    assert given(journal) == Feedback("down", "rood [31m regel twee achterstevoren")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"vote=up", "application/x-www-form-urlencoded", 415),
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
    ],
)
def test_what_is_no_json_is_refused(site: TestClient, body: bytes, kind: str, status: int) -> None:
    assert site.post("/v1/feedback", content=body, headers={"Content-Type": kind}).status_code == status


def test_a_vote_that_cannot_be_kept_is_not_called_kept(asker: Asker) -> None:
    with TestClient(create_app(asker, journal=BrokenJournal())) as site:
        response = site.post("/v1/feedback", json={"answer_id": "ans_1", "vote": "up"})
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert "disk" not in response.text


# From the form of a page


def test_a_form_leads_back_to_the_page_it_came_from(site: TestClient, journal: Journal, answer: str) -> None:
    back = f"/answers/{answer}?lang=fr&why=1#feedback"
    assert sent(site, answer, vote="up", reason="", back=back) == (303, back)
    assert given(journal) == Feedback("up")


def test_a_form_without_a_page_leads_to_the_answer_in_its_language(site: TestClient, answer: str) -> None:
    assert sent(site, answer, vote="up") == (303, f"/answers/{answer}?lang=nl")


def test_a_form_can_take_a_vote_back(site: TestClient, journal: Journal, answer: str) -> None:
    sent(site, answer, vote="down", reason="fout")
    assert given(journal) == Feedback("down", "fout")
    assert sent(site, answer, vote="undo")[0] == 303
    assert given(journal) is None


def test_a_line_break_in_a_form_counts_once(site: TestClient, journal: Journal, answer: str) -> None:
    assert sent(site, answer, vote="down", reason="a\r\n" * 250)[0] == 303
    assert given(journal) == Feedback("down", " ".join("a" * 250))


def test_fields_of_the_page_itself_are_no_error(site: TestClient, answer: str) -> None:
    assert sent(site, answer, vote="up", lang="fr", send="Verzenden")[0] == 303


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"vote": "up"}, 422),
        ({"answer_id": "ans_1"}, 422),
        ({"answer_id": "ans_1", "vote": ""}, 422),
        ({"answer_id": "ans_1", "vote": "null"}, 422),
        ({"answer_id": "ans_1", "vote": "up", "reason": "x" * 501}, 422),
        ({"answer_id": "ans_unknown", "vote": "up"}, 404),
    ],
)
def test_a_form_that_says_nothing_usable_changes_nothing(
    site: TestClient, journal: Journal, answer: str, fields: dict[str, str], status: int
) -> None:
    response = site.post(
        "/feedback", content=urlencode(fields), headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert response.status_code == status
    assert given(journal) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\\b",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: a=b",
        "/a\tb",
        " /a",
        "/é",
        "answers/1",
        "",
    ],
)
def test_a_form_leads_to_no_other_site(site: TestClient, answer: str, address: str) -> None:
    assert same_site(address) is None
    assert sent(site, answer, vote="up", back=address) == (303, f"/answers/{answer}?lang=nl")


@pytest.mark.parametrize(
    "address", ["/", "/answers/ans_1?lang=nl#feedback", "/view/a%2Fb?start=1", "/a//b", "/?q=https://x"]
)
def test_a_page_of_this_service_is_a_place_to_go(address: str) -> None:
    assert same_site(address) == address


def test_an_id_cannot_bend_the_way_back(asker: Asker, site: TestClient, journal: Journal) -> None:
    asked(asker, journal, QUESTION)
    (line,) = journal.lines()
    odd = "../..//evil?x=#y"
    journal.keep(replace(line.kept, id=odd), ANONYMOUS)
    assert sent(site, odd, vote="up") == (303, "/answers/..%2F..%2F%2Fevil%3Fx%3D%23y?lang=nl")
