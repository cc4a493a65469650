"""What is quoted in answer: the sentences chosen, what contradicts them, and what has replaced them since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from polycite.choice import Asked
from polycite.counterpart import Counterparts
from polycite.disagreement import Disagreement, Dispute, Opposition, told
from polycite.evidence import Read, Reading
from polycite.grounding import cite, with_headers
from polycite.likeness import Wording
from polycite.model import Citation, Document, Evidence, Principal, Scope
from polycite.phrases import Phrases
from polycite.ports import Index
from polycite.succession import Archive, Change, Successors


@dataclass(frozen=True, slots=True)
class Quoted:
    """The citations of an answer in order, the contradictions among them, and what replaced any of them."""

    citations: tuple[Citation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoting:
    """Quotes for one asker from one generation."""

    index: Index
    principal: Principal
    phrases: Phrases

    def quote(
        self, chosen: Sequence[Evidence], reading: Reading, asked: Asked, documents: Mapping[str, Document]
    ) -> Quoted:
        """The sentences chosen and what belongs beside them, every quotation verified.

        Raises QuoteMismatch where a span does not give its quote.
        """
        if not chosen:
            return Quoted()
        cited = self._read(chosen, reading, documents)
        wording = Wording(self.index.generation.bridges, self.phrases.analysers)
        counterparts = Counterparts(self.index, self.principal, wording)
        opposed = Dispute(reading, documents, asked.wants, counterparts).oppositions(cited)
        citations = cite(with_headers(_with_opposed(chosen, opposed), documents), documents)
        archive = Archive(self.index, self.principal, wording)
        changes = archive.changes(citations, cited, Successors(self.index.documents(self.principal)))
        return Quoted(citations, told(opposed, citations), changes)

    def _read(
        self, chosen: Sequence[Evidence], reading: Reading, documents: Mapping[str, Document]
    ) -> tuple[Read, ...]:
        """The chosen sentences as they were read; one that no search brought, a language version, is read now."""
        known = {(one.evidence.passage.id, one.evidence.sentence): one for one in reading.sentences}
        found = [known.get((one.passage.id, one.sentence)) or self._fetched(one, documents) for one in chosen]
        return tuple(one for one in found if one is not None)

    def _fetched(self, one: Evidence, documents: Mapping[str, Document]) -> Read | None:
        passage = one.passage
        for _, vectors in self.index.passages([passage.id], Scope(self.principal)):
            place = passage.sentences.index(one.sentence)
            document, generation = documents[passage.document], self.index.generation.id
            phrase = self.phrases.of(generation, document, passage.language, one.sentence)
            return Read(one, place, phrase, np.asarray(vectors)[place])
        return None


def _with_opposed(chosen: Sequence[Evidence], opposed: Sequence[Opposition]) -> tuple[Evidence, ...]:
    """The chosen sentences, and after them those that contradict them and were not chosen themselves."""
    quoted = list(chosen)
    for one in opposed:
        if not any((one.other.passage.id, one.other.sentence) == (it.passage.id, it.sentence) for it in quoted):
            quoted.append(one.other)
    return tuple(quoted)
