"""The documents as polycite has them indexed: what gold is held against."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.locate import Folded, fold, locate
from eval.questions import GoldQuestion
from polycite.errors import BadCatalog, UnknownDocument
from polycite.model import LANGUAGES, PUBLIC, Document, Facts, Passage, Principal, Scope, Span
from polycite.ports import DenseQuery, Index

CATALOG = "catalog.toml"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document, its passages in order, and its letters to find quotations by."""

    document: Document
    passages: tuple[Passage, ...]
    folded: Folded

    @property
    def path(self) -> str:
        """Its file's path in the corpus."""
        return self.document.source.path

    @property
    def facts(self) -> Facts:
        """What the catalogue says of it."""
        return self.document.facts

    def places(self, quote: str) -> tuple[Span, ...]:
        """Every place a quotation stands."""
        return locate(self.folded, quote)

    def numbers(self, span: Span) -> tuple[int, ...]:
        """The pages a span stands on, 1-based; () for a format without pages."""
        return tuple(page.number for page in self.document.pages_of(span))

    def is_read_by(self, groups: Iterable[str]) -> bool:
        """Whether somebody in these groups may read it."""
        return not set(groups).isdisjoint(self.facts.readers)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All documents of an index by path, whoever may read them."""

    documents: Mapping[str, Shelved]

    def at(self, path: str) -> Shelved:
        """The document at a path of the corpus. Raises UnknownDocument."""
        if path not in self.documents:
            raise UnknownDocument(path)
        return self.documents[path]

    @property
    def families(self) -> dict[str, tuple[Shelved, ...]]:
        """The documents of each family, sorted; a document the catalogue gives none is left out."""
        families: dict[str, list[Shelved]] = {}
        for one in self.documents.values():
            if one.facts.family:
                families.setdefault(one.facts.family, []).append(one)
        return {name: tuple(families[name]) for name in sorted(families)}


def entries_of(corpus: Path) -> tuple[Mapping[str, Any], ...]:
    """What the corpus' catalogue says of each document, and readers in any case; () without one. Raises BadCatalog."""
    file = corpus / CATALOG
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get("document", []) if file.exists() else []
        return tuple({**entry, "readers": tuple(map(str, entry.get("readers", ())))} for entry in entries)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
        raise BadCatalog(f"{file} cannot be read ({error}): correct it, then run 'polycite ingest {corpus}'") from error


def readers_of(corpus: Path, questions: Iterable[GoldQuestion] = ()) -> frozenset[str]:
    """Every group the corpus' catalogue or a question names, so that their holder sees all. Raises BadCatalog."""
    asking = (group for question in questions for group in question.groups)
    reading = (group for entry in entries_of(corpus) for group in entry["readers"])
    return frozenset({PUBLIC, *asking, *reading})


def shelf_of(index: Index, groups: frozenset[str]) -> Shelf:
    """Every document that these groups together may read, with its passages."""
    everybody = Principal("gold", groups)
    passages: dict[str, list[Passage]] = {}
    for one in _passages(index, everybody):
        passages.setdefault(one.document, []).append(one)
    documents = (index.document(entry.id, everybody) for entry in index.documents(everybody))
    return Shelf({one.source.path: _shelved(one, passages.get(one.id, [])) for one in documents})


def _shelved(document: Document, passages: list[Passage]) -> Shelved:
    return Shelved(document, tuple(sorted(passages, key=lambda one: one.span)), fold(document.text))


def _passages(index: Index, everybody: Principal) -> Iterable[Passage]:
    """All of them: an index lists none, but a search for anything at all, deep enough, ranks every one."""
    made = index.generation
    size = len(next(iter(made.moments.values())).mean)
    anything = np.full(size, size**-0.5, np.float32)
    queries = [DenseQuery("passage", language, anything, made.passages) for language in LANGUAGES]
    return (hit.passage for hits in index.search(queries, Scope(everybody)) for hit in hits)
