"""A BERT encoder of sentence-transformers as an ONNX graph made for one text at a time on a CPU.

torch's export of the same model runs three times as many nodes. Here a text needs no padding, so attention has no mask;
queries, keys and values are one product; the activations are matrices [n, width], so a product takes its bias along;
attention and GELU (the exact one) are onnxruntime's own operators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from transformers import BertModel, PretrainedConfig, PreTrainedModel, RobertaModel, XLMRobertaModel

from polycite.adapters.encoder.onnx_embedder import INPUT, OUTPUT
from polycite.adapters.encoder.quantisation import VENDOR
from polycite.model import Vectors

_OPSET, _FORMAT = 18, 9  # the oldest with what is used here: older engines read the graph too
_SHAPE_BYTES = 64  # shapes and axes stay in the graph, where the engine must read them; every weight is larger
_EMBEDDINGS, _ATTENTION = "embeddings.", "attention."
_ENCODERS = (BertModel, RobertaModel, XLMRobertaModel)


def drawing(model: SentenceTransformer) -> ModelProto | None:
    """The float32 graph, ids [1, n] to unit vector [1, d], of a BERT, RoBERTa or XLM-R; None for every other model.

    Its activation must be the exact GELU, and its text vector the mean or the first token's, with nothing after it.
    """
    modules = list(model)
    if len(modules) < 2 or not isinstance(modules[0], Transformer) or not isinstance(modules[1], Pooling):
        return None
    encoder, pooling = modules[0].auto_model, modules[1]
    drawable = (
        type(encoder) in _ENCODERS
        and encoder.config.hidden_act == "gelu"
        and not encoder.config.is_decoder
        and pooling.pooling_mode in ("mean", "cls")
        and pooling.include_prompt
        and all(isinstance(module, Normalize) for module in modules[2:])
    )
    return _Bert(encoder, str(pooling.pooling_mode)).drawn() if drawable else None


def write(graph: ModelProto, path: Path) -> None:
    """Write a graph at `path`, its weights in a file beside it, named as torch's exporter names it."""
    onnx.save_model(graph, path, save_as_external_data=True, location=path.name + ".data", size_threshold=_SHAPE_BYTES)


class _Sheet:
    """A graph being drawn: its nodes in order and its tensors; a node is named after what it gives."""

    __slots__ = ("nodes", "tensors")

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.tensors: list[TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """A tensor, by its name."""
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """A node of ONNX that gives `output`."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def vendor_node(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """A node of onnxruntime's own that gives `output`."""
        return self.node(kind, inputs, output, domain=VENDOR, **attributes)

    def model(self, width: int) -> ModelProto:
        """The finished graph."""
        ids = helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "tokens"])
        vector = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, width])
        graph = helper.make_graph(self.nodes, "bert", [ids], [vector], self.tensors)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(VENDOR, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_FORMAT)


