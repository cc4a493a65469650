"""Two sources in force that answer the same question with different figures: both are shown, neither is blended away.

A sentence opposes a cited one where it stands in a document of another family, is about what was asked nearly as much,
means and says nearly the same, and differs in one measure of the kind asked for while all other figures agree. Each of
the two must be what the other's document, in any of its versions, says that answers best to it: where a document says
elsewhere what the other says, they agree. The lines are drawn high, on the training questions and on everyday ones: a
false alarm costs more trust than a contradiction that is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from polycite.counterpart import Counterparts
from polycite.evidence import Read, Reading
from polycite.likeness import Place, heading_words
from polycite.model import Citation, Document, Evidence, Language, Span
from polycite.quantities import Measure, Quantity, QuantityKind, by_measure, of_sentence
from polycite.question import COUNTED, Want
from polycite.text import display

CLOSE = 0.85
"""Cosine of two sentences that say the same of one thing."""
ALIKE, ALIKE_ANCHORED = 0.3, 0.25
"""Part of each other's words, with their headings, that they share; less is enough as for ABOUT."""
ABOUT, ABOUT_ANCHORED = 0.35, 0.15
"""Part of the question's words that both have; less is enough where two other figures are the same in both."""
NEARLY = 0.6
"""Part of the cited sentence's share in the question's words that the other must reach."""
_ANCHORS = 2
_KINDS: Mapping[Want, frozenset[QuantityKind]] = {
    "duration": frozenset(("duration", "time")),
    "amount": frozenset(("amount", "share")),
    "figure": frozenset(("count", "share", "amount", "duration", "time")),
    "date": frozenset(("date", "time")),
}
_ANY: frozenset[QuantityKind] = frozenset(("amount", "share", "duration", "time", "date", "count"))
_NO_FIGURE: frozenset[Want] = frozenset(("person", "reason"))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Opposition:
    """A cited sentence, one that contradicts it, and the figures in which they do."""

    one: Evidence
    other: Evidence
    values: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Side:
    """What one document says, since when, and the markers of the citations that carry it."""

    value: str
    published: date | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Documents in force that say different things; `about` is the heading the first one says it under."""

    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Looks for contradictions among the sentences read for one question."""

    reading: Reading
    documents: Mapping[str, Document]
    wants: frozenset[Want]
    counterparts: Counterparts

    def oppositions(self, cited: Sequence[Read]) -> tuple[Opposition, ...]:
        """The strongest contradiction of each cited sentence, if there is one."""
        found = [one for read in cited if (one := self._opposed(read)) is not None]
        seen: set[frozenset[tuple[str, int]]] = set()
        return tuple(one for one in found if not _seen(one, seen))

    def _opposed(self, cited: Read) -> Opposition | None:
        said = self._said(cited)
        if not {kind for kind, _ in by_measure(said)} & self._kinds():
            return None
        about = self._about(cited)
        for other in self._near(cited, about):
            values = self._values(cited, other, said, about)
            if values is not None:
                return Opposition(cited.evidence, other.evidence, values)
        return None

    def _kinds(self) -> frozenset[QuantityKind]:
        """The kinds of figure asked for; any where the question does not tell, only times for a person or a reason.

        `Who approves it above 30,000 euros?` gives a figure and asks for none.
        """
        asked = frozenset(kind for want in self.wants & COUNTED for kind in _KINDS[want])
        return asked or (_KINDS["date"] if self.wants & _NO_FIGURE else _ANY)

    def _near(self, cited: Read, about: float) -> Iterator[Read]:
        """Sentences of other families that are close to the cited one and as much about the question, closest first."""
        home = self._document(cited)
        others = [one for one in self.reading.sentences if _apart(home, self._document(one))]
        if about < ABOUT_ANCHORED or not others:
            return
        closeness = np.array([one.vector for one in others]) @ cited.vector
        for place in np.argsort(-closeness, kind="stable").tolist():
            if closeness[place] < CLOSE:
                return
            other = others[place]
            # Words cross to another language only as far as there are bridges, so that less is to be had there.
            nearly = NEARLY * about if _language(other) == _language(cited) else 0.0
            if self._about(other) >= max(ABOUT_ANCHORED, nearly):
                yield other

    def _values(
        self, cited: Read, other: Read, said: Sequence[Quantity], about: float
    ) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The figures in which two sentences contradict each other, as they stand there."""
        replied = self._said(other)
        measure = contradicted(said, replied, self._kinds())
        if measure is None or self._other_years(cited, other):
            return None
        sure = anchored(said, replied, measure)
        if not sure and "table" in (cited.evidence.passage.kind, other.evidence.passage.kind):
            return None  # a row's other figures say which case it is of: without them it may be any
        if min(about, self._about(other)) < (ABOUT_ANCHORED if sure else ABOUT):
            return None
        alike = self.counterparts.wording.alike(self._place(cited), self._place(other))
        if alike < (ALIKE_ANCHORED if sure else ALIKE) or not self._mutual(cited, other, measure):
            return None
        return _words(said, measure), _words(replied, measure)

    def _mutual(self, one: Read, other: Read, measure: Measure) -> bool:
        """Whether each is what the other's document says of the other's matter, as far as the figures tell."""
        return self._answers(one, other, measure) and self._answers(other, one, measure)

    def _answers(self, one: Read, other: Read, measure: Measure) -> bool:
        """Whether what answers best to `other` in one's document and its versions names the same figures as one.

        What is far less about the question is another matter, however near it is.
        """
        about = NEARLY * self._about(one)

        def fits(place: Place) -> bool:
            return measure in by_measure(of_sentence(*place)) and self._share(place, self._terms(place)) >= about

        versions = self.counterparts.versions(self._document(one))
        best = self.counterparts.best(self._place(other), other.vector, versions, CLOSE, ALIKE_ANCHORED, fits)
        return best is None or by_measure(of_sentence(*best))[measure] == by_measure(self._said(one))[measure]

    def _about(self, one: Read) -> float:
        """The part of the question's words that a sentence and its headings have."""
        return self._share(self._place(one), one.phrase.terms)

    def _share(self, place: Place, terms: frozenset[int]) -> float:
        """That part for a sentence with these terms."""
        document, passage, _ = place
        over = self.counterparts.wording.terms_of(heading_words(document, passage), passage.language)
        return self.reading.rarity[passage.language].share(terms | over)

    def _terms(self, place: Place) -> frozenset[int]:
        document, passage, span = place
        return self.counterparts.wording.terms_of(display(document, span), passage.language)

    def _said(self, one: Read) -> tuple[Quantity, ...]:
        return of_sentence(*self._place(one))

    def _place(self, one: Read) -> Place:
        return self._document(one), one.evidence.passage, one.evidence.sentence

    def _document(self, one: Read) -> Document:
        return self.documents[one.evidence.passage.document]

    def _other_years(self, one: Read, other: Read) -> bool:
        """Whether they speak of different years, like the reports of two years, which contradict nothing."""
        here, there = (set(_YEAR.findall(self._named(read))) for read in (one, other))
        return bool(here and there and here != there)

    def _named(self, one: Read) -> str:
        document = self._document(one)
        return " ".join((document.facts.title, *one.evidence.passage.heading, one.phrase.words))


