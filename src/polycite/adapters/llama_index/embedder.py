"""Any LlamaIndex embedding as polycite's Embedder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding

from polycite.errors import BadModel
from polycite.model import Vectors


class LlamaIndexEmbedder:
    """Wraps a BaseEmbedding; vectors are brought to unit length.

    LlamaIndex says nothing of a model's window, so `characters` bounds what `fits`: the default is about 512 tokens
    of Dutch, French or English at three characters a token.
    """

    __slots__ = ("_characters", "_model")

    def __init__(self, model: BaseEmbedding, characters: int = 1_500) -> None:
        self._model = model
        self._characters = characters

    @property
    def fingerprint(self) -> str:
        """The class of the embedding and the name of its model."""
        return f"llama_index {type(self._model).__name__} {self._model.model_name}"

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32. Raises BadModel for a vector of no length."""
        return self._units([self._model.get_query_embedding(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32. Raises BadModel for a vector of no length."""
        return self._units(self._model.get_text_embedding_batch(list(texts)))

    def fits(self, text: str) -> bool:
        """Whether the text has at most as many characters as was said to fit."""
        return len(text) <= self._characters

    def _units(self, rows: Sequence[Sequence[float]]) -> Vectors:
        if not rows:
            return np.empty((0, self._dimension()), np.float32)
        vectors = np.asarray(rows, np.float64)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and lengths.all()):
            raise BadModel(f"{self.fingerprint} gave a vector without length: try it alone, or set POLYCITE_EMBEDDER")
        units: Vectors = (vectors / lengths).astype(np.float32)
        return units

    def _dimension(self) -> int:
        """LlamaIndex names a dimension nowhere; one embedding of a word tells it."""
        return len(self._model.get_text_embedding("a"))
