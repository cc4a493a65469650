"""A question's terms in every language: its own words at home, and across the bridges elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from polycite.bridges import Away, Bridges
from polycite.function_words import FUNCTION_WORDS
from polycite.model import Language, Terms
from polycite.terms import Analyser, words_of


def expanded(
    text: str, home: Language, bridges: Bridges, analysers: Mapping[Language, Analyser]
) -> dict[Language, Terms]:
    """The question's terms in each language, weighted.

    A word without a bridge (a name, a figure, a word the corpus does not say) stands for itself everywhere.
    """
    words = _telling(words_of(text))
    spoken = [(word, term) for word in words for term in analysers[home].terms(word)]
    return {
        away: analyser.weighted(_away(spoken, home, away, bridges) if away != home else ((word, 1.0) for word in words))
        for away, analyser in analysers.items()
    }


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a word of one language is looked for as in another."""

    word: str
    home: Language
    away: Language
    words: Away


def crossings(text: str, bridges: Bridges, analysers: Mapping[Language, Analyser]) -> tuple[Crossing, ...]:
    """Every bridge of every word of a text, whichever language it is a word of."""
    return tuple(
        Crossing(word, home, away, words)
        for word in dict.fromkeys(words_of(text))
        for home, away in permutations(analysers, 2)
        if (words := bridges.across(analysers[home].terms(word)[0], home, away))
    )


def _away(
    spoken: Sequence[tuple[str, str]], home: Language, away: Language, bridges: Bridges
) -> Iterator[tuple[str, float]]:
    for word, term in spoken:
        alone: Away = ((word, 1.0),)
        yield from bridges.across(term, home, away) or alone


def _telling(words: Sequence[str]) -> Sequence[str]:
    """The words that say what it is about; all of them where none does."""
    return [word for word in words if word not in FUNCTION_WORDS] or words
