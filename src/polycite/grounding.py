"""Turning evidence into citations that are verified against the document they quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polycite.model import Citation, Document, Evidence, Passage, Span


def cite(evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    """One citation for each evidence sentence, numbered from 1 in order.

    Raises QuoteMismatch where a span does not give its quote, so an answer with a wrong quotation cannot leave.
    """
    return tuple(
        citation(marker, documents[one.passage.document], one.passage, one.sentence)
        for marker, one in enumerate(evidence, 1)
    )


def citation(marker: int, document: Document, passage: Passage, span: Span) -> Citation:
    """A citation of one span of a document's text."""
    return Citation(marker, document, passage, span.of(document.text), span)
