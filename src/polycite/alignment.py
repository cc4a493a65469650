"""Which sentence of a document says the same as which sentence of its version in another language.

The terms are Gale and Church's (A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 1993):
a bitext is two texts side by side, a bead is what of the one stands beside what of the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from polycite.model import Facts, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence, or several that follow each other, of one passage."""

    passage: str
    span: Span


@dataclass(frozen=True, slots=True)
class Bead:
    """Two places that say the same, or one that nothing stands beside; `cost` is 0 for equal ones, 1 by chance."""

    one: Place | None
    other: Place | None
    cost: float


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two documents of one family, by id, and their beads in reading order."""

    one: str
    other: str
    beads: tuple[Bead, ...]

    def turned(self) -> Bitext:
        """The same seen from the other document."""
        return Bitext(self.other, self.one, tuple(Bead(bead.other, bead.one, bead.cost) for bead in self.beads))


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Where another document says the same."""

    document: str
    place: Place


@dataclass(frozen=True)
class Alignments:
    """Every bitext of a corpus."""

    bitexts: tuple[Bitext, ...] = ()

    def of(self, document: str, span: Span) -> tuple[Counterpart, ...]:
        """What stands beside a sentence of a document, at most one place in each other version."""
        return tuple(found for shelf in self._shelves.get(document, ()) if (found := shelf.beside(span)))

    @cached_property
    def _shelves(self) -> Mapping[str, tuple[_Shelf, ...]]:
        shelves: dict[str, list[_Shelf]] = defaultdict(list)
        for bitext in self.bitexts:
            for side in (bitext, bitext.turned()):
                shelves[side.one].append(_Shelf(side.other, tuple(sorted(_pairs(side), key=lambda pair: pair[0]))))
        return {document: tuple(found) for document, found in shelves.items()}


NO_ALIGNMENTS = Alignments()


class _Shelf:
    """The beads of one document with one other, by where they begin."""

    def __init__(self, other: str, pairs: tuple[tuple[Span, Place], ...]) -> None:
        self._other, self._pairs = other, pairs
        self._starts = [span.start for span, _ in pairs]

    def beside(self, span: Span) -> Counterpart | None:
        """The place whose counterpart holds the span."""
        at = bisect_right(self._starts, span.start) - 1
        return Counterpart(self._other, self._pairs[at][1]) if at >= 0 and self._pairs[at][0].holds(span) else None


def _pairs(bitext: Bitext) -> Iterator[tuple[Span, Place]]:
    for bead in bitext.beads:
        if bead.one and bead.other:
            yield bead.one.span, bead.other


def in_force_together(one: Facts, other: Facts) -> bool:
    """Whether there may be a day on which two documents both hold."""

    def ends_before(first: Facts, second: Facts) -> bool:
        return first.valid_to is not None and second.valid_from is not None and first.valid_to < second.valid_from

    return not ends_before(one, other) and not ends_before(other, one)
