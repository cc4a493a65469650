"""Sparse vectors for the peer's hybrid mode, which asks its user for two functions.

LlamaIndex makes the collection without an IDF modifier unless it knows the encoder by name; the peer is given one,
since without it common words would win.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence

Sparse = tuple[list[list[int]], list[list[float]]]
_WORD = re.compile(r"\w+")
_K1 = 1.2


def of_passages(texts: Sequence[str]) -> Sparse:
    """Hashed words, weighted by BM25's saturation of their counts."""
    return _sparse([{word: count * (_K1 + 1) / (count + _K1) for word, count in _counts(one)} for one in texts])


def of_questions(texts: Sequence[str]) -> Sparse:
    """Hashed words, weighted by their counts."""
    return _sparse([{word: float(count) for word, count in _counts(one)} for one in texts])


def _counts(text: str) -> list[tuple[int, int]]:
    return list(Counter(zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())).items())


def _sparse(weights: Sequence[dict[int, float]]) -> Sparse:
    return [list(one) for one in weights], [list(one.values()) for one in weights]
