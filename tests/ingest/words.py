"""Splits of one passage each, and an encoder of words that is told what is near to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ingest.encode import Split
from polycite.model import Document, Facts, Language, Passage, Source, Span, Vectors


def told(path: str, language: Language, text: str, readers: tuple[str, ...] = ("public",)) -> Split:
    """A document of one passage."""
    document = Document(path, Source(path, path, path, "text/plain"), Facts("", language, readers=readers), text)
    span = Span(0, len(text))
    return Split(document, (Passage(f"p-{path}", path, span, "prose", (), language, (span,)),))


class Meanings:
    """Words of one meaning have one vector, and a part that all words of their language share."""

    def __init__(self, meanings: Sequence[Mapping[Language, str]], slant: float = 0.0) -> None:
        self.asked: list[str] = []
        self._known = {word: (place, one) for place, words in enumerate(meanings) for one, word in words.items()}
        self._size, self._slant = len(meanings), slant

    @property
    def fingerprint(self) -> str:
        """A name."""
        return f"meanings-{self._size}"

    def embed_words(self, words: Sequence[str]) -> Vectors:
        """An axis for each meaning and one for each language."""
        self.asked += words
        vectors = np.zeros((len(words), self._size + 3), np.float32)
        for row, word in zip(vectors, words, strict=True):
            meaning, language = self._known[word]
            row[meaning], row[self._size + ("nl", "fr", "en").index(language)] = 1.0, self._slant
        unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return unit
