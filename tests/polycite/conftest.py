"""A small trilingual shelf of documents, read and indexed for real, in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from ingest.encode import Split, average_lengths, encode, moments, public_of
from ingest.reading import Block, BlockKind, Reading
from ingest.split import searchable, searchable_sentence, split
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.ask import Asker
from polycite.bridges import NO_BRIDGES, Bridges
from polycite.language import language_of
from polycite.model import Document, Facts, Page, Source, Span
from polycite.phrases import Phrases
from polycite.terms import analysers

Shelf = Callable[..., Asker]

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


@pytest.fixture
def shelf() -> Shelf:
    """Builds an Asker over documents given as path to text, with facts by path."""

    def build(
        texts: dict[str, str] | None = None,
        facts: dict[str, dict[str, object]] | None = None,
        bridges: Bridges = NO_BRIDGES,
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
            draft.describe(moments(public, vectors), bridges)
            for part in splits:
                draft.add(part.document, encode(part, vectors, languages, averages))
        numbers = count(1)
        return Asker(library, embedder, Phrases(languages), 50, lambda: date(2026, 6, 1), lambda: str(next(numbers)))

    return build
