"""What the journal is told of an answer; a journal that cannot be used never costs anybody their answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from polycite.answer import Answer, Asking
from polycite.errors import PolyciteError
from polycite.journal import Cited, Kept, Near
from polycite.ports import Journal

NEAREST = 8
"""Passages kept of each answer."""
_log = logging.getLogger(__name__)


def recorder(journal: Journal) -> Callable[[Answer, Asking], None]:
    """Records each answer it is given, with who asked, or logs one line where it cannot."""

    def record(answer: Answer, asking: Asking) -> None:
        try:
            journal.keep(kept_of(answer, datetime.now(UTC)), asking.question.scope.principal)
        except PolyciteError as error:
            _log.warning("%s was not recorded: %s", answer.id, error)

    return record


def kept_of(answer: Answer, moment: datetime) -> Kept:
    """The record of an answer given at a moment."""
    return Kept(
        id=answer.id,
        at=moment,
        question=answer.resolved_question or answer.question,
        language=answer.language,
        status=answer.status,
        reason=answer.declined.reason if answer.declined else None,
        confidence=answer.confidence,
        generation=answer.generation.id,
        cited=tuple(Cited(one.document.id, one.span) for one in answer.citations),
        nearest=tuple(Near(hit.passage.id, hit.score) for hit in answer.hits[:NEAREST]),
    )
