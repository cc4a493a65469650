"""GET /v1/suggestions: questions to start with, for the widget."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from polycite.model import Language
from polycite.web.description import problems
from polycite.web.site import Site


class SuggestionsResponse(BaseModel):
    """Questions to start with, in the order of the operator."""

    model_config = ConfigDict(frozen=True)

    suggestions: tuple[str, ...]


def suggestions(site: Site) -> APIRouter:
    """The route that gives them to the widget; everybody may see them."""
    router = APIRouter(tags=["questions"], responses=problems(422, 500))

    @router.get("/v1/suggestions", response_model=SuggestionsResponse)
    def suggested(language: Annotated[Language, Query()] = "nl") -> SuggestionsResponse:
        """Questions to start with in one language; an empty list where the operator names none."""
        return SuggestionsResponse(suggestions=site.suggestions.get(language, ()))

    return router