class _Bert:
    """Draws one model; activations are matrices [n, width] but where attention asks for [1, n, width]."""

    __slots__ = ("config", "first_position", "pooling", "sheet", "state", "width")

    def __init__(self, encoder: PreTrainedModel, pooling: str) -> None:
        self.config: PretrainedConfig = encoder.config
        self.width = int(encoder.config.hidden_size)
        self.pooling = pooling
        # RoBERTa counts positions from the one after its padding's number.
        self.first_position = 0 if isinstance(encoder, BertModel) else encoder.config.pad_token_id + 1
        self.state: Mapping[str, Vectors] = {name: tensor.numpy() for name, tensor in encoder.state_dict().items()}
        self.sheet = _Sheet()

    def drawn(self) -> ModelProto:
        """The whole graph."""
        self.sheet.constant("zero", np.array([0], np.int64))
        self.sheet.constant("matrix", np.array([-1, self.width], np.int64))
        self.sheet.constant("one text", np.array([1, -1, 3 * self.width], np.int64))
        self.sheet.constant("thirds", np.array([self.width] * 3, np.int64))
        values = self._embedded()
        for layer in range(self.config.num_hidden_layers):
            values = self._layer(values, f"encoder.layer.{layer}.")
        self._pooled(values)
        return self.sheet.model(self.width)

    def _embedded(self) -> str:
        words = self.sheet.constant("words", self.state[_EMBEDDINGS + "word_embeddings.weight"])
        looked_up = self.sheet.node("Gather", [words, INPUT], "looked up")
        matrix = self.sheet.node("Reshape", [looked_up, "matrix"], "word vectors")
        positions = self.state[_EMBEDDINGS + "position_embeddings.weight"][self.first_position :]
        kind = self.state[_EMBEDDINGS + "token_type_embeddings.weight"][0]
        places = self.sheet.constant("places", positions + kind)
        length = self.sheet.node("Shape", [INPUT], "length", start=1)
        used = self.sheet.node("Slice", [places, "zero", length, "zero"], "place vectors")
        return self._normalised(matrix, used, _EMBEDDINGS + "LayerNorm")

    def _layer(self, values: str, layer: str) -> str:
        attended = self._linear(self._attended(values, layer), layer + _ATTENTION + "output.dense")
        middle = self._normalised(attended, values, layer + _ATTENTION + "output.LayerNorm")
        inner = self._linear(middle, layer + "intermediate.dense")
        active = self.sheet.vendor_node("Gelu", [inner], layer + "gelu")
        return self._normalised(self._linear(active, layer + "output.dense"), middle, layer + "output.LayerNorm")

    def _attended(self, values: str, layer: str) -> str:
        names = [f"{layer}{_ATTENTION}self.{part}" for part in ("query", "key", "value")]
        weights = np.concatenate([self.state[name + ".weight"].T for name in names], axis=1)
        biases = np.concatenate([self.state[name + ".bias"] for name in names])
        product = self._product(values, weights, biases, layer + "query key value")
        self.sheet.node("Reshape", [product, "one text"], layer + "together")
        parts = [layer + "query", layer + "key", layer + "value"]
        split = helper.make_node("Split", [layer + "together", "thirds"], parts, name=layer + "split", axis=-1)
        self.sheet.nodes.append(split)
        heads = self.config.num_attention_heads
        attended = self.sheet.vendor_node("MultiHeadAttention", parts, layer + "attention", num_heads=heads)
        return self.sheet.node("Reshape", [attended, "matrix"], layer + "attended")

    def _linear(self, values: str, name: str) -> str:
        return self._product(values, self.state[name + ".weight"].T, self.state[name + ".bias"], name)

    def _product(self, values: str, weights: Vectors, bias: Vectors, name: str) -> str:
        product = self.sheet.node(
            "MatMul", [values, self.sheet.constant(name + ".weight", weights)], name + "/unbiased"
        )
        return self.sheet.node("Add", [product, self.sheet.constant(name + ".bias", bias)], name)

    def _normalised(self, values: str, others: str, name: str) -> str:
        """The layer norm of a sum; onnxruntime's operator for both takes four times as long as the two (1.31)."""
        scale = self.sheet.constant(name + ".weight", self.state[name + ".weight"])
        shift = self.sheet.constant(name + ".bias", self.state[name + ".bias"])
        total = self.sheet.node("Add", [values, others], name + "/sum")
        epsilon = float(self.config.layer_norm_eps)
        return self.sheet.node("LayerNormalization", [total, scale, shift], name, axis=-1, epsilon=epsilon)

    def _pooled(self, values: str) -> None:
        if self.pooling == "mean":
            pooled = self.sheet.node("ReduceMean", [values, "zero"], "pooled", keepdims=1)
        else:
            pooled = self.sheet.node("Gather", [values, "zero"], "pooled", axis=0)
        self.sheet.node("LpNormalization", [pooled], OUTPUT, axis=-1, p=2)
