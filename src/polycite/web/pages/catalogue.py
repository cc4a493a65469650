"""The list of documents: filtered, its language versions together, a screen at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from polycite.model import LANGUAGES, Entry, Language
from polycite.succession import Successors, in_force
from polycite.text import fold_accents
from polycite.wording import in_words, standing, validity

SCREEN = 50
"""Families on one screen."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list: words that title, path or publisher hold, a language, and only what is in force."""

    words: str = ""
    language: Language | None = None
    current: bool = False

    def takes(self, entry: Entry, day: date) -> bool:
        """Whether a document is wanted on a day."""
        facts = entry.facts
        said = fold_accents(" ".join((facts.title, entry.source.path, facts.publisher or "")))
        return (
            all(word in said for word in fold_accents(self.words).split())
            and self.language in (None, facts.language)
            and (not self.current or in_force(facts, day))
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A document as the list shows it; `about` says what a reader must know before relying on it."""

    id: str
    title: str
    path: str
    language: Language
    publisher: str
    published: str
    validity: str
    about: str
    pages: int


@dataclass(frozen=True, slots=True)
class Family:
    """A document with its versions in other languages: the reader's language first."""

    first: Line
    others: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """The families of one screen, and how many documents and screens there are."""

    families: tuple[Family, ...]
    documents: int
    number: int
    screens: int


def screen_of(entries: Sequence[Entry], wanted: Wanted, language: Language, day: date, number: int) -> Screen:
    """One screen, counted from 1; beyond the last one, the last."""
    taken = [entry for entry in entries if wanted.takes(entry, day)]
    newer = Successors(entries)
    families = sorted(_families(taken, newer, language, day), key=lambda one: fold_accents(one.first.title))
    screens = max(1, -(-len(families) // SCREEN))
    number = min(max(1, number), screens)
    return Screen(tuple(families[(number - 1) * SCREEN : number * SCREEN]), len(taken), number, screens)


def _families(entries: Sequence[Entry], newer: Successors, language: Language, day: date) -> Iterator[Family]:
    for group in _grouped(entries).values():
        ranked = sorted(group, key=lambda one: (one.facts.language != language, LANGUAGES.index(one.facts.language)))
        first, *others = (_line(one, newer, language, day) for one in ranked)
        yield Family(first, tuple(others))


def _grouped(entries: Sequence[Entry]) -> Mapping[str, Sequence[Entry]]:
    """By family; two documents of a family in one language are no versions of each other and stand alone."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        name = f"family {entry.facts.family}" if entry.facts.family else entry.id
        twin = any(one.facts.language == entry.facts.language for one in groups.get(name, ()))
        groups.setdefault(entry.id if twin else name, []).append(entry)
    return groups


def _line(entry: Entry, newer: Successors, language: Language, day: date) -> Line:
    facts = entry.facts
    successor = newer.of(entry.source.path, facts.language)
    return Line(
        id=entry.id,
        title=facts.title,
        path=entry.source.path,
        language=facts.language,
        publisher=facts.publisher or "",
        published=in_words(facts.published, language) if facts.published else "",
        validity=validity(facts, language),
        about=standing(facts, successor.facts if successor else None, language, day),
        pages=entry.pages,
    )
