"""What a command takes of a question, and the question that comes of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from polycite.answer import Question
from polycite.errors import BadQuestion
from polycite.model import ANONYMOUS, Language, Scope
from polycite.question import checked, language_named

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Words = Annotated[str, typer.Argument(metavar="QUESTION", help="In Dutch, French or English.")]
Many = Annotated[int, typer.Option("--k", min=1, max=50, help="Passages to return.")]
Named = Annotated[str, typer.Option("--language", help="auto, nl, fr or en: the language of the question.")]
Within = Annotated[list[str] | None, typer.Option("--in", help="Only passages in this language; may be repeated.")]
After = Annotated[
    list[str] | None,
    typer.Option("--after", metavar="QUESTION", help="An earlier question, which this one may lean on; oldest first."),
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Only what was valid on that day.")]


def question_from(
    text: str, language: str, k: int, within: list[str] | None, as_of: str | None, after: list[str] | None = None
) -> Question:
    """The question of a command, as nobody in particular asks it. Raises BadQuestion."""
    scope = Scope(ANONYMOUS, tuple(map(_language, within)) if within else None, None, _day(as_of))
    return Question(checked(text), scope, language_named(language), k, tuple(after or ()))


def _language(name: str) -> Language:
    language = language_named(name)
    if language is None:
        raise BadQuestion("--in auto says nothing: name a language, or leave --in out for all of them")
    return language


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        # The API takes this one form of ISO 8601, and so does its command.
        return date.fromisoformat(text) if _DAY.fullmatch(text) else date.fromisoformat("")
    except ValueError as error:
        raise BadQuestion(f"--as-of {text!r} is not a date: write YYYY-MM-DD") from error
