"""A question's terms in every language: its own words at home, and across the bridges elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from polycite.bridges import LONGEST, Away, Bridges, Origin
from polycite.compounds import halves
from polycite.function_words import is_telling
from polycite.model import Language, Terms
from polycite.terms import Analyser, words_of


def expanded(
    text: str, home: Language, bridges: Bridges, analysers: Mapping[Language, Analyser]
) -> dict[Language, Terms]:
    """The question's terms in each language, weighted.

    A word without a bridge (a name, a figure, a word the corpus does not say) stands for itself everywhere.
    """
    words = _telling(words_of(text), home)
    return {
        away: analyser.weighted(
            [(word, 1.0) for word in words] if away == home else _away(words, home, away, bridges, analysers[home])
        )
        for away, analyser in analysers.items()
    }


def by_word(
    text: str, home: Language, bridges: Bridges, analysers: Mapping[Language, Analyser]
) -> tuple[dict[Language, frozenset[int]], ...]:
    """For each word that says what the question is about, the terms it is looked for as in each language."""
    words = _telling(words_of(text), home)
    terms = {word: {home: analysers[home].said(word)} for word in words}
    for away, analyser in analysers.items():
        crossed = list(_crossed(words, home, away, bridges, analysers[home])) if away != home else []
        ends = [*(start for start, _ in crossed[1:]), len(words)]
        for (start, crossing), end in zip(crossed, ends, strict=False):
            said = analyser.said(" ".join(word for word, _ in crossing.words) or crossing.word)
            for word in words[start:end]:
                terms[word][away] = terms[word].get(away, frozenset()) | said
    return tuple(terms.values())


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a word or a phrase of one language is looked for as in another, and who says so."""

    word: str
    home: Language
    away: Language
    words: Away
    origin: Origin = "corpus"


def crossings(text: str, bridges: Bridges, analysers: Mapping[Language, Analyser]) -> tuple[Crossing, ...]:
    """Every bridge that the words of a text would take, whichever language they are words of."""
    said = words_of(text)
    found = {
        (start, crossing)
        for home, away in permutations(analysers, 2)
        for start, crossing in _crossed(_telling(said, home), home, away, bridges, analysers[home])
        if crossing.words
    }
    places = {language: place for place, language in enumerate(analysers)}
    ordered = sorted(found, key=lambda one: (one[0], places[one[1].home], places[one[1].away]))
    return tuple(dict.fromkeys(crossing for _, crossing in ordered))


def _away(
    words: Sequence[str], home: Language, away: Language, bridges: Bridges, analyser: Analyser
) -> Iterator[tuple[str, float]]:
    for _, crossing in _crossed(words, home, away, bridges, analyser):
        alone: Away = ((crossing.word, 1.0),)
        yield from crossing.words or alone


def _crossed(
    words: Sequence[str], home: Language, away: Language, bridges: Bridges, analyser: Analyser
) -> Iterator[tuple[int, Crossing]]:
    """The words in order, each with its bridge if it has one; the longest phrase that has its own is one word."""
    terms = [term for word in words for term in analyser.terms(word)]
    start = 0
    while start < len(words):
        end = _end(terms, start, home, away, bridges)
        term, said = " ".join(terms[start:end]), " ".join(words[start:end])
        across = bridges.across(term, home, away) or halves(said, home, away, bridges, analyser)
        yield start, Crossing(said, home, away, across, bridges.origin(term, home, away))
        start = end


def _end(terms: Sequence[str], start: int, home: Language, away: Language, bridges: Bridges) -> int:
    """Where the longest phrase ends that begins here; after one word where there is none."""
    for end in range(min(start + LONGEST, len(terms)), start + 1, -1):
        if bridges.across(" ".join(terms[start:end]), home, away):
            return end
    return start + 1


def _telling(words: Sequence[str], language: Language) -> Sequence[str]:
    """The words that say what it is about; all of them where none does."""
    return [word for word in words if is_telling(word, language)] or words
