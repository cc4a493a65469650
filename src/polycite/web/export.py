"""The journal as JSON lines, in the shape of answers: `polycite gold from-journal` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from polycite.answer import Found
from polycite.errors import UnknownDocument
from polycite.journal import Kept, Line, Vote
from polycite.model import Document, Hit, Language, Principal, Scope, Span, Status
from polycite.ports import Index
from polycite.web.contract import found_out
from polycite.web.schema import DeclineOut, Frozen, PassageOut
from polycite.wording import decline


class CitedOut(Frozen):
    """Where a quotation stands."""

    document_id: str
    start: int
    end: int


class JournalLine(Frozen):
    """An answer as it was recorded, with what of `cited` and `passages` can still be read; `helpful` is the vote."""

    id: str
    at: datetime
    question: str
    question_language: Language
    status: Status
    declined: DeclineOut | None
    confidence: float | None
    generation: str
    cited: tuple[CitedOut, ...]
    passages: tuple[PassageOut, ...]
    helpful: bool | None
    vote: Vote | None
    reason: str
    tags: tuple[str, ...]


def exported(lines: Iterable[Line], index: Index, principal: Principal) -> Iterator[str]:
    """A JSON object a line for each answer whose question was kept, with the passages this principal may read."""
    for line in lines:
        if line.kept.question is not None:
            yield _out(line, line.kept.question, index, principal).model_dump_json() + "\n"


def found_again(kept: Kept, index: Index, principal: Principal) -> Found:
    """The nearest passages of an answer, as far as the index still has them and the principal may read them."""
    scores = {one.passage: one.score for one in kept.nearest}
    known = [passage for passage, _ in index.passages(list(scores), Scope(principal))]
    hits = tuple(Hit(passage, scores[passage.id], rank) for rank, passage in enumerate(known, 1))
    documents = {name: index.document(name, principal) for name in {one.document for one in known}}
    return Found(hits, documents, index.generation)


def cited_again(kept: Kept, index: Index, principal: Principal) -> Iterator[tuple[Document, Span]]:
    """The places an answer quoted, in documents that the index still has and the principal may read."""
    for one in kept.cited:
        try:
            yield index.document(one.document, principal), one.span
        except UnknownDocument:  # replaced by a newer file since, or for others now
            continue


def _out(line: Line, question: str, index: Index, principal: Principal) -> JournalLine:
    kept, feedback = line.kept, line.feedback
    return JournalLine(
        id=kept.id,
        at=kept.at,
        question=question,
        question_language=kept.language,
        status=kept.status,
        declined=_declined(kept),
        confidence=kept.confidence,
        generation=kept.generation,
        cited=tuple(
            CitedOut(document_id=document.id, start=span.start, end=span.end)
            for document, span in cited_again(kept, index, principal)
        ),
        passages=found_out(found_again(kept, index, principal)).passages,
        helpful=line.helpful,
        vote=feedback.vote if feedback else None,
        reason=feedback.reason if feedback else "",
        tags=feedback.tags if feedback else (),
    )


def _declined(kept: Kept) -> DeclineOut | None:
    if kept.reason is None:
        return None
    return DeclineOut(reason=kept.reason, message=decline(kept.reason, kept.language, bool(kept.nearest)))
