"""Turning evidence into citations that are verified against the document they quote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from polycite.model import Citation, Document, Evidence, Passage, Span

_BETWEEN_CELLS = ("\t", "|")
_BULLET = re.compile(r"(?:^|[\n>])[ \t]*[•‣▪■◦●–—*·-][ \t]+$")
_STEP = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
_INDENT = 12
"""Characters before a list item in which its bullet stands."""


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
    """Each table row after its row of column names, each list item after what leads the list in, both once.

    A sentence inside a cell is in no column those names would name.
    """
    quoted: list[Evidence] = []
    for one in chosen:
        before = _before(one.passage, one.sentence, documents[one.passage.document].text)
        if before and not any((it.passage.document, it.sentence) == (one.passage.document, before) for it in quoted):
            quoted.append(Evidence(one.passage, before, one.score))
        quoted.append(one)
    return tuple(quoted)


def _before(passage: Passage, sentence: Span, text: str) -> Span | None:
    """What has to be read before a sentence to understand it."""
    if passage.header is not None:
        return passage.header if any(bar in sentence.of(text) for bar in _BETWEEN_CELLS) else None
    if not _is_listed(sentence, text):
        return None
    unlisted = (one for one in reversed(passage.sentences) if one.end <= sentence.start and not _is_listed(one, text))
    lead = next(unlisted, None)
    return lead if lead is not None and lead.of(text).endswith(":") else None


def _is_listed(sentence: Span, text: str) -> bool:
    bullet = _BULLET.search(text, max(sentence.start - _INDENT, 0), sentence.start)
    return bullet is not None or _STEP.match(text, sentence.start, sentence.end) is not None
