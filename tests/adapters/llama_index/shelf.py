"""Rules of an office in memory, and how tests look at what is found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from llama_index.core.schema import NodeWithScore

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.model import ANONYMOUS, Document, Encoded, Facts, Language, Page, Passage, Scope, Source, Span
from polycite.terms import analysers

TELEWORK = (
    "Staff may telework at most three days a week. The team leader decides within five working days.",
    "The office allowance is 138.50 euros a month. It is paid with the salary of the next month.",
)
LEAVE = ("Le personnel a droit à vingt-six jours de congé par an.",)
OLD = ("Staff may telework at most two days a week, said the scheme of 2022.",)
SALARIES = ("The director earns the salary of band nine.",)
ASKED = "How many days a week may staff telework?"
TODAY = Scope(ANONYMOUS, as_of=date(2026, 6, 1))


def read(path: str, language: Language, paragraphs: Sequence[str], **facts: object) -> Document:
    """A document of one page a paragraph, the first labelled i."""
    text = "\n".join(paragraphs)
    starts = [text.index(one) for one in paragraphs]
    pages = tuple(
        Page(number, "i" * number, Span(start, start + len(one)))
        for number, (start, one) in enumerate(zip(starts, paragraphs, strict=True), 1)
    )
    known = Facts(f"Title of {path}", language, **facts)  # type: ignore[arg-type]
    return Document(f"id of {path}", Source(f"id of {path}", path, "", "text/plain"), known, text, pages)


def passages(document: Document) -> list[Passage]:
    """A passage for each page, cut into sentences at full stops."""
    return [
        Passage(
            f"{document.id} {page.number}",
            document.id,
            page.span,
            "prose",
            ("Rules", f"Part {page.number}"),
            document.facts.language,
            tuple(sentences(document.text, page.span)),
        )
        for page in document.pages
    ]


def sentences(text: str, span: Span) -> list[Span]:
    return [
        Span(span.start + found.start(), span.start + found.end())
        for found in re.finditer(r"\S.*?\.(?!\d)", span.of(text))
    ]


def encoded(document: Document, embedder: HashingEmbedder) -> list[Encoded]:
    words = analysers()
    return [
        Encoded(
            one,
            embedder.embed_passages([one.span.of(document.text)])[0],
            embedder.embed_passages([sentence.of(document.text) for sentence in one.sentences]),
            words[one.language].passage(one.span.of(document.text), 15.0),
        )
        for one in passages(document)
    ]


def paths(found: Sequence[NodeWithScore]) -> list[str]:
    return [one.metadata["path"] for one in found]
