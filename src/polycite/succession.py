"""What replaced a document, and what its successor says where the document was quoted.

The successor's sentence is the one nearest in meaning and wording that holds a figure of the same measure; it is shown
only where the figures differ, so that a rule that stayed the same is not announced as a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from polycite.counterpart import Counterparts
from polycite.evidence import Read
from polycite.grounding import cite
from polycite.likeness import Place, Wording
from polycite.model import Citation, Document, Entry, Evidence, Facts, Language, Passage, Principal, Span
from polycite.ports import Index
from polycite.quantities import differing, of_sentence

CLOSE = 0.88
"""Cosine from which a sentence of the successor may be the same rule. With ALIKE, chosen on the training documents."""
ALIKE = 0.36
"""Part of each other's words, with their headings, that they must share."""


def in_force(facts: Facts, day: date) -> bool:
    """Whether a document holds on a day; its first and last day count, and an absent one is no limit."""
    started = facts.valid_from is None or facts.valid_from <= day
    return started and not (facts.valid_to is not None and facts.valid_to < day)


class Successors:
    """Who replaced whom, among the documents somebody may read: nobody learns of a successor that is hidden."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by: dict[str, list[Entry]] = {}
        for entry in entries:
            for path in entry.facts.supersedes:
                self._by.setdefault(path, []).append(entry)

    def of(self, path: str, language: Language) -> Entry | None:
        """The newest successor of a document, in its language where there is one; None where nothing replaced it."""
        newest, seen = None, {path}
        while found := [one for one in self._by.get(path, ()) if one.source.path not in seen]:
            newest = next((one for one in found if one.facts.language == language), found[0])
            path = newest.source.path
            seen.add(path)
        return newest

    def facts_of(self, document: Document) -> Facts | None:
        """What is known of the newest successor of a document."""
        newest = self.of(document.source.path, document.facts.language)
        return newest.facts if newest else None


@dataclass(frozen=True, slots=True)
class Change:
    """What replaces a quotation: `marker` is that of what was quoted, `since` the day its successor began to hold.

    `citations` are the successor's own words, verified like any quotation: a sentence, or a table's row after its row
    of column names.
    """

    marker: int
    since: date | None
    citations: tuple[Citation, ...]

    @property
    def told(self) -> Citation:
        """The sentence or row that holds the new figures."""
        return self.citations[-1]


@dataclass(frozen=True, slots=True)
class Archive:
    """Looks up in an index, for one asker, what replaced what was quoted."""

    index: Index
    principal: Principal
    wording: Wording

    def changes(
        self, citations: Sequence[Citation], read: Sequence[Read], successors: Successors
    ) -> tuple[Change, ...]:
        """A change for each citation whose document was replaced by one with other figures in the same place."""
        return tuple(self._changes(citations, read, successors))

    def _changes(self, citations: Sequence[Citation], read: Sequence[Read], successors: Successors) -> Iterator[Change]:
        known = {(one.evidence.passage.id, one.evidence.sentence): one for one in read}
        for citation in citations:
            entry = successors.of(citation.document.source.path, citation.document.facts.language)
            old = known.get((citation.passage.id, citation.span))
            if entry is None or old is None or not of_sentence(citation.document, citation.passage, citation.span):
                continue
            new = self._counterpart(old, citation.document, entry)
            if new is not None:
                since = entry.facts.valid_from or entry.facts.published
                yield Change(citation.marker, since, _cited(citation.marker, *new))

    def _counterpart(self, old: Read, before: Document, entry: Entry) -> Place | None:
        """The successor's sentence that says the same with other figures."""
        after, here = (
            self.index.document(entry.id, self.principal),
            (before, old.evidence.passage, old.evidence.sentence),
        )
        said = of_sentence(*here)
        measures = {one.measure for one in said}

        def fits(place: Place) -> bool:
            return not measures.isdisjoint(one.measure for one in of_sentence(*place))

        found = Counterparts(self.index, self.principal, self.wording)
        new = found.best(here, old.vector, (after,), CLOSE, ALIKE, fits)
        return new if new and differing(said, of_sentence(*new)) else None


def _cited(marker: int, document: Document, passage: Passage, sentence: Span) -> tuple[Citation, ...]:
    spans = [span for span in (passage.header, sentence) if span is not None]
    made = cite([Evidence(passage, span, 0.0) for span in spans], _only(document))
    return tuple(Citation(marker, one.document, one.passage, one.quote, one.span) for one in made)


def _only(document: Document) -> Mapping[str, Document]:
    return {document.id: document}
