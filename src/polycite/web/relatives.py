"""Which documents belong to one: its other languages, its predecessors and successors, among those one may read."""

from __future__ import annotations

from collections.abc import Sequence

from polycite.alignment import in_force_together
from polycite.errors import UnknownDocument
from polycite.model import Entry


def entry_of(identifier: str, entries: Sequence[Entry]) -> Entry:
    """The entry of a document. Raises UnknownDocument, for one that is not among those somebody may read."""
    for entry in entries:
        if entry.id == identifier:
            return entry
    raise UnknownDocument(identifier)


def language_versions(entry: Entry, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Documents of its family in other languages that may hold on the same day, by language."""
    facts = entry.facts
    found = (
        one
        for one in entries
        if facts.family is not None
        and one.facts.family == facts.family
        and one.facts.language != facts.language
        and in_force_together(facts, one.facts)
    )
    return tuple(sorted(found, key=lambda one: (one.facts.language, one.source.path)))


def replaced_by(entry: Entry, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Documents that say they replace this one."""
    return tuple(one for one in entries if entry.source.path in one.facts.supersedes and one.id != entry.id)


def replaces(entry: Entry, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Documents that this one says it replaces."""
    return tuple(one for one in entries if one.source.path in entry.facts.supersedes and one.id != entry.id)
