from __future__ import annotations

import numpy as np
import pytest
from llama_index.core import MockEmbedding
from llama_index.core.base.embeddings.base import BaseEmbedding

from polycite.adapters.llama_index.embedder import LlamaIndexEmbedder
from polycite.errors import BadModel


class Fixed(BaseEmbedding):
    """Gives questions one vector and texts another."""

    question: list[float]
    text: list[float]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self.question

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self.question

    def _get_text_embedding(self, text: str) -> list[float]:
        return self.text


def test_questions_and_texts_go_through_their_own_methods_and_come_out_as_units() -> None:
    embedder = LlamaIndexEmbedder(Fixed(question=[3, 4], text=[0, -2]))
    assert embedder.embed_questions(["q"]).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]]
    assert embedder.embed_passages(["a", "b"]).tolist() == [[0.0, -1.0], [0.0, -1.0]]


def test_the_fingerprint_names_the_class_and_the_model() -> None:
    embedder = LlamaIndexEmbedder(Fixed(model_name="m1", question=[1], text=[1]))
    assert embedder.fingerprint == "llama_index Fixed m1"


def test_llama_indexs_own_mock_is_an_embedder() -> None:
    (vector,) = LlamaIndexEmbedder(MockEmbedding(embed_dim=4)).embed_passages(["x"])
    assert vector.tolist() == [0.5, 0.5, 0.5, 0.5]
    assert vector.dtype == np.float32


def test_no_texts_have_the_width_of_the_model() -> None:
    assert LlamaIndexEmbedder(MockEmbedding(embed_dim=4)).embed_questions([]).shape == (0, 4)


@pytest.mark.parametrize("row", [[0.0, 0.0], [float("nan"), 1.0], [float("inf"), 1.0]])
def test_a_vector_without_length_is_refused(row: list[float]) -> None:
    with pytest.raises(BadModel, match=r"llama_index Fixed .* without length: .* POLYCITE_EMBEDDER"):
        LlamaIndexEmbedder(Fixed(question=row, text=row)).embed_passages(["x"])


def test_what_fits_is_counted_in_characters() -> None:
    embedder = LlamaIndexEmbedder(MockEmbedding(embed_dim=4), characters=5)
    assert embedder.fits("five.")
    assert not embedder.fits("six...")
