"""What a draft was given, checked on the way in and found again before it is published."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polycite.errors import IndexDamaged
from polycite.model import Document, Encoded, Principal, Scope
from polycite.ports import DenseQuery, Description, Generation, Index

PROBES = 10
AGREEMENT = 0.999
NOBODY = "\x00nobody"


@dataclass(frozen=True, slots=True)
class Probe:
    """A passage whose own vector must find it again, for its readers only."""

    document: Document
    encoded: Encoded

    @property
    def query(self) -> DenseQuery:
        """The passage's own vector, in its own language."""
        return DenseQuery("passage", self.encoded.passage.language, self.encoded.vector, 50)

    def scope(self, principal: Principal) -> Scope:
        """The passage's document as `principal` sees it."""
        return Scope(principal, documents=(self.document.id,))


class Manifest:
    """Tallies a draft of one dimension; refuses what no index should hold."""

    def __init__(self, fingerprint: str, dimension: int, root: str) -> None:
        self._described: Description | None = None
        self._fingerprint, self._dimension, self._root = fingerprint, dimension, root
        self._documents: set[str] = set()
        self._groups = {NOBODY}
        self._passages: set[str] = set()
        self._first: list[Probe] = []
        self._last: deque[Probe] = deque(maxlen=PROBES)

    def add(self, document: Document, passages: Sequence[Encoded]) -> None:
        """Count one document. Raises ValueError for one given twice or vectors of another shape."""
        if document.id in self._documents:
            raise ValueError(f"document {document.id!r} was added twice: give each file once to 'polycite ingest'")
        for encoded in passages:
            self._check(document, encoded)
            self._passages.add(encoded.passage.id)
        self._documents.add(document.id)
        self._groups.update(document.facts.readers)
        for encoded in passages[:1]:
            probes = self._first if len(self._first) < PROBES else self._last
            probes.append(Probe(document, encoded))

    def describe(self, description: Description) -> None:
        """Keep what was learnt. Raises ValueError the second time."""
        if self._described is not None:
            raise ValueError("a draft is described once")
        self._described = description

    def generation(self, identifier: str, created: str) -> Generation:
        """What the published index will say of itself."""
        learnt = self._described or Description({})
        counts = len(self._documents), len(self._passages)
        ours = identifier, self._fingerprint, created, self._root
        return Generation(*ours, *counts, learnt.moments, learnt.bridges, learnt.alignments)

    def verify(self, index: Index, documents: int, passages: int) -> None:
        """Compare an opened index, and its own counts, with what was added. Raises IndexDamaged."""
        wanted, found = (len(self._documents), len(self._passages)), (documents, passages)
        if wanted != found:
            raise IndexDamaged(f"the new index holds {found} documents and passages, not {wanted}: run it again")
        for probe in (*self._first, *self._last):
            _verify(index, probe, self._groups)

    def _check(self, document: Document, encoded: Encoded) -> None:
        passage = encoded.passage
        if passage.document != document.id or passage.id in self._passages:
            raise ValueError(f"passage {passage.id!r} is of another document, or was added twice")
        shapes = (encoded.vector.shape, encoded.sentences.shape)
        if shapes != ((self._dimension,), (len(passage.sentences), self._dimension)):
            raise ValueError(
                f"the vectors of passage {passage.id!r} have shapes {shapes}: is the embedder the right one?"
            )
        if not (np.isfinite(encoded.vector).all() and np.isfinite(encoded.sentences).all()):
            raise ValueError(f"a vector of passage {passage.id!r} is not finite: run 'polycite doctor'")


def _verify(index: Index, probe: Probe, groups: set[str]) -> None:
    readers = Principal("probe", frozenset(probe.document.facts.readers))
    hits = index.search([probe.query], probe.scope(readers))[0]
    own = probe.encoded.passage
    # Fifty copies of one text may outnumber the limit: then the last of them is as near as the passage itself.
    found = any(hit.passage == own for hit in hits) or (len(hits) == probe.query.limit and hits[-1].score >= AGREEMENT)
    if found != bool(readers.groups):
        raise IndexDamaged(f"passage {own.id!r} was written but does not find itself: run 'polycite ingest PATH' again")
    stranger = Principal("probe", frozenset(groups - readers.groups))
    if index.search([probe.query], probe.scope(stranger))[0]:
        raise IndexDamaged(f"passage {own.id!r} is shown to a stranger: the new index is not published")
