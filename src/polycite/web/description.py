"""The OpenAPI document: what FastAPI derives, and the problem responses it does not know of."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from polycite.web.events import EXAMPLE
from polycite.web.problems import MEDIA_TYPE, Problem

Responses = dict[int | str, dict[str, Any]]
_PLACE = "#/components/schemas/{model}"

QUESTIONS: dict[str, Any] = {
    "dutch": {"summary": "A question, nothing more", "value": {"question": "Hoeveel dagen mag ik telewerken?"}},
    "bounded": {
        "summary": "Only French documents valid on a day",
        "value": {"question": "Qui décide du congé ?", "languages": ["fr"], "as_of": "2026-06-01", "k": 5},
    },
}
"""Examples of what may be asked."""

STREAM: dict[str, Any] = {"text/event-stream": {"schema": {"type": "string"}, "example": EXAMPLE}}
"""The other media type of an answer."""


def problems(*statuses: int) -> Responses:
    """The declaration of problem responses."""
    content = {MEDIA_TYPE: {"schema": {"$ref": _PLACE.format(model=Problem.__name__)}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


class DescribedApp(FastAPI):
    """A FastAPI application whose OpenAPI document also holds the problems."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is None:
            described = super().openapi()
            _, schemas = models_json_schema([(Problem, "serialization")], ref_template=_PLACE)
            described.setdefault("components", {}).setdefault("schemas", {}).update(schemas["$defs"])
        return super().openapi()
