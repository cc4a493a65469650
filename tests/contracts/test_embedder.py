"""The embedder contract, on the package's fake and on each real adapter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.encoder.onnx_embedder import OnnxEmbedder
from polycite.adapters.llama_index.embedder import LlamaIndexEmbedder
from polycite.ports import Embedder
from tests.contracts.embedder_contract import EmbedderContract


class WordsEmbedding(BaseEmbedding):
    """A LlamaIndex embedding that needs no weights: hashed words, thrice as long as a unit."""

    def _get_text_embedding(self, text: str) -> list[float]:
        return [3 * float(number) for number in HashingEmbedder().embed_passages([text])[0]]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class TestHashing(EmbedderContract):
    @pytest.fixture
    def make(self) -> Callable[[], Embedder]:
        return HashingEmbedder

    @pytest.fixture
    def stranger(self) -> Embedder:
        return HashingEmbedder(dimension=32)


class TestLlamaIndex(EmbedderContract):
    @pytest.fixture
    def make(self) -> Callable[[], Embedder]:
        return lambda: LlamaIndexEmbedder(WordsEmbedding(model_name="words"))

    @pytest.fixture
    def stranger(self) -> Embedder:
        return LlamaIndexEmbedder(WordsEmbedding(model_name="other words"))


class TestOnnx(EmbedderContract):
    @pytest.fixture
    def make(self, prepared_model: Path) -> Callable[[], Embedder]:
        return lambda: OnnxEmbedder(prepared_model, threads=2)

    @pytest.fixture
    def stranger(self) -> Embedder:
        return HashingEmbedder()
