"""Writing down an extractive answer: verbatim sentences under a lead that says where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, zip_longest

from polycite.model import Citation, Facts, Language, Support
from polycite.text import cells, display
from polycite.wording import lead

_LABEL = 60
"""Characters a row's first cell has at most to be what the row is about."""


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer and the markers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    support: Support


def sentences_of(citations: Sequence[Citation]) -> tuple[AnswerSentence, ...]:
    """One sentence for each citation: its quote as people read it."""
    return tuple(AnswerSentence(shown(one), (one.marker,), "verbatim") for one in citations)


def shown(citation: Citation) -> str:
    """A quote without markup and on one line."""
    return display(citation.document, citation.span)


def write(
    citations: Sequence[Citation],
    language: Language,
    today: date,
    successor: Callable[[Citation], Facts | None] = lambda _: None,
) -> str:
    """The answer as a person reads it: a lead for each document, then its sentences with their markers.

    `successor` gives what is known of the document that replaced a citation's.
    """
    parts = []
    for _, group in groupby(citations, key=lambda one: (one.document.id, one.pages, one.passage.heading)):
        quotes = list(group)
        parts.append(f"{lead(quotes[0], language, today, successor(quotes[0]))} {' '.join(_said(quotes))}")
    return "\n".join(parts)


def without_markers(quotes: Sequence[Citation]) -> str:
    """Quotations as they read in an answer, a row with its column names, without their markers."""
    return " ".join(said for said, _ in _pieces(quotes))


def _said(quotes: Sequence[Citation]) -> Iterator[str]:
    for said, markers in _pieces(quotes):
        yield f"{said} {''.join(f'[{marker}]' for marker in markers)}"


def _pieces(quotes: Sequence[Citation]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each quote and its marker; a table row reads with its column names and a list item with what leads the list,
    which are then not said by themselves."""
    before: list[Citation] = []
    for one, after in zip_longest(quotes, quotes[1:]):
        if before and before[0].span == one.passage.header:
            yield _row(_cells(before[0]), _cells(one)), (before[0].marker, one.marker)
            before = before if after is not None and after.passage.header == one.passage.header else []
        elif after is not None and leads(one, after):
            before.append(one)
        else:
            yield " ".join(map(side_by_side, (*before, one))), tuple(it.marker for it in (*before, one))
            before = []


def leads(one: Citation, after: Citation) -> bool:
    """Whether a quotation is read with the next: column names with a row, the words before a list with an item."""
    names = one.span == one.passage.header == after.passage.header
    return names or (one.passage.id == after.passage.id and one.quote.endswith(":"))


def _row(names: Sequence[str], row: Sequence[str]) -> str:
    """`Label (name: cell; name: cell)`; a first cell too long for a label is named like the others.

    Side by side where the columns do not match.
    """
    if len(names) != len(row):
        return " | ".join(row)
    pairs = [(name, cell) for name, cell in zip(names, row, strict=True) if cell]
    label = row[0] if 0 < len(row[0]) <= _LABEL and len(pairs) > 1 else ""
    named = "; ".join(f"{name}: {cell}" if name else cell for name, cell in (pairs[1:] if label else pairs))
    return f"{label} ({named})" if label else named


def side_by_side(citation: Citation) -> str:
    """A quote on one line, the cells of a table row parted by bars."""
    return " | ".join(_cells(citation)) if citation.passage.kind == "table" else shown(citation)


def _cells(citation: Citation) -> tuple[str, ...]:
    return cells(citation.document, citation.span)
