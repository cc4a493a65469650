"""The words of the documents by language: what a question's words are bridged to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ingest.encode import Split
from ingest.split import searchable
from polycite.function_words import FUNCTION_WORDS, is_telling
from polycite.model import LANGUAGES, Language
from polycite.terms import Analyser, words_of

MOST = 20_000
"""Terms of a language at most, those in most passages first: neighbours are sought among all pairs."""
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Entry:
    """A term, how often each of its forms was said, and how many passages hold it."""

    term: str
    forms: Mapping[str, int]
    holding: int

    @property
    def word(self) -> str:
        """The form said most often."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one language that `passages` passages hold, in most of them first.

    `every` has by term what `entries` leave out too: figures, short words and rare ones.
    """

    entries: tuple[Entry, ...]
    passages: int
    every: Mapping[str, Entry] = field(default_factory=dict)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Term to its place among the entries."""
        return {entry.term: place for place, entry in enumerate(self.entries)}


def vocabularies(splits: Sequence[Split], analysers: Mapping[Language, Analyser]) -> dict[Language, Vocabulary]:
    """The vocabulary of each language; figures and function words are in none."""
    said: dict[Language, list[list[str]]] = {language: [] for language in LANGUAGES}
    for split in splits:
        for passage in split.passages:
            said[passage.language].append(words_of(searchable(split.document, passage)))
    return {language: _vocabulary(passages, language, analysers[language]) for language, passages in said.items()}


def _vocabulary(passages: Sequence[Sequence[str]], language: Language, analyser: Analyser) -> Vocabulary:
    every = _entries([[word for word in words if is_telling(word, language)] for words in passages], analyser)
    told = _entries([_told(words) for words in passages], analyser)
    most = sorted(told.values(), key=lambda entry: (-entry.holding, entry.term))[:MOST]
    return Vocabulary(tuple(most), len(passages), every)


def _told(words: Iterable[str]) -> list[str]:
    return [word for word in words if _WORD.fullmatch(word) and word not in FUNCTION_WORDS]


def _entries(passages: Iterable[Sequence[str]], analyser: Analyser) -> dict[str, Entry]:
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    holding: Counter[str] = Counter()
    for words in passages:
        terms = {word: term for word in words for term in analyser.terms(word)}
        holding.update(set(terms.values()))
        for word in words:
            forms[terms[word]][word] += 1
    return {term: Entry(term, forms[term], holding[term]) for term in holding}
