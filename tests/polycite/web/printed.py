"""A folder of real files, indexed as they are: what the tests of originals, pictures and the source view look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.alignment import Alignments, Bead, Bitext, Place
from polycite.ask import Asker
from polycite.model import Document, Facts, Page, Source, Span
from polycite.phrases import Phrases
from polycite.ports import Description
from polycite.terms import analysers

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Folder:
    """A folder and the index of it; a document's id is its path with `-` for `/`."""

    root: Path
    documents: Mapping[str, Document]
    asker: Asker

    def path(self, identifier: str) -> Path:
        return self.root / self.documents[identifier].source.path


def filed(
    root: Path,
    path: str,
    data: bytes,
    text: str,
    facts: Facts,
    pages: tuple[Page, ...] = (),
    marks: Sequence[Span] = (),
) -> Document:
    """Write a file and say what was read from it."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)
    identifier = path.replace("/", "-")
    source = Source(identifier, path, sha256(data).hexdigest(), MEDIA_TYPES[Path(path).suffix])
    return Document(identifier, source, facts, text, pages, tuple(marks))


def beside(one: tuple[Document, str], other: tuple[Document, str]) -> Bitext:
    """Two sentences that say the same."""
    places = []
    for document, words in (one, other):
        start = document.text.index(words)
        places.append(Place("p", Span(start, start + len(words))))
    return Bitext(one[0].id, other[0].id, (Bead(places[0], places[1], 0.1),))


def indexed(root: Path, documents: Sequence[Document], bitexts: Sequence[Bitext] = ()) -> Folder:
    """An index of them, without passages: nothing is asked here."""
    embedder, library, numbers = HashingEmbedder(), MemoryLibrary(), count(1)
    with library.rebuild(embedder.fingerprint, 64, str(root)) as draft:
        draft.describe(Description({}, alignments=Alignments(tuple(bitexts))))
        for one in documents:
            draft.add(one, [])
    asker = Asker(library, embedder, Phrases(analysers()), 50, lambda: TODAY, lambda: str(next(numbers)))
    return Folder(root, {one.id: one for one in documents}, asker)
