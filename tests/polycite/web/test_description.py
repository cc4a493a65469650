from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from polycite.web.asking import AskRequest
from polycite.web.description import QUESTIONS


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for address, methods in described["paths"].items():
        yield from ((f"{method.upper()} {address}", operation) for method, operation in methods.items())


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def test_the_description_is_openapi_3_1_and_lists_the_api(site: TestClient) -> None:
    described = site.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert [name for name, _ in operations(described)] == [
        "POST /v1/ask",
        "POST /v1/search",
        "GET /v1/answers/{answer_id}/trace",
        "GET /v1/answers/{answer_id}",
        "POST /v1/feedback",
        "GET /v1/documents",
        "GET /v1/documents/{document_id}/text",
        "GET /v1/documents/{document_id}",
        "GET /v1/documents/{document_id}/versions",
        "GET /v1/documents/{document_id}/pages/{number}",
        "GET /v1/documents/{document_id}/content",
        "GET /v1/documents/{document_id}/pages/{number}/image",
        "GET /v1/suggestions",
        "GET /livez",
        "GET /readyz",
    ]


def test_every_reference_leads_somewhere(site: TestClient) -> None:
    described = site.get("/openapi.json").json()
    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    used = set(references(described))
    assert used <= known
    assert "#/components/schemas/Problem" in used


def test_every_error_is_declared_as_a_problem(site: TestClient) -> None:
    for name, operation in operations(site.get("/openapi.json").json()):
        for status, response in operation["responses"].items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"], (name, status)


def test_questions_declare_every_refusal_and_both_media_types(site: TestClient) -> None:
    described = dict(operations(site.get("/openapi.json").json()))
    for name in ("POST /v1/ask", "POST /v1/search"):
        assert set(described[name]["responses"]) == {"200", "400", "403", "413", "415", "422", "500", "503"}
    answered = described["POST /v1/ask"]["responses"]["200"]["content"]
    assert set(answered) == {"application/json", "text/event-stream"}


def test_a_vote_from_a_page_elsewhere_is_a_declared_refusal(site: TestClient) -> None:
    described = dict(operations(site.get("/openapi.json").json()))["POST /v1/feedback"]["responses"]
    refused = site.post(
        "/v1/feedback", json={"answer_id": "x", "vote": "up"}, headers={"Origin": "https://evil.example"}
    )
    assert str(refused.status_code) in described
    assert refused.status_code == 403


def test_the_examples_are_valid_questions_that_are_answered(site: TestClient) -> None:
    shown = dict(operations(site.get("/openapi.json").json()))["POST /v1/ask"]["requestBody"]["content"]
    assert shown["application/json"]["examples"] == QUESTIONS
    for example in QUESTIONS.values():
        assert AskRequest.model_validate(example["value"])
        assert site.post("/v1/ask", json=example["value"]).status_code == 200


def test_the_description_is_made_once(app: FastAPI) -> None:
    assert app.openapi() is app.openapi()
