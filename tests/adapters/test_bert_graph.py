"""Graphs of tiny random encoders, beside what torch gives for the same ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from onnxruntime import InferenceSession
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Dense, Normalize, Pooling, Transformer
from transformers import (
    BertConfig,
    BertModel,
    DistilBertConfig,
    DistilBertModel,
    PreTrainedModel,
    XLMRobertaConfig,
    XLMRobertaModel,
)

from polycite.adapters.encoder.bert_graph import drawing, write
from polycite.adapters.encoder.torch_export import digest_of
from tests.adapters.tiny import PIECES, WIDTH, WINDOW, save_tiny_bert

LAYERS = 2
SIZES: dict[str, Any] = {
    "vocab_size": len(PIECES),
    "hidden_size": WIDTH,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": 4,
    "intermediate_size": 96,
}
LENGTHS = (2, 3, 11, WINDOW)


def bert(**changes: Any) -> PreTrainedModel:
    return BertModel(BertConfig(**SIZES, max_position_embeddings=WINDOW, **changes))


def xlm_roberta() -> PreTrainedModel:
    """Its positions are counted from 2, the one after its padding's number."""
    return XLMRobertaModel(XLMRobertaConfig(**SIZES, max_position_embeddings=WINDOW + 2, pad_token_id=1))


def distilbert() -> PreTrainedModel:
    return DistilBertModel(DistilBertConfig(vocab_size=len(PIECES), dim=WIDTH, n_layers=1, n_heads=2, hidden_dim=96))


@pytest.fixture(scope="module")
def tokenised(tmp_path_factory: pytest.TempPathFactory) -> Transformer:
    """A Transformer module with a tokenizer, whose encoder the tests put in."""
    module = SentenceTransformer(str(save_tiny_bert(tmp_path_factory.mktemp("saved") / "tiny")), device="cpu")[0]
    assert isinstance(module, Transformer)
    found: Transformer = module
    return found


@pytest.fixture
def of(tokenised: Transformer) -> Callable[..., SentenceTransformer]:
    """A model of an encoder and what follows it."""

    def made(encoder: PreTrainedModel, *rest: torch.nn.Module) -> SentenceTransformer:
        shaken(encoder)
        tokenised.model = encoder.eval()  # type: ignore[no-untyped-call]
        return SentenceTransformer(modules=[tokenised, *rest], device="cpu").eval()

    return made


def shaken(encoder: PreTrainedModel) -> None:
    """Give every weight a size that matters: a fresh model has biases of 0 and scales of 1."""
    torch.manual_seed(5)
    with torch.no_grad():
        for weights in encoder.parameters():
            weights.add_(torch.randn_like(weights) * 0.2)


def expected(model: SentenceTransformer, ids: list[int]) -> np.ndarray:
    """The unit vector [1, d] that torch gives."""
    row = torch.tensor([ids])
    with torch.no_grad():
        vector = model({"input_ids": row, "attention_mask": torch.ones_like(row)})["sentence_embedding"]
    return torch.nn.functional.normalize(vector, dim=-1).numpy()


@pytest.mark.parametrize("pooling", ["mean", "cls"])
@pytest.mark.parametrize("encoder", [bert, xlm_roberta])
def test_the_graph_gives_the_unit_vector_of_torch_at_any_length(
    of: Callable[..., SentenceTransformer], tmp_path: Path, encoder: Callable[[], PreTrainedModel], pooling: str
) -> None:
    model = of(encoder(), Pooling(WIDTH, pooling_mode=pooling), Normalize())
    graph = drawing(model)
    assert graph is not None
    write(graph, tmp_path / "model.onnx")
    session = InferenceSession(tmp_path / "model.onnx")
    for length in LENGTHS:
        ids = [2 + 5 * place for place in range(length)]
        (vectors,) = session.run(["vector"], {"ids": np.array([ids])})
        assert vectors == pytest.approx(expected(model, ids), abs=1e-5)


def test_a_layer_runs_seventeen_nodes(of: Callable[..., SentenceTransformer]) -> None:
    graph = drawing(of(bert(), Pooling(WIDTH)))
    assert graph is not None
    kinds = Counter(node.op_type for node in graph.graph.node)
    # Four products with biases, two sums with norms, three moves of shape, attention and GELU; eight around them.
    assert len(graph.graph.node) == LAYERS * (4 * 2 + 2 * 2 + 3 + 2) + 8
    assert (kinds["MatMul"], kinds["MultiHeadAttention"], kinds["Gelu"]) == (4 * LAYERS, LAYERS, LAYERS)


def test_every_node_has_a_name_of_its_own(of: Callable[..., SentenceTransformer]) -> None:
    graph = drawing(of(bert(), Pooling(WIDTH)))
    assert graph is not None
    names = [node.name for node in graph.graph.node]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("encoder", "rest"),
    [
        (bert, (Pooling(WIDTH, pooling_mode="max"),)),
        (bert, (Pooling(WIDTH, pooling_mode=("mean", "cls")),)),
        (bert, (Pooling(WIDTH, pooling_mode="mean", include_prompt=False),)),
        (bert, (Pooling(WIDTH), Dense(WIDTH, 8))),
        (bert, ()),
        (lambda: bert(hidden_act="relu"), (Pooling(WIDTH),)),
        (lambda: bert(is_decoder=True), (Pooling(WIDTH),)),
        (distilbert, (Pooling(WIDTH),)),
    ],
)
def test_what_it_cannot_draw_is_left_to_the_exporter(
    of: Callable[..., SentenceTransformer],
    encoder: Callable[[], PreTrainedModel],
    rest: tuple[torch.nn.Module, ...],
) -> None:
    assert drawing(of(encoder(), *rest)) is None


def test_the_digest_of_one_model_drawn_twice_is_one_and_of_another_is_not(tmp_path: Path) -> None:
    digests = []
    for number, seed in enumerate((1, 1, 2)):
        saved = save_tiny_bert(tmp_path / f"saved{number}" / "tiny", seed)
        graph = drawing(SentenceTransformer(str(saved), device="cpu"))
        assert graph is not None
        write(graph, tmp_path / f"{number}.onnx")
        digests.append(digest_of(tmp_path / f"{number}.onnx"))
    assert digests[0] == digests[1] != digests[2]
