"""An answer as its page shows it: what is quoted, where it stands, what replaced it, and what came near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from polycite.answer import Answer
from polycite.model import Citation, Language
from polycite.succession import Change, Successors
from polycite.web.pages.excerpts import Excerpt, excerpt, quotation
from polycite.web.pages.places import Place, Places
from polycite.wording import changed

NEAR = 5
"""Passages shown beside those quoted, or under a decline."""


@dataclass(frozen=True, slots=True)
class Version:
    """The same statement in another language, with the marker of the quotation it is a version of."""

    marker: int
    quote: Excerpt
    place: Place


@dataclass(frozen=True, slots=True)
class Told:
    """Neighbouring quotations of one document, with what says the same in other languages."""

    markers: tuple[int, ...]
    quotes: tuple[Excerpt, ...]
    place: Place
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A passage that is quoted, whole, with its quotations marked."""

    markers: tuple[int, ...]
    passage: Excerpt
    place: Place


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What stood there, and what stands in its successor, which `lead` names with the day."""

    marker: int
    before: Excerpt
    was: Place
    lead: str
    after: tuple[Excerpt, ...]
    now: Place


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that was found but not quoted."""

    passage: Excerpt
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """Everything of an answer but its words and figures, which the response of the API has."""

    told: tuple[Told, ...]
    sources: tuple[SourceShown, ...]
    changes: tuple[ChangeShown, ...]
    near: tuple[Near, ...]


def page_of(answer: Answer, language: Language, today: date) -> Page:
    """The page of an answer in one language."""
    places = Places(language, today, Successors(answer.entries), answer.id)
    return Page(
        told=tuple(_told(answer, places)),
        sources=tuple(_sources(answer.citations, places)),
        changes=tuple(_changed(one, answer, places) for one in answer.changes),
        near=tuple(_near(answer, places))[:NEAR],
    )


def _told(answer: Answer, places: Places) -> Iterator[Told]:
    for _, group in groupby(answer.citations, key=lambda one: one.document.id):
        said = tuple(group)
        versions = (same for one in said for same in answer.equivalents.get(one.marker, ()))
        # A row of column names says little alone, so the place of a group is that of its last quotation.
        yield Told(_markers(said), quotation(said), places.of_citation(said[-1]), tuple(_versions(versions, places)))


def _versions(citations: Iterator[Citation], places: Places) -> Iterator[Version]:
    for one in citations:
        yield Version(one.marker, quotation([one])[0], places.of(one.document, one.span, one.passage.heading))


def _sources(citations: Sequence[Citation], places: Places) -> Iterator[SourceShown]:
    for identifier in dict.fromkeys(one.passage.id for one in citations):
        here = [one for one in citations if one.passage.id == identifier]
        last = here[-1]
        yield SourceShown(_markers(here), excerpt(last.document, last.passage, here), places.of_citation(last))


def _changed(change: Change, answer: Answer, places: Places) -> ChangeShown:
    (old,) = (one for one in answer.citations if one.marker == change.marker)
    new = change.told
    return ChangeShown(
        marker=change.marker,
        before=quotation([old])[0],
        was=places.of_citation(old),
        lead=changed(new, change.since, places.language, places.today),
        after=quotation(change.citations),
        now=places.of(new.document, new.span, new.passage.heading),
    )


def _near(answer: Answer, places: Places) -> Iterator[Near]:
    quoted = {one.passage.id for one in answer.citations}
    for hit in answer.hits:
        if hit.passage.id not in quoted:
            document = answer.documents[hit.passage.document]
            yield Near(excerpt(document, hit.passage), places.of_passage(hit.passage, document))


def _markers(citations: Sequence[Citation]) -> tuple[int, ...]:
    return tuple(one.marker for one in citations)
