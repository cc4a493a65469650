from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from polycite import errors
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.ask import Asker
from polycite.errors import PolyciteError
from polycite.web.app import create_app
from polycite.web.problems import BY_ERROR, BY_STATUS, FOREIGN, INTERNAL, Problem, sort_of
from tests.polycite.web.shelves import QUESTION

CANARY = "zq-canary-17"
STATUSES = {
    errors.BadQuestion("x"): 422,
    errors.UnknownDocument("x"): 404,
    errors.NoIndex("x"): 503,
    errors.FingerprintMismatch("x", "y"): 503,
    errors.IndexDamaged("x"): 503,
    errors.IndexBusy("x"): 503,
    errors.Unavailable("x"): 503,
    errors.Overloaded(): 503,
    errors.Stopping(): 503,
    errors.QuoteMismatch("x"): 500,
    errors.BadModel("x"): 500,
    errors.BadSource("corrupt", "x"): 500,
}


def crashing(app: FastAPI, error: Exception) -> Iterator[TestClient]:
    """The application with one more address, which raises."""

    async def crash() -> None:
        raise error

    app.add_api_route("/crash", crash)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def problem_at(site: TestClient, method: str, address: str, status: int, **sent: object) -> Problem:
    """The problem a request gives, after what holds for every one."""
    response = site.request(method, address, **sent)  # type: ignore[arg-type]
    said = Problem.model_validate_json(response.text)
    assert (response.status_code, said.status, said.title) == (status, status, HTTPStatus(status).phrase)
    assert response.headers["content-type"] == "application/problem+json"
    assert said.request_id == response.headers["x-request-id"]
    assert CANARY not in response.text
    return said


@pytest.mark.parametrize("error", STATUSES, ids=lambda error: type(error).__name__)
def test_every_error_has_its_status(error: PolyciteError) -> None:
    assert sort_of(error).status == STATUSES[error]


def test_a_new_kind_of_error_has_the_status_of_its_nearest_kin() -> None:
    class NoIndexYet(errors.NoIndex):
        pass

    assert sort_of(NoIndexYet("x")) == BY_ERROR[errors.NoIndex]
    assert sort_of(PolyciteError("x")) == INTERNAL


def test_types_are_stable_and_mean_one_thing() -> None:
    uris = sorted({sort.uri for sort in (*BY_STATUS.values(), *BY_ERROR.values(), FOREIGN)})
    assert uris == [
        f"urn:polycite:problem:{name}"
        for name in (
            "body-too-large", "fingerprint-mismatch", "generation-gone", "index-busy", "index-damaged", "internal",
            "invalid-request", "malformed-request", "method-not-allowed", "no-index", "no-picture", "not-found",
            "origin-not-allowed", "original-gone", "overloaded", "stopping", "unavailable", "unknown-answer",
            "unknown-document", "unsupported-media-type",
        )
    ]  # fmt: skip


def test_an_unknown_address_is_a_problem(site: TestClient) -> None:
    for address in (f"/{CANARY}", "/docs", "/redoc", "/v1/answers", "/livez/", "/view/..%2f..%2fetc/passwd"):
        assert problem_at(site, "GET", address, 404).type == "urn:polycite:problem:not-found"


def test_a_wrong_method_is_told_the_right_one(site: TestClient) -> None:
    assert problem_at(site, "GET", "/v1/ask", 405).type == "urn:polycite:problem:method-not-allowed"
    assert site.get("/v1/ask").headers["allow"] == "POST"


def test_a_wrong_media_type_is_told_the_right_one(site: TestClient) -> None:
    body = f'{{"question": "{CANARY}"}}'.encode()
    for media_type in ("text/plain", "application/x-www-form-urlencoded", "application/problem+json", ""):
        said = problem_at(site, "POST", "/v1/ask", 415, content=body, headers={"Content-Type": media_type})
        assert "application/json" in said.detail


def test_a_media_type_may_name_its_encoding(site: TestClient) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert site.post("/v1/ask", content=b'{"question": "telewerk?"}', headers=headers).status_code == 200


def test_each_refused_field_is_pointed_at_and_none_is_repeated(site: TestClient) -> None:
    body = {
        "question": "",
        "k": CANARY,
        "as_of": CANARY,
        "history": [{"role": "user", "content": "x"}, {"role": CANARY, "content": "x"}],
        "a/b~c": CANARY,
    }
    said = problem_at(site, "POST", "/v1/ask", 422, json=body)
    assert [one.pointer for one in said.errors] == ["/question", "/k", "/as_of", "/history/1/role", ""]
    assert [one.code for one in said.errors][1] == "int_type"


