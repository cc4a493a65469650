"""Writing down an extractive answer: verbatim sentences under a lead that says where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from polycite.model import AnswerSentence, Citation, Language
from polycite.text import display
from polycite.wording import lead


def sentences_of(citations: Sequence[Citation]) -> tuple[AnswerSentence, ...]:
    """One sentence for each citation: its quote as people read it."""
    return tuple(AnswerSentence(shown(one), (one.marker,), "verbatim") for one in citations)


def shown(citation: Citation) -> str:
    """A quote without markup and on one line."""
    return display(citation.document, citation.span)


def write(citations: Sequence[Citation], language: Language, today: date) -> str:
    """The answer as a person reads it: a lead for each document, then its sentences with their markers."""
    parts = []
    for _, group in groupby(citations, key=lambda one: (one.document.id, one.pages, one.passage.heading)):
        quotes = list(group)
        said = " ".join(f"{shown(one)} [{one.marker}]" for one in quotes)
        parts.append(f"{lead(quotes[0], language, today)} {said}")
    return "\n".join(parts)
