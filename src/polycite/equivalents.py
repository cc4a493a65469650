"""The same sentence in the other languages: found by the alignment of versions, and quoted like any citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from polycite.alignment import Counterpart
from polycite.evidence import Read, Reader, Reading
from polycite.grounding import citation
from polycite.model import Citation, Evidence, Hit, Passage, Scope, Span
from polycite.ports import Index

Equivalents = Mapping[int, tuple[Citation, ...]]
"""A citation's marker to quotations that say the same in other languages, under that marker, in order of language."""


def equivalents(index: Index, citations: Sequence[Citation], scope: Scope) -> Equivalents:
    """What the scope lets its asker see of each citation's other versions. Raises QuoteMismatch."""
    beside = {one.marker: index.generation.alignments.of(one.document.id, one.span) for one in citations}
    wanted = dict.fromkeys(found.place.passage for places in beside.values() for found in places)
    passages = {passage.id: passage for passage, _ in index.passages(list(wanted), scope)} if wanted else {}
    return {one.marker: _versions(index, one, beside[one.marker], passages, scope) for one in citations}


def _versions(
    index: Index, cited: Citation, beside: Sequence[Counterpart], passages: Mapping[str, Passage], scope: Scope
) -> tuple[Citation, ...]:
    seen = ((passages.get(found.place.passage), found.place.span) for found in beside)
    shown = [(passage, span) for passage, span in seen if passage and passage.language != cited.passage.language]
    return tuple(
        citation(cited.marker, index.document(passage.document, scope.principal), passage, span)
        for passage, span in sorted(shown, key=lambda pair: (pair[0].language, pair[0].document))
    )


@dataclass(frozen=True, slots=True)
class Versions:
    """Finds, for a sentence read for a question, the one that says the same in the question's language.

    `scope` is what the asker may see on the day asked about.
    """

    index: Index
    scope: Scope
    reader: Reader
    reading: Reading

    def of(self, one: Read) -> Read | None:
        """The version in the question's language, as strong as the sentence; None where none is known or allowed."""
        if one.evidence.passage.language == self.reader.language:
            return None
        for found in self._beside(one.evidence):
            versions = [read for read in self.reading.sentences if self._is(read, found)] or self._fetched(found)
            if versions:
                best = max(versions, key=lambda read: (read.evidence.score, -read.place))
                return replace(best, evidence=replace(best.evidence, score=one.evidence.score))
        return None

    def apart(self, one: Read, others: Sequence[Read]) -> list[Read]:
        """The others that are no version of the same sentence."""
        beside = {found.document: found.place.span for found in self._beside(one.evidence)}
        return [read for read in others if not _meets(read.evidence, beside.get(read.evidence.passage.document))]

    def _beside(self, one: Evidence) -> tuple[Counterpart, ...]:
        return self.index.generation.alignments.of(one.passage.document, one.sentence)

    def _is(self, read: Read, found: Counterpart) -> bool:
        passage = read.evidence.passage
        told = passage.id == found.place.passage and found.place.span.holds(read.evidence.sentence)
        return told and passage.language == self.reader.language

    def _fetched(self, found: Counterpart) -> list[Read]:
        """The sentences of a counterpart that no search brought."""
        for passage, vectors in self.index.passages([found.place.passage], self.scope):
            documents = {passage.document: self.index.document(passage.document, self.scope.principal)}
            if passage.language in self.reader.scales:
                read = self.reader.read([Hit(passage, 0.0, 1)], {passage.id: vectors}, documents)
                return [one for one in read.sentences if self._is(one, found)]
        return []


def _meets(one: Evidence, span: Span | None) -> bool:
    return span is not None and span.meets(one.sentence)
