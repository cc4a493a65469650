"""The sentence of another document that answers best to a given one, in meaning and in wording."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from polycite.alignment import in_force_together
from polycite.likeness import Place, Wording
from polycite.model import Document, Language, Principal, Scope, Vectors
from polycite.ports import DenseQuery, Index

_PASSAGES = 6
"""Passages that are read for each sentence and language."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Looks up sentences for one asker, who learns nothing of what he may not read."""

    index: Index
    principal: Principal
    wording: Wording

    def versions(self, document: Document) -> tuple[Document, ...]:
        """A document and the others of its family that hold with it."""
        facts = document.facts
        entries = self.index.documents(self.principal) if facts.family is not None else ()
        family = [one for one in entries if one.facts.family == facts.family and one.id != document.id]
        others = [one.id for one in family if in_force_together(one.facts, facts)]
        return (document, *(self.index.document(one, self.principal) for one in others))

    def best(
        self,
        place: Place,
        vector: Vectors,
        among: Sequence[Document],
        closest: float,
        alike: float,
        fits: Callable[[Place], bool],
    ) -> Place | None:
        """The sentence of these documents that answers best to one with that vector, of those that fit.

        It has at least that cosine with it, and that part of its words.
        """
        best: tuple[float, Place] | None = None
        for other, closeness in self._near(vector, among):
            if closeness < closest or not fits(other):
                continue
            shared = self.wording.alike(place, other)
            if shared >= alike and (best is None or closeness + shared > best[0]):
                best = closeness + shared, other
        return best[1] if best else None

    def _near(self, vector: Vectors, among: Sequence[Document]) -> Iterator[tuple[Place, float]]:
        """Their nearest sentences but for column names, with their cosine."""
        known = {one.id: one for one in among}
        languages: dict[Language, None] = dict.fromkeys(one.facts.language for one in among)
        scope = Scope(self.principal, documents=tuple(known))
        queries = [DenseQuery("sentence", language, vector, _PASSAGES) for language in languages]
        found = dict.fromkeys(hit.passage.id for hits in self.index.search(queries, scope) for hit in hits)
        for passage, vectors in self.index.passages(list(found), scope):
            closeness = (np.asarray(vectors) @ vector).tolist()
            for span, cosine in zip(passage.sentences, closeness, strict=True):
                if span != passage.header:
                    yield (known[passage.document], passage, span), cosine
