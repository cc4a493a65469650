"""Bridges between the languages of a corpus: its words embedded once, and the nearest in each other language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations
from math import log

import numpy as np

from ingest.cache import Cache
from ingest.report import Progress, Watch
from ingest.vocabulary import Vocabulary
from polycite.bridges import Away, Bridges
from polycite.model import LANGUAGES, Language, Vectors
from polycite.ports import WordEncoder
from polycite.terms import Analyser

NEAR = 0.35
"""Cosine, with the mean of each language taken out, below which two words have nothing to do with each other."""
MANY = 3
"""Words at most that one word is bridged to in one language."""
LOT = 256
"""Words embedded between two commits of the cache."""
_BLOCK = 1024
"""Words compared with a whole vocabulary at a time."""
_DIGITS = 3
"""Digits of a weight that are kept."""


def bridges(
    words: Mapping[Language, Vocabulary],
    analysers: Mapping[Language, Analyser],
    encoder: WordEncoder,
    cache: Cache,
    watch: Watch,
) -> Bridges:
    """The bridges between every two languages that have words."""
    spoken = [language for language in LANGUAGES if words[language].entries]
    if len(spoken) < 2:
        return Bridges({})
    known = _embedded(
        sorted({form for one in spoken for e in words[one].entries for form in e.forms}), encoder, cache, watch
    )
    vectors = {language: _centred(words[language], known) for language in spoken}
    return Bridges(
        {
            (home, away): _table(words[home], words[away], vectors[home], vectors[away], analysers[away])
            for home, away in permutations(spoken, 2)
        }
    )


def _embedded(forms: list[str], encoder: WordEncoder, cache: Cache, watch: Watch) -> Mapping[str, Vectors]:
    vectors = cache.vectors(encoder.fingerprint, forms)
    missing = [form for form in forms if form not in vectors]
    for start in range(0, len(missing), LOT):
        watch(Progress("words", len(forms) - len(missing) + start, len(forms)))
        lot = missing[start : start + LOT]
        made = encoder.embed_words(lot)
        cache.keep_vectors(encoder.fingerprint, lot, made)
        vectors.update(zip(lot, made, strict=True))
    return vectors


def _centred(vocabulary: Vocabulary, known: Mapping[str, Vectors]) -> Vectors:
    """A unit vector [n, d] for each entry, without what all words of its language share."""
    rows = [
        np.average([known[form] for form in entry.forms], axis=0, weights=list(entry.forms.values()))
        for entry in vocabulary.entries
    ]
    vectors = _unit(np.stack(rows))
    return _unit(vectors - vectors.mean(axis=0)) if len(rows) > 1 else vectors


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


def _table(home: Vocabulary, away: Vocabulary, own: Vectors, others: Vectors, analyser: Analyser) -> dict[str, Away]:
    table = {}
    for place, near in enumerate(_neighbours(own, others)):
        entry = home.entries[place]
        alike = away.places.get(analyser.terms(entry.word)[0])
        if alike is not None:
            near[alike] = 1.0
        if near:
            table[entry.term] = _weighted(near, away)
    return table


def _neighbours(own: Vectors, others: Vectors) -> Iterator[dict[int, float]]:
    """For each row of `own` the places of its nearest rows of `others`, and how near in (0, 1]."""
    many = min(MANY, len(others))
    for start in range(0, len(own), _BLOCK):
        scores = own[start : start + _BLOCK] @ others.T
        places = np.argpartition(-scores, many - 1, axis=1)[:, :many]
        nearness = (np.take_along_axis(scores, places, axis=1) - NEAR) / (1 - NEAR)
        for found, near in zip(places.tolist(), nearness.tolist(), strict=True):
            yield {place: share for place, share in zip(found, near, strict=True) if share > 0}


def _weighted(near: Mapping[int, float], away: Vocabulary) -> Away:
    return structured({away.entries[place].term: share for place, share in near.items()}, away)


def structured(near: Mapping[str, float], away: Vocabulary) -> Away:
    """Weights that make of the terms together one: as rare as they are on average, as frequent as their sum.

    The index multiplies by each term's own rarity, which is divided out here: a rare look-alike would win otherwise.
    """
    total = sum(near.values())
    holding = sum(away.every[term].holding * share for term, share in near.items()) / total
    rarity = _rarity(holding, away.passages) / max(total, 1.0)
    weights = {term: share * rarity / _rarity(away.every[term].holding, away.passages) for term, share in near.items()}
    ordered = sorted(weights.items(), key=lambda one: (-near[one[0]], away.every[one[0]].word))
    return tuple((away.every[term].word, round(weight, _DIGITS)) for term, weight in ordered)


def _rarity(holding: float, passages: int) -> float:
    """BM25's inverse document frequency, as the index has it."""
    return log(1 + (passages - holding + 0.5) / (holding + 0.5))
