from __future__ import annotations

import hashlib
import socket
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from huggingface_hub import constants
from onnxruntime import InferenceSession
from sentence_transformers import SentenceTransformer

from polycite.adapters.encoder.torch_export import Prefixes, digest_of, export, load_torch, prefixes_of, window_of
from polycite.errors import BadModel
from tests.adapters.tiny import WINDOW, save_tiny_bert


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_bert(tmp_path_factory.mktemp("saved") / "tiny-bert")


@pytest.fixture(scope="module")
def model(folder: Path) -> SentenceTransformer:
    return load_torch(str(folder))


@pytest.fixture(scope="module")
def graph(model: SentenceTransformer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "model.onnx"
    export(model, path)
    return path


def test_a_name_is_given_up_at_once_where_nobody_answers_who_could_send_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    monkeypatch.setattr(constants, "ENDPOINT", nobody)
    with pytest.raises(
        BadModel, match=rf"'nonsense/none' \(no folder, not sent before, and {nobody} does not answer\)"
    ):
        load_torch("nonsense/none")


@pytest.mark.parametrize("text", ["a", "parking permits at the desk", "0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j"])
def test_the_graph_gives_the_unit_vector_of_torch_at_any_length(
    model: SentenceTransformer, graph: Path, text: str
) -> None:
    ids = model.tokenizer(text)["input_ids"]
    (vectors,) = InferenceSession(graph).run(["vector"], {"ids": np.array([ids])})
    assert vectors == pytest.approx(model.encode([text], normalize_embeddings=True), abs=1e-5)


def test_the_digest_is_that_of_the_weights_beside_the_graph(graph: Path) -> None:
    assert digest_of(graph) == hashlib.sha256((graph.parent / "model.onnx.data").read_bytes()).hexdigest()


def test_the_digest_of_one_model_exported_twice_is_one(folder: Path, graph: Path, tmp_path: Path) -> None:
    export(load_torch(str(folder)), tmp_path / "again.onnx")
    assert digest_of(tmp_path / "again.onnx") == digest_of(graph)


def test_the_window_is_the_models_own(model: SentenceTransformer) -> None:
    assert window_of(model) == WINDOW


@pytest.mark.parametrize(
    ("prompts", "name", "expected"),
    [
        ({"query": "Q: ", "passage": "P: "}, "any", Prefixes("Q: ", "P: ")),
        ({"query": "Q: ", "document": "D: "}, "any", Prefixes("Q: ", "D: ")),
        ({"query": "Instruct: "}, "intfloat/multilingual-e5-large-instruct", Prefixes("Instruct: ", "")),
        ({}, "intfloat/multilingual-e5-base", Prefixes("query: ", "passage: ")),
        ({}, "/models/my-e5-tuned", Prefixes("query: ", "passage: ")),
        ({}, "BAAI/bge-m3", Prefixes("", "")),
    ],
)
def test_prefixes_are_the_saved_prompts_else_those_of_e5_else_none(
    model: SentenceTransformer, prompts: dict[str, str], name: str, expected: Prefixes
) -> None:
    model.prompts = dict(prompts)
    assert prefixes_of(model, name) == expected


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(
        BadModel, match=r"cannot load the model .*: check the name, or run 'polycite model prepare FOLDER'"
    ):
        load_torch(str(tmp_path))
