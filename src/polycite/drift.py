"""Where the language versions of one text have drifted apart: other figures, other dates, a denial more or less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from polycite.alignment import Bitext, Place
from polycite.errors import UnknownDocument
from polycite.figures import stated, unnumbered
from polycite.model import Document, Language, Passage, Principal, Scope
from polycite.negation import denials_differ
from polycite.ports import Index
from polycite.text import cells

Matter = Literal["figures", "dates", "negation"]
MATTERS: tuple[Matter, ...] = ("figures", "dates", "negation")


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence of one version, verbatim at `start:end` of its document, with the labels of its pages."""

    path: str
    language: Language
    pages: tuple[str, ...]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Drifted:
    """Two aligned sentences that differ in `matters`; `only` is what the one states and the other does not."""

    family: str
    matters: tuple[Matter, ...]
    one: Side
    other: Side
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lone:
    """A sentence that nothing stands beside in the version `missing_in`."""

    family: str
    side: Side
    missing_in: str


@dataclass(frozen=True, slots=True)
class DriftReport:
    """What was compared, what differs and what has no counterpart, each by family and in reading order."""

    generation: str
    pairs: int
    aligned: int
    drifted: tuple[Drifted, ...]
    alone: tuple[Lone, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    document: Document
    passage: Passage
    place: Place

    @property
    def words(self) -> str:
        return unnumbered(" | ".join(cells(self.document, self.place.span)))

    @property
    def shown(self) -> Side:
        span = self.place.span
        pages = tuple(page.label for page in self.document.pages_of(span))
        quote = span.of(self.document.text)
        return Side(self.document.source.path, self.passage.language, pages, quote, span.start, span.end)


def drift(index: Index, principal: Principal) -> DriftReport:
    """Everything that differs between versions this principal may read."""
    readable = [one for one in index.generation.alignments.bitexts if _may_read(index, one, principal)]
    drifted: list[Drifted] = []
    alone: list[Lone] = []
    aligned = 0
    for bitext in sorted(readable, key=lambda one: _order(index, one, principal)):
        one, other = index.document(bitext.one, principal), index.document(bitext.other, principal)
        passages = _passages(index, bitext, principal)
        for bead in bitext.beads:
            here = _Side(one, passages[bead.one.passage], bead.one) if bead.one else None
            there = _Side(other, passages[bead.other.passage], bead.other) if bead.other else None
            if here and there:
                aligned += 1
                drifted += _compared(here, there)
            else:
                alone += [_lone(side, away) for side, away in ((here, other), (there, one)) if side]
    return DriftReport(index.generation.id, len(readable), aligned, tuple(drifted), tuple(alone))


def _may_read(index: Index, bitext: Bitext, principal: Principal) -> bool:
    try:
        return bool(index.document(bitext.one, principal) and index.document(bitext.other, principal))
    except UnknownDocument:  # one who may not read both learns nothing of either from the comparison
        return False


def _order(index: Index, bitext: Bitext, principal: Principal) -> tuple[str, str, str]:
    one, other = (index.document(identifier, principal) for identifier in (bitext.one, bitext.other))
    return one.facts.family or "", one.source.path, other.source.path


def _passages(index: Index, bitext: Bitext, principal: Principal) -> Mapping[str, Passage]:
    wanted = dict.fromkeys(place.passage for bead in bitext.beads for place in (bead.one, bead.other) if place)
    return {passage.id: passage for passage, _ in index.passages(list(wanted), Scope(principal))}


def _lone(side: _Side, away: Document) -> Lone:
    return Lone(side.document.facts.family or "", side.shown, away.source.path)


def _compared(here: _Side, there: _Side) -> Iterator[Drifted]:
    one, other = stated(here.words, here.passage.language), stated(there.words, there.passage.language)
    mine, theirs = one.without(other), other.without(one)
    dates = (mine & one.dates) | (theirs & other.dates)
    matters: dict[Matter, bool] = {
        "figures": bool((mine | theirs) - dates),
        "dates": bool(dates),
        "negation": denials_differ(here.words, here.passage.language, there.words, there.passage.language),
    }
    if any(matters.values()):
        told = tuple(matter for matter in MATTERS if matters[matter])
        family = here.document.facts.family or ""
        yield Drifted(family, told, here.shown, there.shown, tuple(sorted(mine)), tuple(sorted(theirs)))
