"""Answers made from recorded ones: longer, with changes and disagreements, and with a text of the test's choosing."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from polycite.web.schema import AskResponse
from tests.browser.recording import answer

Whole = dict[str, Any]


def checked(whole: Whole) -> Whole:
    """The same answer, if it is one the service could give."""
    AskResponse.model_validate(whole)
    return whole


def eventful() -> Whole:
    """An answer from a replaced document, with what replaced it, and two sources that disagree."""
    whole = deepcopy(answer("telework-fr"))
    first, second = whole["citations"]
    newer = {"document_id": second["document"]["id"], "title": second["document"]["title"]}
    first["document"] |= {"in_force": False, "valid_to": "2024-12-31", "superseded_by": newer}
    whole["changes"] = [{"marker": 1, "since": "2025-01-01", "citations": [{**deepcopy(second), "marker": 3}]}]
    whole["disagreements"] = [
        {
            "about": "jours par semaine",
            "sides": [
                {"value": "3 jours", "published": "2024-02-01", "citations": [1]},
                {"value": "1 jour", "published": None, "citations": [2]},
            ],
        }
    ]
    return checked(whole)


def degraded() -> Whole:
    """An extractive answer where a generated one was asked for."""
    return checked({**answer("telework-nl"), "status": "degraded"})


def declined(reason: str) -> Whole:
    """A refusal for one of the three reasons."""
    whole = deepcopy(answer("declined-nl"))
    whole["declined"]["reason"] = reason
    return checked(whole)


def saying(text: str) -> Whole:
    """An answer of one sentence that says this text, and cites it word for word."""
    whole = deepcopy(answer("laptop-nl"))
    whole["answer"] = f"{text} [1]"
    whole["sentences"] = [{"text": text, "citations": [1], "support": "verbatim"}]
    whole["citations"][0]["quote"] = text
    return checked(whole)


def each_text(whole: Whole, change: Callable[[str], str]) -> Whole:
    """The answer with every text a document or a person wrote changed; ids, languages and days stay."""
    return checked(_changed(whole, change, ""))


_KEPT = {
    "id", "status", "question_language", "answer_language", "language", "support", "published", "valid_from",
    "valid_to", "since", "kind", "reason", "passage_id", "document_id", "trace_id", "generation",
    "fingerprint", "view_url", "url",
}  # fmt: skip


def _changed(value: Any, change: Callable[[str], str], name: str) -> Any:
    if isinstance(value, dict):
        return {key: one if key in _KEPT else _changed(one, change, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_changed(one, change, name) for one in value]
    return change(value) if isinstance(value, str) else value