def contradicted(
    said: Sequence[Quantity], others: Sequence[Quantity], kinds: frozenset[QuantityKind]
) -> Measure | None:
    """The one measure in which two sentences have no value in common while all others that both name are the same."""
    here, there = by_measure(said), by_measure(others)
    shared = [measure for measure in here if measure in there]
    apart = [measure for measure in shared if not here[measure] & there[measure]]
    same = all(here[measure] == there[measure] for measure in shared if measure not in apart)
    return apart[0] if len(apart) == 1 and same and apart[0][0] in kinds else None


def anchored(said: Sequence[Quantity], others: Sequence[Quantity], measure: Measure) -> bool:
    """Whether both name the same other figures, two at least: then they speak of one case."""
    here, there = by_measure(said), by_measure(others)
    return sum(len(here[one]) for one in here if one != measure and here[one] == there.get(one)) >= _ANCHORS


def told(oppositions: Sequence[Opposition], citations: Sequence[Citation]) -> tuple[Disagreement, ...]:
    """The contradictions of an answer, by the markers of its citations."""
    marked = {(one.passage.id, one.span): one for one in citations}
    return tuple(_told(one, marked) for one in oppositions)


def _told(opposition: Opposition, marked: Mapping[tuple[str, Span], Citation]) -> Disagreement:
    pairs = zip((opposition.one, opposition.other), opposition.values, strict=True)
    sides = [(marked[one.passage.id, one.sentence], values) for one, values in pairs]
    first = sides[0][0]
    about = first.passage.heading[-1] if first.passage.heading else first.document.facts.title
    return Disagreement(about, tuple(_side(citation, values) for citation, values in sides))


def _side(citation: Citation, values: Sequence[str]) -> Side:
    facts = citation.document.facts
    return Side(", ".join(values), facts.published or facts.valid_from, (citation.marker,))


def _words(said: Sequence[Quantity], measure: Measure) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.words for one in said if one.measure == measure))


def _language(one: Read) -> Language:
    return one.evidence.passage.language


def _apart(one: Document, other: Document) -> bool:
    """Whether two documents are neither versions of one text, nor one the successor of the other."""
    if one.id == other.id or (one.facts.family is not None and one.facts.family == other.facts.family):
        return False
    return other.source.path not in one.facts.supersedes and one.source.path not in other.facts.supersedes


def _seen(one: Opposition, seen: set[frozenset[tuple[str, int]]]) -> bool:
    """Whether the same two sentences were found already, from the other side."""
    key = frozenset((side.passage.id, side.sentence.start) for side in (one.one, one.other))
    if key in seen:
        return True
    seen.add(key)
    return False
