"""Choosing the sentences that answer: the strongest, and a second where it adds what was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from polycite.clues import Numbers
from polycite.equivalents import Versions
from polycite.evidence import Read, Reading
from polycite.model import Evidence, Language
from polycite.question import Want
from polycite.weights import SECOND

Addition = Literal[
    "strength",  # its own, below that of the first
    "beside",  # stands next to the first
    "document",  # stands in the same document
    "language",  # is in the same language
    "new",  # part of the question's words that it has and the first has not, the rare ones counting more
    "missing",  # holds something asked for that the first does not
    "alike",  # shares most of the first's words
    "repeats",  # means the same: cosine with the first above _ALIKE_VECTORS
]
ADDITIONS: tuple[Addition, ...] = get_args(Addition)
_ONE_PART, _MORE_PARTS = 4.2, 3.0
"""What a second sentence must be worth, by whether the question has parts. Chosen on the development split."""
_VERSION = 0.92
"""Cosine from which a sentence in another language says the same, where no alignment tells."""
_ALIKE = 0.6
_ALIKE_VECTORS = 0.9


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question decides how it is answered: its language, what it asks for, and in how many parts."""

    language: Language
    wants: frozenset[Want]
    parts: int


def choose(
    reading: Reading, asked: Asked, worth: Mapping[str, float] = SECOND, versions: Versions | None = None
) -> tuple[Evidence, ...]:
    """One or two sentences in reading order.

    `versions` gives what is said in another language in the question's own.
    """
    if not reading.sentences:
        return ()
    strongest = reading.sentences[0]
    first = (versions and versions.of(strongest)) or _version(reading.sentences, asked.language)
    others = [one for one in reading.sentences if not _same(first, one)]
    if versions:
        others = versions.apart(first, others)
    second = _second(first, others, reading, asked, worth)
    if versions and second:
        second = versions.of(second) or second
    return tuple(_in_order([first.evidence] if second is None else [first.evidence, second.evidence]))


def _version(ranked: Sequence[Read], language: Language) -> Read:
    """The strongest sentence, or what says the same in the question's language."""
    first = ranked[0]
    if first.evidence.passage.language == language:
        return first
    own = [one for one in ranked if one.evidence.passage.language == language]
    near = [(float(one.vector @ first.vector), -place, one) for place, one in enumerate(own)]
    best = max(near, default=(0.0, 0, first))
    return best[2] if best[0] >= _VERSION else first


def _same(one: Read, other: Read) -> bool:
    return one.place == other.place and one.evidence.passage.id == other.evidence.passage.id


def _second(
    first: Read, others: Sequence[Read], reading: Reading, asked: Asked, weights: Mapping[str, float]
) -> Read | None:
    if not others:
        return None
    worth = additions(first, others, reading, asked.wants) @ np.array([weights[one] for one in ADDITIONS])
    best = int(np.argmax(worth))
    return others[best] if worth[best] > needed(asked) else None


def needed(asked: Asked) -> float:
    """What a second sentence must be worth to be quoted too."""
    return _MORE_PARTS if asked.parts > 1 else _ONE_PART


def additions(first: Read, others: Sequence[Read], reading: Reading, wants: frozenset[Want]) -> Numbers:
    """[others, ADDITIONS] of what each would add to the first."""
    cosines = (np.array([one.vector for one in others]) @ first.vector).tolist()
    return np.array(
        [_added(first, one, reading, wants, cosine) for one, cosine in zip(others, cosines, strict=True)], float
    )


def _added(first: Read, one: Read, reading: Reading, wants: frozenset[Want], cosine: float) -> tuple[float, ...]:
    here, there = first.evidence.passage, one.evidence.passage
    said, terms = first.phrase.terms, one.phrase.terms
    same_language = here.language == there.language
    return (
        one.evidence.score - first.evidence.score,
        here.id == there.id and abs(first.place - one.place) == 1,
        here.document == there.document,
        same_language,
        reading.rarity[there.language].share(terms - said if same_language else terms),
        bool((wants - first.phrase.holds) & one.phrase.holds),
        _alike(first.phrase.words, one.phrase.words),
        max(cosine - _ALIKE_VECTORS, 0.0),
    )


def _alike(words: str, others: str) -> bool:
    one, other = set(words.casefold().split()), set(others.casefold().split())
    return len(one & other) >= _ALIKE * min(len(one), len(other))


def _in_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Documents by their strongest sentence, sentences within one as they stand there."""
    first = list(dict.fromkeys(one.passage.document for one in chosen))
    return sorted(chosen, key=lambda one: (first.index(one.passage.document), one.sentence))
