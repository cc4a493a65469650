"""Bridges as lines of text, read when a question first takes one: a command asks in one language and then ends.

A line is a term, its origin, and words and weights in turn: `annual leav TAB lexicon TAB congé|0.415|annuel|0.371`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from polycite.bridges import ORIGINS, Away, Origin

_BETWEEN = "|"


class Lines:
    """The lines of one pair of languages, by term: origin and words, unparsed."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def by_term(self) -> Mapping[str, tuple[str, str]]:
        """Origin and words of each term."""
        parted = (line.split("\t") for line in self._text.split("\n") if line)
        return {term: (origin, words) for term, origin, words in parted}


class Table(Mapping[str, Away]):
    """What each term leads to."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def __getitem__(self, term: str) -> Away:
        told = self._lines.by_term[term][1].split(_BETWEEN)
        return tuple(zip(told[::2], map(float, told[1::2]), strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines.by_term)

    def __len__(self) -> int:
        return len(self._lines.by_term)


class Origins(Mapping[str, Origin]):
    """Where the bridge of each term comes from, but for those of the corpus."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    @cached_property
    def _known(self) -> Mapping[str, Origin]:
        named: Mapping[str, Origin] = {origin: origin for origin in ORIGINS if origin != "corpus"}
        return {term: named[told] for term, (told, _) in self._lines.by_term.items() if told in named}

    def __getitem__(self, term: str) -> Origin:
        return self._known[term]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def lines_of(table: Mapping[str, Away], origins: Mapping[str, Origin]) -> str:
    """The lines of a table."""
    return "\n".join(f"{term}\t{origins.get(term, 'corpus')}\t{_told(words)}" for term, words in table.items())


def _told(words: Away) -> str:
    return _BETWEEN.join(f"{word}{_BETWEEN}{weight}" for word, weight in words)
