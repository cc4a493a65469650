"""How many of a question's words the sentences read meet, whatever language they are in, the rare ones counting more.

Ranking by the number of the question's terms met is coordination level matching (Cleverdon, The Cranfield tests on
index language devices, 1967). A word counts once, however many words it is bridged to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from polycite.evidence import Read
from polycite.model import Language

Word = Mapping[Language, frozenset[int]]
"""The terms that a word of the question is looked for as, in each language."""
_HALF = 0.5
"""A sentence, so that a word in none is rare and not infinitely so."""


def rareness(words: Sequence[Word], read: Sequence[Read]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """What each word weighs, in (0, 1] and 1 where no sentence has it; and [words, sentences], which has which.

    The inverse document frequency of Sparck Jones (1972) among the sentences read, as a share of the highest possible,
    so that it means the same in three documents as in three thousand.
    """
    met = np.array([list(_having(word, read)) for word in words], bool).reshape(len(words), len(read))
    most = log((len(read) + 1) / _HALF)
    return np.log((len(read) + 1) / (met.sum(axis=1) + _HALF)) / most, met


def words_met(words: Sequence[Word], read: Sequence[Read], counting: Sequence[bool]) -> tuple[float, float]:
    """The weight of the words that the sentences `counting` meet together, and of those that one sentence has."""
    if not words or not read:
        return 0.0, 0.0
    weights, met = rareness(words, read)
    apart = met[:, np.array(counting, bool)].any(axis=1)
    return float(weights @ apart), float((weights @ met).max())


def _having(word: Word, read: Sequence[Read]) -> Iterator[bool]:
    for one in read:
        yield not one.phrase.terms.isdisjoint(word.get(one.evidence.passage.language, ()))
