"""Turning evidence into citations that are verified against the document they quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polycite.model import Citation, Document, Evidence, Passage, Span

_BETWEEN_CELLS = ("\t", "|")


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


def with_headers(chosen: Sequence[Evidence], documents: Mapping[str, Document]) -> tuple[Evidence, ...]:
    """Each table row after its row of column names, once. A sentence inside a cell is in no column those would name."""
    quoted: list[Evidence] = []
    for one in chosen:
        document, header = one.passage.document, one.passage.header
        is_row = any(bar in one.sentence.of(documents[document].text) for bar in _BETWEEN_CELLS)
        if header and is_row and not any((it.passage.document, it.sentence) == (document, header) for it in quoted):
            quoted.append(Evidence(one.passage, header, one.score))
        quoted.append(one)
    return tuple(quoted)
