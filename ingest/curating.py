"""Curated translations laid over the bridges a corpus makes of itself: only those it can be searched with.

The words of a translation are alternatives of one concept, as in Pirkola's structured queries (SIGIR 1998); the usual
way to say it weighs more than the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import sqrt

from ingest.bridging import structured
from ingest.lexicon import Concept
from ingest.vocabulary import Vocabulary
from polycite.bridges import LONGEST, Away, Bridges, Origin
from polycite.function_words import is_telling
from polycite.model import LANGUAGES, Language
from polycite.terms import Analyser, words_of

_FADING = 4
"""The second way to say something weighs 1 / (1 + 1/4), the third 1 / (1 + 2/4)."""
_Pair = tuple[Language, Language]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts of one origin."""

    origin: Origin
    concepts: Sequence[Concept]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to say a concept: its telling terms, and whether a question that says them would mean it."""

    terms: tuple[str, ...]
    is_source: bool
    is_name: bool

    @property
    def key(self) -> str:
        """The terms as bridges have them."""
        return " ".join(self.terms)


_Ways = Mapping[Language, tuple[_Way, ...]]


def curated(
    made: Bridges,
    glossaries: Sequence[Glossary],
    words: Mapping[Language, Vocabulary],
    analysers: Mapping[Language, Analyser],
) -> Bridges:
    """Bridges with the glossaries laid over them, the first on top: a term takes all its words from one of them.

    A term that leads to no word of the corpus in any glossary keeps the bridge it had.
    """
    tables = {pair: dict(table) for pair, table in made.tables.items()}
    origins: dict[_Pair, dict[str, Origin]] = {}
    for glossary in reversed(glossaries):
        read = [_read(concept, analysers) for concept in glossary.concepts]
        for home, away in permutations(LANGUAGES, 2):
            table = _table(read, home, away, words[away])
            if table:
                tables.setdefault((home, away), {}).update(table)
                origins.setdefault((home, away), {}).update(dict.fromkeys(table, glossary.origin))
    return Bridges(tables, origins)


def _read(concept: Concept, analysers: Mapping[Language, Analyser]) -> _Ways:
    return {
        language: tuple(_way(one, language, analysers[language]) for one in ways) for language, ways in concept.items()
    }


def _way(written: str, language: Language, analyser: Analyser) -> _Way:
    """Of `à jour` only `jour` tells, which means something else: a question with it does not mean this."""
    said = words_of(written)
    telling = [word for word in said if is_telling(word, language)]
    is_source = 1 < len(telling) <= LONGEST or len(telling) == len(said) == 1
    terms = tuple(term for word in telling for term in analyser.terms(word))
    return _Way(terms, is_source, written != written.lower())


def _table(concepts: Sequence[_Ways], home: Language, away: Language, words: Vocabulary) -> dict[str, Away]:
    """What each way to say a concept leads to, of the words there are."""
    near: dict[str, dict[str, float]] = {}
    for key, other in _pairs(concepts, home, away):
        shares = near.setdefault(key, {})
        for term, share in other.items():
            if term in words.every:
                shares[term] = max(shares.get(term, 0.0), share)
    return {key: structured(shares, words) for key, shares in near.items() if shares}


def _pairs(concepts: Sequence[_Ways], home: Language, away: Language) -> Iterator[tuple[str, Mapping[str, float]]]:
    """A name or an acronym that is written like an ordinary word gives way to it, since case is not looked at."""
    ordinary = {way.key for ways in concepts for way in ways.get(home, ()) if way.is_source and not way.is_name}
    for ways in concepts:
        shares = _shares(ways.get(away, ()))
        for way in ways.get(home, ()):
            if way.is_source and not (way.is_name and way.key in ordinary):
                yield way.key, shares


def _shares(ways: Sequence[_Way]) -> dict[str, float]:
    """Each term of the ways to say something, by the rank of its way, the terms of a phrase sharing its weight."""
    shares: dict[str, float] = {}
    for rank, way in enumerate(ways):
        for term in way.terms:
            share = 1 / (1 + rank / _FADING) / sqrt(len(way.terms))
            shares[term] = max(shares.get(term, 0.0), share)
    return shares
