"""An answer as its page shows it: what is quoted, where it stands, what replaced it, and what came near."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from polycite.answer import Answer
from polycite.compose import leads
from polycite.model import Citation, Language, Source
from polycite.succession import Change, Successors
from polycite.together import pages_of, together
from polycite.web.pages.excerpts import Excerpt, beginning, excerpt, quotation
from polycite.web.pages.pictures import Picture, picture_of
from polycite.web.pages.places import Place, Places
from polycite.wording import changed

NEAR = 5
"""Passages shown that were not quoted."""
FAR = 3
"""The same where the question is about something else."""


Drawn = Callable[[Source], bool]


def _undrawn(source: Source) -> bool:
    """Nobody draws."""
    return False


@dataclass(frozen=True, slots=True)
class Version:
    """The same statements in another language."""

    quotes: tuple[Excerpt, ...]
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
    """A passage that is quoted, whole, with its quotations marked, and as printed where that can be shown."""

    markers: tuple[int, ...]
    passage: Excerpt
    place: Place
    picture: Picture | None


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
    """The beginning of a passage that was found but not quoted; `cut` says that there is more of it."""

    passage: Excerpt
    place: Place
    cut: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Everything of an answer but its words and figures, which the response of the API has."""

    told: tuple[Told, ...]
    sources: tuple[SourceShown, ...]
    changes: tuple[ChangeShown, ...]
    near: tuple[Near, ...]


def page_of(answer: Answer, language: Language, today: date, drawn: Drawn = _undrawn) -> Page:
    """The page of an answer in one language; `drawn` says which documents have pictures of their pages."""
    places = Places(language, today, Successors(answer.entries), answer.id)
    outside = answer.declined is not None and answer.declined.reason == "out_of_scope"
    return Page(
        told=tuple(_told(answer, places)),
        sources=tuple(_sources(answer.citations, places, drawn)),
        changes=tuple(_changed(one, answer, places) for one in answer.changes),
        near=tuple(_near(answer, places))[: FAR if outside else NEAR],
    )


def _told(answer: Answer, places: Places) -> Iterator[Told]:
    for _, group in groupby(answer.citations, key=lambda one: one.document.id):
        said = tuple(group)
        versions = (one for block in together(said) for one in _versions(block, answer, places))
        yield Told(_markers(said), quotation(said), _place(said, places), tuple(versions))


def _place(citations: Sequence[Citation], places: Places) -> Place:
    """Where quotations of one document stand: on the pages of them all, linked to one of them."""
    return replace(places.of_citation(_alone(citations)), pages=pages_of(citations))


def _alone(citations: Sequence[Citation]) -> Citation:
    """The first that is read by itself, not before another as column names are."""
    return next((one for one, after in pairwise(citations) if not leads(one, after)), citations[-1])


def _versions(block: Sequence[Citation], answer: Answer, places: Places) -> Iterator[Version]:
    """What says the same as quotations that are read together, once for each document that does."""
    found = (one for quoted in block for one in answer.equivalents.get(quoted.marker, ()))
    once = {(one.passage.language, one.document.id, one.span): one for one in found}
    for _, group in groupby((once[key] for key in sorted(once)), key=lambda one: one.document.id):
        said = tuple(group)
        # Their markers are those of what they are versions of, so no link leads back by them.
        one = _alone(said)
        place = places.of(one.document, one.span, one.passage.heading)
        yield Version(quotation(said), replace(place, pages=pages_of(said)))


def _sources(citations: Sequence[Citation], places: Places, drawn: Drawn) -> Iterator[SourceShown]:
    for identifier in dict.fromkeys(one.passage.id for one in citations):
        here = [one for one in citations if one.passage.id == identifier]
        document, passage = here[0].document, here[0].passage
        picture = picture_of(here) if drawn(document.source) else None
        yield SourceShown(_markers(here), excerpt(document, passage, here), _place(here, places), picture)


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
            whole = excerpt(document, hit.passage)
            begun = beginning(whole)
            yield Near(begun, places.of_passage(hit.passage, document), begun != whole)


def _markers(citations: Sequence[Citation]) -> tuple[int, ...]:
    return tuple(one.marker for one in citations)
