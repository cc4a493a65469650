"""The shapes of polycite's answers: the names clients and the evaluation read, over HTTP and from --json.

Offsets count Unicode code points of a document's canonical text; days are ISO 8601.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from polycite.model import Kind, Language, Reason, Status, Support

Mode = Literal["extractive", "generative"]


class Frozen(BaseModel):
    """A part of a response; made once, never changed."""

    model_config = ConfigDict(frozen=True)


class PageOut(Frozen):
    """A page: its 1-based number and printed label."""

    number: int
    label: str


class SupersededBy(Frozen):
    """The readable document that says it replaces another, in the other's language where there is one."""

    document_id: str
    title: str


class DocumentOut(Frozen):
    """A document as a citation names it; `in_force` is by its own days, today included at both ends."""

    id: str
    path: str
    title: str
    language: Language
    publisher: str | None
    published: date | None
    url: str | None
    valid_from: date | None
    valid_to: date | None
    in_force: bool
    superseded_by: SupersededBy | None


class EntryOut(DocumentOut):
    """A line of the list of documents, with its size: pages (0 without pages), code points, passages."""

    pages: int
    characters: int
    passages: int


class SentenceOut(Frozen):
    """One sentence of an answer, the markers that carry it, and how."""

    text: str
    citations: tuple[int, ...]
    support: Support


class EquivalentOut(Frozen):
    """The same statement in another language version: `quote` is that document's canonical text at `start:end`."""

    document_id: str
    language: Language
    quote: str
    start: int | None = None
    end: int | None = None
    pages: tuple[PageOut, ...]


class CitationOut(Frozen):
    """A quotation: `quote` is the document's canonical text at `start:end`."""

    marker: int
    quote: str
    start: int
    end: int
    document: DocumentOut
    pages: tuple[PageOut, ...]
    heading: tuple[str, ...]
    passage_id: str
    language: Language
    view_url: str
    equivalents: tuple[EquivalentOut, ...]


class PassageOut(Frozen):
    """A passage found; `text` is for reading, the canonical text is the document's at `start:end`."""

    rank: int
    score: float
    passage_id: str
    document_id: str
    path: str
    pages: tuple[PageOut, ...]
    heading: tuple[str, ...]
    language: Language
    kind: Kind
    text: str
    start: int
    end: int


class DeclineOut(Frozen):
    """Why nothing is answered, said in the question's language."""

    reason: Reason
    message: str


class ChangeOut(Frozen):
    """What replaced the quotation of a marker, since when: the successor's words, a row after its column names."""

    marker: int
    since: date | None
    citations: tuple[CitationOut, ...]


class SideOut(Frozen):
    """One side of a disagreement: a value, since when, and the markers that say so."""

    value: str
    published: date | None
    citations: tuple[int, ...]


class DisagreementOut(Frozen):
    """Documents that say different things about one matter."""

    about: str
    sides: tuple[SideOut, ...]


class IndexOut(Frozen):
    """The generation that answered and the embedder it was made with."""

    generation: str
    fingerprint: str


class AskResponse(Frozen):
    """An answer, a refusal with the nearest passages, or an extractive answer where a generated one was asked for.

    `resolved_question` is a question that could not stand alone after the earlier ones it was read together with, all
    in the asker's own words; null where `history` was not needed.
    """

    id: str
    question: str
    question_language: Language
    status: Status
    answer: str
    answer_language: Language
    sentences: tuple[SentenceOut, ...]
    citations: tuple[CitationOut, ...]
    passages: tuple[PassageOut, ...]
    confidence: float | None
    declined: DeclineOut | None
    disagreements: tuple[DisagreementOut, ...]
    changes: tuple[ChangeOut, ...] = ()
    index: IndexOut
    trace_id: str
    timings_ms: dict[str, float]
    resolved_question: str | None = None


class SearchResponse(Frozen):
    """The nearest passages, best first."""

    passages: tuple[PassageOut, ...]


class DocumentsResponse(Frozen):
    """Documents by path; `next_cursor` asks for the following ones and is null at the end."""

    documents: tuple[EntryOut, ...]
    index: IndexOut
    next_cursor: str | None
