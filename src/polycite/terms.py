"""Terms of a text in one language, and their BM25 weights as sparse vectors.

A term is a Snowball stem (Porter 2001) without accents, or a number without grouping marks. The index multiplies
a passage's weight by the question's and by its own IDF, which together is Okapi BM25 (Robertson and Zaragoza 2009).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from threading import Lock

import Stemmer

from polycite.model import LANGUAGES, Language, Terms
from polycite.text import fold_accents

_WORD = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|[^\W_]+")
_THOUSANDS = re.compile(r"(\d+)k")
_NOT_DIGIT = re.compile(r"\D")
_STEMMERS: Mapping[Language, str] = {"nl": "dutch", "fr": "french", "en": "english"}
_ROOM = 100_000
"""Words remembered, so that what people ask cannot fill the memory."""
_K1, _B = 1.2, 0.75
"""Saturation and length normalisation, the usual defaults of the literature."""


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in order, casefolded."""
    return _WORD.findall(text.casefold())


class Analyser:
    """Words of one language to terms; remembers the stems it has made, so keep one per process.

    Safe to share between threads.
    """

    def __init__(self, language: Language) -> None:
        self._stem = Stemmer.Stemmer(_STEMMERS[language]).stemWord
        # The stemmer works on a state of its own: two threads in it at once make stems of each other's words.
        self._stemming = Lock()
        self._known: dict[str, tuple[str, int]] = {}

    def terms(self, text: str) -> list[str]:
        """The terms of a text in order, with repeats."""
        return [self._term(word)[0] for word in words_of(text)]

    def passage(self, text: str, average: float) -> Terms:
        """BM25 weights of a passage's terms without IDF; `average` is the mean number of terms in its language."""
        counts = Counter(self._term(word)[1] for word in words_of(text))
        length = _K1 * (1 - _B + _B * counts.total() / max(average, 1.0))
        return _sparse({term: count * (_K1 + 1) / (count + length) for term, count in counts.items()})

    def said(self, text: str) -> frozenset[int]:
        """The terms of a text, hashed as in its sparse vectors, each once."""
        return frozenset(self._term(word)[1] for word in words_of(text))

    def question(self, text: str) -> Terms:
        """Weight 1 for each time a question says a term."""
        return self.weighted((word, 1.0) for word in words_of(text))

    def weighted(self, words: Iterable[tuple[str, float]]) -> Terms:
        """The terms of casefolded words with the sum of their weights."""
        sums: dict[int, float] = {}
        for word, weight in words:
            term = self._term(word)[1]
            sums[term] = sums.get(term, 0.0) + weight
        return _sparse(sums)

    def _term(self, word: str) -> tuple[str, int]:
        return self._known.get(word) or self._learn(word)

    def _learn(self, word: str) -> tuple[str, int]:
        with self._stemming:
            stem = fold_accents(self._stem(_number(word) or word))
            if len(self._known) >= _ROOM:
                self._known = {}
            known = stem, int.from_bytes(blake2b(stem.encode(), digest_size=4).digest(), "little")
            self._known[word] = known
        return known


def _number(word: str) -> str | None:
    """A number as digits: `650.000`, `650 000` and `650k` are one term."""
    thousands = _THOUSANDS.fullmatch(word)
    if thousands:
        return thousands[1] + "000"
    return _NOT_DIGIT.sub("", word) if word[0].isdigit() and not word.isalnum() else None


def analysers() -> dict[Language, Analyser]:
    """One analyser for each language."""
    return {language: Analyser(language) for language in LANGUAGES}


def _sparse(weights: Mapping[int, float]) -> Terms:
    ordered = sorted(weights.items())
    return Terms(tuple(term for term, _ in ordered), tuple(weight for _, weight in ordered))
