"""The shapes of what is told of one document."""

from __future__ import annotations

from polycite.web.schema import EntryOut, Frozen


class PageTextOut(Frozen):
    """A page: 1-based number, printed label, and the canonical text of the document at `start:end`."""

    number: int
    label: str
    start: int
    end: int
    text: str


class VersionsOut(Frozen):
    """What stands beside a document: the same text in other languages, what it replaced, and what replaced it."""

    languages: tuple[EntryOut, ...]
    supersedes: tuple[EntryOut, ...]
    superseded_by: tuple[EntryOut, ...]