def test_a_missing_question_is_pointed_at(site: TestClient) -> None:
    assert [one.pointer for one in problem_at(site, "POST", "/v1/ask", 422, json={}).errors] == ["/question"]


def test_a_body_that_is_no_object_is_refused_as_a_whole(site: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    for body in (b"[]", b'"x"', b"5", b"null"):
        said = problem_at(site, "POST", "/v1/ask", 422, content=body, headers=headers)
        assert [one.pointer for one in said.errors] == [""]


@pytest.mark.parametrize(
    ("body", "pointer", "known"),
    [
        ({CANARY: 1, f"a/~{CANARY}": 2, CANARY * 500: 3}, "", ("question", "as_of", "stream")),
        ({"history": [{"role": "user", "content": "x"}] + 2 * [{"role": "user", "content": "x", CANARY: 1}]},
         "/history/1", ("role", "content")),
    ],
)  # fmt: skip
def test_an_unknown_field_is_told_by_where_it_stands_and_what_is_known_there(
    site: TestClient, body: dict[str, object], pointer: str, known: tuple[str, ...]
) -> None:
    first = problem_at(site, "POST", "/v1/ask", 422, json={"question": "x?", **body}).errors[0]
    assert (first.pointer, first.code) == (pointer, "extra_forbidden")
    assert set(known) <= set(first.message.partition(": ")[2].split(", "))


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"language": "de"}, ["/language"]),
        ({"mode": "x", "stream": "x", "as_of": "x"}, ["/as_of", "/mode", "/stream"]),
        ({"languages": ["de"]}, ["/languages/0", "/languages"]),
        ({"x": 1, "y": 2}, [""]),
    ],
)
def test_a_pointer_leads_into_what_was_sent_and_is_given_once(
    site: TestClient, body: dict[str, object], pointers: list[str]
) -> None:
    said = problem_at(site, "POST", "/v1/ask", 422, json={"question": "x?", **body})
    assert [one.pointer for one in said.errors] == pointers


def test_a_wrong_language_is_told_every_right_one(site: TestClient) -> None:
    (one,) = problem_at(site, "POST", "/v1/ask", 422, json={"question": "x?", "language": "de"}).errors
    assert all(f"'{right}'" in one.message for right in ("nl", "fr", "en", "auto"))


def test_a_question_without_words_is_refused_like_a_bad_field(site: TestClient) -> None:
    said = problem_at(site, "POST", "/v1/ask", 422, json={"question": "😀 ?!"})
    assert [(one.pointer, one.code) for one in said.errors] == [("/question", "bad_question")]


def test_a_parameter_out_of_bounds_is_named(site: TestClient) -> None:
    for limit in ("0", "101", "1000000", CANARY):
        said = problem_at(site, "GET", f"/v1/documents?limit={limit}", 422)
        assert [one.pointer for one in said.errors] == ["/limit"]


def test_before_anything_is_ingested_the_command_to_run_is_named(empty_site: TestClient) -> None:
    requests = [
        ("POST", "/v1/ask"),
        ("POST", "/v1/search"),
        ("GET", "/v1/documents"),
        ("GET", "/readyz"),
        ("GET", "/view/x"),
    ]
    for method, address in requests:
        said = problem_at(empty_site, method, address, 503, json={"question": QUESTION})
        assert said.type == "urn:polycite:problem:no-index"
        assert "polycite ingest PATH" in said.detail


def test_an_index_of_another_embedder_names_what_to_do(asker: Asker) -> None:
    with TestClient(create_app(replace(asker, embedder=HashingEmbedder(32)))) as site:
        said = problem_at(site, "POST", "/v1/ask", 503, json={"question": QUESTION})
    assert said.type == "urn:polycite:problem:fingerprint-mismatch"
    assert "POLYCITE_EMBEDDER" in said.detail


def test_what_the_operator_may_read_stays_in_the_log(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    for site in crashing(app, errors.Unavailable(f"qdrant at {CANARY} does not answer")):
        said = problem_at(site, "GET", "/crash", 503)
        assert site.get("/crash").headers["retry-after"] == "5"
    assert f"{said.request_id} qdrant at {CANARY}" in caplog.text


def test_what_nobody_foresaw_is_a_problem_without_a_stack(app: FastAPI) -> None:
    for site in crashing(app, ZeroDivisionError(CANARY)):
        said = problem_at(site, "GET", "/crash", 500)
        headers = site.get("/crash").headers
    assert "request_id" in said.detail
    assert (headers["x-content-type-options"], headers["cache-control"]) == ("nosniff", "no-store")


def test_a_crash_leaves_the_service_up(app: FastAPI) -> None:
    for site in crashing(app, RuntimeError()):
        problem_at(site, "GET", "/crash", 500)
        assert site.get("/livez").status_code == 200
