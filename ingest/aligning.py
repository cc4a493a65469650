"""Which sentences of two versions of one text stand beside each other, told from what is computed already.

A pure function of texts and of the vectors that search needs anyway. A sentence's distance to another is divided by its
distance to all of them (Vecalign: Thompson and Koehn, EMNLP 2019).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ingest.beads import beads
from ingest.encode import Split
from ingest.likeness import Line
from ingest.split import searchable_sentence
from polycite.alignment import Alignments, Bitext, Place, in_force_together
from polycite.figures import stated, unnumbered
from polycite.model import Document, Passage, Span, Vectors
from polycite.text import cells

_ARTICLE = frozenset({"1"})
"""One is said by an article as well."""


def alignments(splits: Sequence[Split], vectors: Mapping[str, Vectors]) -> Alignments:
    """The bitexts of every two versions that are of one family, in two languages and in force together."""
    families: dict[str, list[Split]] = defaultdict(list)
    for split in splits:
        if split.document.facts.family and split.passages:
            families[split.document.facts.family].append(split)
    lines = {
        split.document.id: tuple(_lines(split, vectors))
        for family in families.values()
        if len(family) > 1
        for split in family
    }
    pairs = (pair for family in families.values() for pair in combinations(family, 2) if _are_versions(*pair))
    documents = ((one.document.id, other.document.id) for one, other in pairs)
    return Alignments(tuple(Bitext(*pair, beads(lines[pair[0]], lines[pair[1]])) for pair in documents))


def _are_versions(one: Split, other: Split) -> bool:
    """Whether both say the same at one time: a text and its successor do not."""
    here, there = one.document, other.document
    apart = here.source.path in there.facts.supersedes or there.source.path in here.facts.supersedes
    return here.facts.language != there.facts.language and not apart and in_force_together(here.facts, there.facts)


def _lines(split: Split, vectors: Mapping[str, Vectors]) -> Iterator[Line]:
    """The sentences in reading order."""
    document = split.document
    headings = list(dict.fromkeys(passage.heading for passage in split.passages))
    for passage in split.passages:
        heading = headings.index(passage.heading) / len(headings)
        for span in passage.sentences:
            yield _line(document, passage, span, heading, vectors[searchable_sentence(document, passage, span)])


def _line(document: Document, passage: Passage, span: Span, heading: float, vector: Vectors) -> Line:
    words = " | ".join(cells(document, span))
    said = stated(unnumbered(words), passage.language)
    return Line(Place(passage.id, span), vector, said.all - _ARTICLE, len(words), heading, passage.kind == "table")
