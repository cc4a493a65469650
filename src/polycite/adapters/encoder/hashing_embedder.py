"""The package's own fake: an Embedder that needs no weights, for tests and for trying the rest without a model.

Feature hashing (Weinberger et al. 2009, arXiv:0902.2206) of words and of the trigrams inside them: texts that share
words or parts of words are near, in any language, and nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np

from polycite.model import Vectors

_WORD = re.compile(r"\w+")


class HashingEmbedder:
    """Deterministic on every machine and in every process. `window` counts words."""

    __slots__ = ("_dimension", "_window")

    def __init__(self, dimension: int = 64, window: int = 512) -> None:
        self._dimension = dimension
        self._window = window

    @property
    def fingerprint(self) -> str:
        """Its kind and its dimension."""
        return f"hashing-{self._dimension}"

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32; a text without a word is the first axis."""
        return np.stack([self._vector(text) for text in texts]) if texts else np.empty((0, self._dimension), np.float32)

    def fits(self, text: str) -> bool:
        """Whether the text has at most `window` words."""
        return len(_WORD.findall(text)) <= self._window

    def _vector(self, text: str) -> Vectors:
        sums = np.zeros(self._dimension)
        for feature in _features(text):
            number = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest(), "little")
            sums[(number >> 1) % self._dimension] += 1 if number & 1 else -1
        if not sums.any():
            sums[0] = 1
        vector: Vectors = (sums / np.linalg.norm(sums)).astype(np.float32)
        return vector


def _features(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        yield word
        edged = f"<{word}>"
        yield from (edged[place : place + 3] for place in range(len(edged) - 2))
