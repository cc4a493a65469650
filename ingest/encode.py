"""Passages to vectors and terms, embedding only what was never embedded before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.cache import Cache
from ingest.report import Progress, Watch
from ingest.split import searchable, searchable_sentence
from polycite.fusion import moments_of, shrunk
from polycite.model import LANGUAGES, PUBLIC, Document, Encoded, Language, Moments, Passage, Vectors
from polycite.ports import Embedder
from polycite.terms import Analyser

LOT = 32
"""Texts embedded between two commits of the cache: what a kill can cost."""


@dataclass(frozen=True, slots=True)
class Split:
    """A document and its passages, not yet encoded."""

    document: Document
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Text to vector for everything a run needs, and how many of them are new."""

    vectors: Mapping[str, Vectors]
    embedded: int


def embed(splits: Sequence[Split], embedder: Embedder, cache: Cache, watch: Watch) -> Lexicon:
    """Vectors of every passage and sentence, from the cache where it has them."""
    texts = list(dict.fromkeys(text for split in splits for text in _texts(split)))
    vectors = cache.vectors(embedder.fingerprint, texts)
    missing = [text for text in texts if text not in vectors]
    for start in range(0, len(missing), LOT):
        watch(Progress("embed", len(texts) - len(missing) + start, len(texts)))
        lot = missing[start : start + LOT]
        made = embedder.embed_passages(lot)
        cache.keep_vectors(embedder.fingerprint, lot, made)
        vectors.update(zip(lot, made, strict=True))
    watch(Progress("embed", len(texts), len(texts)))
    return Lexicon(vectors, len(missing))


def _texts(split: Split) -> Iterator[str]:
    for passage in split.passages:
        yield searchable(split.document, passage)
        for sentence in passage.sentences:
            yield searchable_sentence(split.document, passage, sentence)


def average_lengths(splits: Sequence[Split], analysers: Mapping[Language, Analyser]) -> dict[Language, float]:
    """Mean number of terms of a passage in each language."""
    lengths: dict[Language, list[int]] = {language: [] for language in LANGUAGES}
    for split in splits:
        for passage in split.passages:
            words = searchable(split.document, passage)
            lengths[passage.language].append(len(analysers[passage.language].terms(words)))
    return {language: float(np.mean(found)) if found else 1.0 for language, found in lengths.items()}


def encode(
    split: Split,
    vectors: Mapping[str, Vectors],
    analysers: Mapping[Language, Analyser],
    averages: Mapping[Language, float],
) -> tuple[Encoded, ...]:
    """A document's passages with their vectors and terms."""
    return tuple(_encode(split.document, passage, vectors, analysers, averages) for passage in split.passages)


def _encode(
    document: Document,
    passage: Passage,
    vectors: Mapping[str, Vectors],
    analysers: Mapping[Language, Analyser],
    averages: Mapping[Language, float],
) -> Encoded:
    words = searchable(document, passage)
    sentences = [vectors[searchable_sentence(document, passage, one)] for one in passage.sentences]
    terms = analysers[passage.language].passage(words, averages[passage.language])
    return Encoded(passage, vectors[words], np.stack(sentences), terms)


def public_of(splits: Sequence[Split]) -> Sequence[Split]:
    """The documents everyone may read: statistics come from these, so that none of a restricted document shows."""
    told = [split for split in splits if split.passages]
    return [split for split in told if PUBLIC in split.document.facts.readers] or told


def moments(splits: Sequence[Split], vectors: Mapping[str, Vectors]) -> dict[tuple[str, Language], Moments]:
    """Moments per view and language."""
    found: dict[tuple[str, Language], Moments] = {}
    for view in ("passage", "sentence"):
        rows = {language: _rows(splits, vectors, view, language) for language in LANGUAGES}
        pooled = moments_of(np.stack([row for some in rows.values() for row in some]))
        for language, some in rows.items():
            found[view, language] = shrunk(moments_of(np.stack(some)), pooled) if some else pooled
    return found


def _rows(splits: Sequence[Split], vectors: Mapping[str, Vectors], view: str, language: Language) -> list[Vectors]:
    return [
        vectors[text]
        for split in splits
        for passage in split.passages
        if passage.language == language
        for text in _viewed(split.document, passage, view)
    ]


def _viewed(document: Document, passage: Passage, view: str) -> list[str]:
    if view == "passage":
        return [searchable(document, passage)]
    return [searchable_sentence(document, passage, one) for one in passage.sentences]
