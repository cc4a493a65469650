"""A float32 graph to int8 that keeps the nearest neighbours.

onnxruntime's dynamic int8 gives all activations of a product one scale, and a BERT has a few channels ten to sixty
times larger than the rest, so the rest is rounded away. Those channels are taken out and multiplied in float32
(LLM.int8(), Dettmers et al. 2022, arXiv:2208.07339), which costs a hundredth of the work. The word matrix, of which a
text touches a few rows, becomes float16 and stays in a file that the engine maps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic

from polycite.adapters.onnx_embedder import INPUT
from polycite.errors import BadModel
from polycite.model import Vectors

OUTLIERS = 16
"""Channels of each product kept in float32."""
WEIGHTS = "weights.bin"
_MAPPED_BYTES = 10_000  # smaller tensors stay in the graph file
_KEPT = "/kept"


def save(model: ModelProto, path: Path) -> None:
    """Write a graph, its large tensors in `weights.bin` beside it, where the engine maps them."""
    onnx.save_model(
        model,
        path,
        save_as_external_data=True,
        location=WEIGHTS,
        size_threshold=_MAPPED_BYTES,
        all_tensors_to_one_file=True,
    )


def quantise(source: Path, folder: Path, samples: Sequence[Sequence[int]], graph: str) -> None:
    """Write `folder/graph`, the int8 form of the float32 graph `source`; `samples` are token ids that show its ranges.

    Leaves its intermediate files beside `source`.
    """
    model = onnx.load(source)
    halve_words(model)
    products = list(_products(model))
    _part(model, products, _ranges(model, products, samples, source.with_name("ranges.onnx")))
    parted, whole = source.with_name("parted.onnx"), source.with_name("int8.onnx")
    onnx.save_model(model, parted, save_as_external_data=True, location="parted.data")
    quantize_dynamic(
        parted,
        whole,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[node.name for node in model.graph.node if node.name.endswith(_KEPT)],
        use_external_data_format=True,
    )
    save(onnx.load(whole), folder / graph)


def _products(model: ModelProto) -> Iterator[NodeProto]:
    """The products with a constant matrix; attention's own have none."""
    constants = {tensor.name for tensor in model.graph.initializer if len(tensor.dims) == 2}
    return (node for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in constants)


def _ranges(
    model: ModelProto, products: Iterable[NodeProto], samples: Iterable[Sequence[int]], path: Path
) -> dict[str, Vectors]:
    """For the input of each product, the greatest size of each channel over the samples."""
    names = sorted({node.input[0] for node in products})
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    onnx.save_model(model, path, save_as_external_data=True, location="ranges.data")
    onnx.load_external_data_for_model(model, str(path.parent))
    del model.graph.output[1:]
    options = SessionOptions()
    options.log_severity_level = 3
    session = InferenceSession(path, options, providers=["CPUExecutionProvider"])
    greatest: dict[str, Vectors] = {}
    for ids in samples:
        for name, values in zip(names, session.run(names, {INPUT: np.array([ids], np.int64)}), strict=True):
            size = np.abs(values).reshape(-1, values.shape[-1]).max(axis=0)
            greatest[name] = np.maximum(greatest.get(name, 0), size)
    return greatest


def _part(model: ModelProto, products: Sequence[NodeProto], ranges: Mapping[str, Vectors]) -> None:
    """Split each product in two: its largest input channels alone, and the rest with zeros in their place."""
    outliers = {name: np.sort(np.argsort(-sizes)[:OUTLIERS]) for name, sizes in ranges.items()}
    named = {node.name for node in products}
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    nodes: list[NodeProto] = []
    for name, channels in outliers.items():
        mask = np.ones(len(ranges[name]), np.float32)
        mask[channels] = 0
        model.graph.initializer.append(numpy_helper.from_array(mask, name + "/mask"))
        model.graph.initializer.append(numpy_helper.from_array(channels, name + "/channels"))
    for node in model.graph.node:
        nodes += _parted(node, model, tensors, outliers) if node.name in named else [node]
        nodes += [extra for output in node.output if output in outliers for extra in _split_input(output)]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _split_input(name: str) -> list[NodeProto]:
    return [
        helper.make_node("Mul", [name, name + "/mask"], [name + "/rest"], name=name + "/Mul"),
        helper.make_node("Gather", [name, name + "/channels"], [name + "/large"], axis=-1, name=name + "/Gather"),
    ]


def _parted(
    node: NodeProto, model: ModelProto, tensors: Mapping[str, TensorProto], outliers: Mapping[str, NDArray[np.int64]]
) -> list[NodeProto]:
    source, matrix, output = node.input[0], node.input[1], node.output[0]
    channels, weights = outliers[source], numpy_helper.to_array(tensors[matrix]).copy()
    model.graph.initializer.append(numpy_helper.from_array(weights[channels].copy(), node.name + _KEPT))
    weights[channels] = 0
    tensors[matrix].CopyFrom(numpy_helper.from_array(weights, matrix))
    return [
        helper.make_node("MatMul", [source + "/rest", matrix], [output + "/rest"], name=node.name),
        helper.make_node("MatMul", [source + "/large", node.name + _KEPT], [output + "/large"], name=node.name + _KEPT),
        helper.make_node("Add", [output + "/rest", output + "/large"], [output], name=node.name + "/Add"),
    ]


def halve_words(model: ModelProto) -> None:
    """Turn the word matrix to float16, cast back after the lookup. Raises BadModel when there is no lookup of ids."""
    place, node = next(
        (
            (place, node)
            for place, node in enumerate(model.graph.node)
            if node.op_type == "Gather" and INPUT in node.input
        ),
        (0, None),
    )
    words = next((tensor for tensor in model.graph.initializer if node and tensor.name == node.input[0]), None)
    if node is None or words is None:
        raise BadModel("this model looks its words up in no matrix: choose another model")
    words.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(words).astype(np.float16), words.name))
    stale = [value for value in model.graph.value_info if value.name == words.name]
    for value in stale:
        model.graph.value_info.remove(value)
    output = node.output[0]
    node.output[0] = output + "/half"
    model.graph.node.insert(place + 1, helper.make_node("Cast", [output + "/half"], [output], to=TensorProto.FLOAT))
