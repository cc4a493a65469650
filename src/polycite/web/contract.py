"""From answers to what goes out: shared by the HTTP API and the command line's --json, so without FastAPI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import quote, urlencode

from polycite.answer import Answer, Decline, Found
from polycite.disagreement import Disagreement
from polycite.model import Citation, Document, Entry, Facts, Hit, Page, Source, Span
from polycite.ports import Generation
from polycite.succession import Change, Successors, in_force
from polycite.text import display
from polycite.web.schema import (
    AskResponse,
    ChangeOut,
    CitationOut,
    DeclineOut,
    DisagreementOut,
    DocumentOut,
    DocumentsResponse,
    EntryOut,
    EquivalentOut,
    IndexOut,
    Mode,
    PageOut,
    PassageOut,
    SearchResponse,
    SentenceOut,
    SideOut,
    SupersededBy,
)
from polycite.wording import without_generation

QUOTE = "quote"
"""Name of the marked quotation in a page of `view_url`."""


def answer_out(answer: Answer, today: date, mode: Mode | None = None) -> AskResponse:
    """The response of an answer.

    No generator is wired yet, so mode `generative` gives a degraded answer that says so in the question's language.
    """
    degraded = mode == "generative" and answer.declined is None
    newer = Successors(answer.entries)
    notice = without_generation(answer.language) + "\n" if degraded else ""
    return AskResponse(
        id=answer.id,
        question=answer.question,
        question_language=answer.language,
        status="degraded" if degraded else answer.status,
        answer=notice + answer.text,
        answer_language=answer.text_language,
        sentences=tuple(SentenceOut(text=s.text, citations=s.citations, support=s.support) for s in answer.sentences),
        citations=tuple(
            _citation(one, newer, today, answer.equivalents.get(one.marker, ())) for one in answer.citations
        ),
        passages=_passages(answer.hits, answer.documents),
        confidence=answer.confidence,
        declined=_decline(answer.declined),
        disagreements=tuple(_disagreement(one) for one in answer.disagreements),
        changes=tuple(_change(one, newer, today) for one in answer.changes),
        index=index_out(answer.generation),
        trace_id=answer.trace.id,
        timings_ms=dict(answer.trace.milliseconds),
        resolved_question=answer.resolved_question,
    )


def found_out(found: Found) -> SearchResponse:
    """The response of a search."""
    return SearchResponse(passages=_passages(found.hits, found.documents))


def catalog_out(generation: Generation, entries: Sequence[Entry], today: date) -> DocumentsResponse:
    """The list of all documents."""
    return page_out(generation, entries, entries, today, None)


def page_out(
    generation: Generation, page: Sequence[Entry], entries: Sequence[Entry], today: date, next_cursor: str | None
) -> DocumentsResponse:
    """One page of the list of documents; `entries` are all of them, to know what supersedes what."""
    lines = entries_out(page, entries, today)
    return DocumentsResponse(documents=lines, index=index_out(generation), next_cursor=next_cursor)


def entries_out(some: Sequence[Entry], entries: Sequence[Entry], today: date) -> tuple[EntryOut, ...]:
    """Some documents as lines of the list; `entries` are all of them, to know what supersedes what."""
    newer = Successors(entries)
    return tuple(_entry(one, newer, today) for one in some)


def index_out(generation: Generation) -> IndexOut:
    """Which index answers."""
    return IndexOut(generation=generation.id, fingerprint=generation.fingerprint)


def view_url(document: str, span: Span) -> str:
    """Where a quotation is shown and marked in its document, relative to the service."""
    return f"/view/{quote(document, safe='')}?{urlencode({'start': span.start, 'end': span.end})}#{QUOTE}"


def superseded_by(source: Source, facts: Facts, newer: Successors) -> SupersededBy | None:
    """The newest document that replaced another, in the other's language where there is one."""
    entry = newer.of(source.path, facts.language)
    return SupersededBy(document_id=entry.id, title=entry.facts.title) if entry else None


def _change(change: Change, newer: Successors, today: date) -> ChangeOut:
    citations = tuple(_citation(one, newer, today) for one in change.citations)
    return ChangeOut(marker=change.marker, since=change.since, citations=citations)


def _disagreement(one: Disagreement) -> DisagreementOut:
    sides = (SideOut(value=side.value, published=side.published, citations=side.citations) for side in one.sides)
    return DisagreementOut(about=one.about, sides=tuple(sides))


def _citation(citation: Citation, newer: Successors, today: date, same: Sequence[Citation] = ()) -> CitationOut:
    document, passage = citation.document, citation.passage
    return CitationOut(
        marker=citation.marker,
        quote=citation.quote,
        start=citation.span.start,
        end=citation.span.end,
        document=_document(document.id, document.source, document.facts, newer, today),
        pages=_pages(citation.pages),
        heading=passage.heading,
        passage_id=passage.id,
        language=passage.language,
        view_url=view_url(document.id, citation.span),
        equivalents=tuple(map(_equivalent, same)),
    )


def _equivalent(same: Citation) -> EquivalentOut:
    return EquivalentOut(
        document_id=same.document.id,
        language=same.passage.language,
        quote=same.quote,
        start=same.span.start,
        end=same.span.end,
        pages=_pages(same.pages),
    )


def _document(identifier: str, source: Source, facts: Facts, newer: Successors, today: date) -> DocumentOut:
    return DocumentOut(
        id=identifier,
        path=source.path,
        title=facts.title,
        language=facts.language,
        publisher=facts.publisher,
        published=facts.published,
        url=facts.url,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        in_force=in_force(facts, today),
        superseded_by=superseded_by(source, facts, newer),
    )


def _entry(entry: Entry, newer: Successors, today: date) -> EntryOut:
    said = _document(entry.id, entry.source, entry.facts, newer, today)
    size = {"pages": entry.pages, "characters": entry.characters, "passages": entry.passages}
    return EntryOut.model_validate(said.model_dump() | size)


def _passages(hits: Sequence[Hit], documents: Mapping[str, Document]) -> tuple[PassageOut, ...]:
    return tuple(_passage(hit, documents[hit.passage.document]) for hit in hits)


def _passage(hit: Hit, document: Document) -> PassageOut:
    passage = hit.passage
    return PassageOut(
        rank=hit.rank,
        score=hit.score,
        passage_id=passage.id,
        document_id=document.id,
        path=document.source.path,
        pages=_pages(document.pages_of(passage.span)),
        heading=passage.heading,
        language=passage.language,
        kind=passage.kind,
        text=display(document, passage.span),
        start=passage.span.start,
        end=passage.span.end,
    )


def _pages(pages: Sequence[Page]) -> tuple[PageOut, ...]:
    return tuple(PageOut(number=page.number, label=page.label) for page in pages)


def _decline(decline: Decline | None) -> DeclineOut | None:
    return DeclineOut(reason=decline.reason, message=decline.message) if decline else None
