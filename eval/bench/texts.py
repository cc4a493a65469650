"""The passages of an index as texts, so that both sides embed the very same words; and the questions asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from polycite.model import ANONYMOUS, LANGUAGES, Document, Passage, Scope
from polycite.ports import DenseQuery, Index
from polycite.text import display

QUESTIONS = Path(__file__).with_name("questions.txt")
"""One question a line, Dutch, French and English in turn; lines that start with # are remarks."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Files of the corpus (relative paths), and the words of every passage and of every sentence."""

    files: tuple[str, ...]
    passages: tuple[str, ...]
    sentences: tuple[str, ...]

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")


def load(path: Path) -> Texts:
    """What `Texts.save` wrote."""
    fields = json.loads(path.read_text(encoding="utf-8"))
    return Texts(**{name: tuple(values) for name, values in fields.items()})


def texts_of(index: Index) -> Texts:
    """The texts of all that everybody may read."""
    pairs = list(shelved(index))
    return Texts(
        files=tuple(entry.source.path for entry in index.documents(ANONYMOUS)),
        passages=tuple(words(document, passage) for document, passage in pairs),
        sentences=tuple(display(document, one) for document, passage in pairs for one in passage.sentences),
    )


def shelved(index: Index) -> Iterator[tuple[Document, Passage]]:
    """Every passage that everybody may read, with its document, in the order of the documents."""
    made = index.generation
    size = len(next(iter(made.moments.values())).mean)
    anything = np.full(size, size**-0.5, np.float32)
    found = index.search([DenseQuery("passage", one, anything, made.passages) for one in LANGUAGES], Scope(ANONYMOUS))
    passages = sorted((hit.passage for hits in found for hit in hits), key=lambda one: (one.document, one.span))
    for passage in passages:
        yield index.document(passage.document, ANONYMOUS), passage


def words(document: Document, passage: Passage) -> str:
    """What is embedded of a passage: its headings, then its words."""
    return "\n".join(line for line in (" > ".join(passage.heading), display(document, passage.span)) if line)


def questions(path: Path = QUESTIONS) -> tuple[str, ...]:
    """The questions of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
