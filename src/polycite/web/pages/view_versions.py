"""The other languages of what is shown: the same sentence where it is known, else the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polycite.errors import UnknownDocument
from polycite.model import Entry, Language, Principal, Span
from polycite.ports import Index
from polycite.web.pages.view_links import Look
from polycite.web.relatives import language_versions


@dataclass(frozen=True, slots=True)
class Version:
    """A document in another language; `page` is the printed label where the same sentence stands, `same` whether it is
    known."""

    language: Language
    title: str
    url: str
    same: bool
    page: str = ""


def versions(
    index: Index, entry: Entry, entries: Sequence[Entry], quote: Span | None, look: Look, principal: Principal
) -> tuple[Version, ...]:
    """By language; of each document the place of the quotation where it has one."""
    found = {one[0]: one[1] for one in _beside(index, entry, quote, look, principal)}
    others = {
        one.id: Version(one.facts.language, one.facts.title, look.to(one.id).url, False)
        for one in language_versions(entry, entries)
    }
    return tuple(sorted((others | found).values(), key=lambda one: (one.language, one.title)))


def _beside(
    index: Index, entry: Entry, quote: Span | None, look: Look, principal: Principal
) -> Iterator[tuple[str, Version]]:
    for found in index.generation.alignments.of(entry.id, quote) if quote else ():
        try:
            document = index.document(found.document, principal)
        except UnknownDocument:
            # Hidden from this reader, so never spoken of.
            continue
        facts, pages = document.facts, document.pages_of(found.place.span)
        if facts.language != entry.facts.language:
            url, label = look.to(document.id, found.place.span).url, pages[0].label if pages else ""
            yield document.id, Version(facts.language, facts.title, url, True, label)
