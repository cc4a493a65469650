"""A small trilingual shelf of documents, read and indexed for real, in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count

import pytest

from ingest.encode import Split, average_lengths, encode, moments, public_of
from ingest.reading import Block, BlockKind, Reading
from ingest.split import searchable, searchable_sentence, split
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.alignment import Alignments, Bead, Bitext, Place
from polycite.ask import Asker
from polycite.bridges import NO_BRIDGES, Bridges
from polycite.language import language_of
from polycite.model import Document, Facts, Page, Source, Span
from polycite.phrases import Phrases
from polycite.ports import Description
from polycite.terms import analysers

Shelf = Callable[..., Asker]
Said = tuple[str, str]

TEXTS = {
    "nl/telewerk.txt": "Telewerk is toegestaan op twee dagen per week. "
    "De leidinggevende beslist binnen tien werkdagen.\n"
    "Wie thuis werkt, krijgt een vergoeding van 145 euro per maand.",
    "fr/conges.txt": "Le personnel a droit à vingt-six jours de congé par an. "
    "La demande se fait trois semaines à l'avance.",
    "en/security.txt": "Passwords have at least fourteen characters. "
    "Report a lost laptop within two hours to the desk.",
}


def document_of(path: str, text: str, **facts: object) -> tuple[Document, Reading]:
    """A document of one paragraph a line, one page a form feed."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        kind: BlockKind = "heading" if line.startswith("# ") else "prose"
        blocks.append(Block(kind, Span(at, at + len(line)), level=1 if kind == "heading" else 0))
        at += len(line) + 1
    known = {"title": path, "language": language_of(text), **facts}
    pages = (Page(1, "i", Span(0, len(text))),) if path.endswith(".pdf") else ()
    document = Document(path, Source(path, path, path, "text/plain"), Facts(**known), text, pages)  # type: ignore[arg-type]
    return document, Reading(text, tuple(blocks), pages)


def aligned(splits: Sequence[Split], versions: Sequence[tuple[Said | None, Said | None]]) -> Alignments:
    """Alignments of pairs of (path, sentence); None for a sentence without counterpart in the last named pair."""
    bitexts: dict[tuple[str, str], list[Bead]] = {}
    for one, other in versions:
        key = (one[0], other[0]) if one and other else list(bitexts)[-1]
        bitexts.setdefault(key, []).append(
            Bead(_place(splits, one), _place(splits, other), 0.2 if one and other else 1.0)
        )
    return Alignments(tuple(Bitext(*key, tuple(beads)) for key, beads in bitexts.items()))


def _place(splits: Sequence[Split], said: Said | None) -> Place | None:
    if said is None:
        return None
    (split,) = (one for one in splits if one.document.source.path == said[0])
    start = split.document.text.index(said[1])
    span = Span(start, start + len(said[1]))
    return next(Place(passage.id, span) for passage in split.passages if passage.span.holds(span))


@pytest.fixture
def shelf() -> Shelf:
    """Builds an Asker over documents given as path to text, with facts by path."""

    def build(
        texts: dict[str, str] | None = None,
        facts: dict[str, dict[str, object]] | None = None,
        bridges: Bridges = NO_BRIDGES,
        versions: Sequence[tuple[Said | None, Said | None]] = (),
    ) -> Asker:
        embedder = HashingEmbedder()
        pairs = [document_of(path, text, **(facts or {}).get(path, {})) for path, text in (texts or TEXTS).items()]
        splits = [Split(document, split(document, reading, embedder.fits)) for document, reading in pairs]
        words = [
            text
            for part in splits
            for one in part.passages
            for text in (
                searchable(part.document, one),
                *(searchable_sentence(part.document, one, sentence) for sentence in one.sentences),
            )
        ]
        vectors = dict(zip(words, embedder.embed_passages(words), strict=True))
        languages, library, public = analysers(), MemoryLibrary(), public_of(splits)
        averages = average_lengths(public, languages)
        with library.rebuild(embedder.fingerprint, len(vectors[words[0]]), "shelf") as draft:
            draft.describe(Description(moments(public, vectors), bridges, aligned(splits, versions)))
            for part in splits:
                draft.add(part.document, encode(part, vectors, languages, averages))
        numbers = count(1)
        return Asker(library, embedder, Phrases(languages), 50, lambda: date(2026, 6, 1), lambda: str(next(numbers)))

    return build
