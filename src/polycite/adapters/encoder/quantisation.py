"""A float32 graph to int8 that keeps the nearest neighbours.

onnxruntime's dynamic int8 gives all activations of a product one scale, and a BERT has a few channels ten to sixty
times larger than the rest, so the rest is rounded away. Where a product has such channels, they are taken out and
multiplied in float32 (LLM.int8(), Dettmers et al. 2022, arXiv:2208.07339). The word matrix, of which a text touches a
few rows, becomes float16 and stays in a file that the engine maps.

A product with its bias becomes one DynamicQuantizeMatMul, an operator of onnxruntime: uint8 activations with a scale
of the whole input, int8 weights with a scale for each column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession, SessionOptions

from polycite.adapters.encoder.onnx_embedder import INPUT
from polycite.errors import BadModel
from polycite.model import Vectors

OUTLIERS = 16
"""The most channels of a product's input that are kept in float32."""
WEIGHTS = "weights.bin"
VENDOR = "com.microsoft"
"""The domain of onnxruntime's own operators."""
_MAPPED_BYTES = 10_000  # smaller tensors stay in the graph file
_STEEP, _NEAR = 1.6, 1.1  # on multilingual-e5-small: cosine .99984 mean, .99976 least; with 2.3, 1.1: .99974, .9996
_LARGEST = 127


@dataclass(frozen=True, slots=True)
class Range:
    """What the samples show of an input: the greatest size of each channel, and how many axes it has."""

    sizes: Vectors
    axes: int


@dataclass(frozen=True, slots=True)
class _Product:
    """A product with a constant matrix, with the addition of its bias where one follows."""

    node: NodeProto
    addition: NodeProto | None
    bias: str

    @property
    def source(self) -> str:
        return str(self.node.input[0])

    @property
    def output(self) -> str:
        return str((self.addition or self.node).output[0])


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
    ranges = _ranges(model, {product.source for product in products}, samples, source.with_name("ranges.onnx"))
    _replace(model, products, ranges)
    save(model, folder / graph)


def outliers(sizes: Vectors) -> NDArray[np.int64]:
    """The channels, in order, to keep in float32; none where the largest is not far above the seventeenth.

    Measured on multilingual-e5-small: it finds them in 3 of 4 products, in attention's output in almost none.
    """
    order = np.argsort(-sizes, kind="stable")
    usual = sizes[order[min(OUTLIERS, len(order) - 1)]]
    if sizes[order[0]] < _STEEP * usual:
        return np.empty(0, np.int64)
    large = order[:OUTLIERS]
    return np.sort(large[sizes[large] > _NEAR * usual])


def _products(model: ModelProto) -> Iterator[_Product]:
    """The products with a constant matrix; attention's own have none."""
    shapes = {tensor.name: tuple(tensor.dims) for tensor in model.graph.initializer}
    readers: dict[str, list[NodeProto]] = {}
    for node in model.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    for node in model.graph.node:
        if node.op_type == "MatMul" and len(shapes.get(node.input[1], ())) == 2:
            yield _with_bias(node, readers.get(node.output[0], []), shapes)


def _with_bias(node: NodeProto, readers: Sequence[NodeProto], shapes: Mapping[str, tuple[int, ...]]) -> _Product:
    columns = shapes[node.input[1]][1:]
    if len(readers) == 1 and readers[0].op_type == "Add":
        for name in readers[0].input:
            if shapes.get(name) == columns:
                return _Product(node, readers[0], name)
    return _Product(node, None, "")


def _ranges(
    model: ModelProto, sources: Iterable[str], samples: Iterable[Sequence[int]], path: Path
) -> dict[str, Range]:
    names = sorted(sources)
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    onnx.save_model(model, path, save_as_external_data=True, location="ranges.data")
    onnx.load_external_data_for_model(model, str(path.parent))
    del model.graph.output[1:]
    options = SessionOptions()
    options.log_severity_level = 3
    session = InferenceSession(path, options, providers=["CPUExecutionProvider"])
    ranges: dict[str, Range] = {}
    for ids in samples:
        for name, values in zip(names, session.run(names, {INPUT: np.array([ids], np.int64)}), strict=True):
            sizes = np.abs(values).reshape(-1, values.shape[-1]).max(axis=0)
            ranges[name] = Range(np.maximum(ranges[name].sizes, sizes) if name in ranges else sizes, values.ndim)
    return ranges


def _replace(model: ModelProto, products: Sequence[_Product], ranges: Mapping[str, Range]) -> None:
    """Put int8 nodes in the place of each product and its bias; drop the matrices that are read no more."""
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    bench = _Bench(tensors, ranges)
    instead = {product.node.output[0]: bench.nodes(product) for product in products}
    gone = {product.output for product in products if product.addition}
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        if node.output[0] not in gone:
            nodes += instead.get(node.output[0], [node])
    del model.graph.node[:], model.graph.initializer[:], model.graph.value_info[:]
    model.graph.node.extend(nodes)
    unread = {product.node.input[1] for product in products} - {name for node in nodes for name in node.input}
    model.graph.initializer.extend(tensor for name, tensor in tensors.items() if name not in unread)
    if all(opset.domain != VENDOR for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(VENDOR, 1))


class _Bench:
    """Makes the nodes that replace products, and adds the tensors they read."""

    __slots__ = ("_parted", "_ranges", "_tensors")

    def __init__(self, tensors: dict[str, TensorProto], ranges: Mapping[str, Range]) -> None:
        self._tensors = tensors
        self._ranges = ranges
        self._parted: set[str] = set()

    def nodes(self, product: _Product) -> list[NodeProto]:
        """The nodes, in order, that give what the product gave."""
        source, weights = product.source, numpy_helper.to_array(self._tensors[product.node.input[1]]).copy()
        channels = outliers(self._ranges[source].sizes)
        if not len(channels):
            return [self._int8(product, source, weights, product.output)]
        kept = self._constant(product.output + "/kept", weights[channels])
        weights[channels] = 0
        output = product.output
        return [
            *self._parts(source, channels),
            self._int8(product, source + "/rest", weights, output + "/rest"),
            *self._sum(source + "/large", kept, output, self._ranges[source].axes),
        ]

    def _int8(self, product: _Product, source: str, weights: Vectors, output: str) -> NodeProto:
        name, scales = product.output, np.abs(weights).max(axis=0) / _LARGEST
        scales[scales == 0] = 1
        inputs = [
            source,
            self._constant(name + "/int8", np.round(weights / scales).astype(np.int8)),
            self._constant(name + "/scales", scales.astype(np.float32)),
            self._constant(name + "/zeros", np.zeros(len(scales), np.int8)),
            product.bias,
        ]
        return helper.make_node("DynamicQuantizeMatMul", inputs, [output], name=name, domain=VENDOR)

    def _parts(self, source: str, channels: NDArray[np.int64]) -> list[NodeProto]:
        """The rest of an input, zeros in its outliers' place, and the outliers alone; once for all its products."""
        if source in self._parted:
            return []
        self._parted.add(source)
        mask = np.ones(len(self._ranges[source].sizes), np.float32)
        mask[channels] = 0
        places, ones = self._constant(source + "/channels", channels), self._constant(source + "/mask", mask)
        return [
            helper.make_node("Mul", [source, ones], [source + "/rest"], name=source + "/Mul"),
            helper.make_node("Gather", [source, places], [source + "/large"], axis=-1, name=source + "/Gather"),
        ]

    def _sum(self, large: str, kept: str, output: str, axes: int) -> list[NodeProto]:
        """The outliers' share and the addition to the rest's: one node where the values are a matrix."""
        rest = output + "/rest"
        if axes == 2:
            return [helper.make_node("Gemm", [large, kept, rest], [output], name=output + "/Gemm")]
        return [
            helper.make_node("MatMul", [large, kept], [output + "/large"], name=output + "/MatMul"),
            helper.make_node("Add", [rest, output + "/large"], [output], name=output + "/Add"),
        ]

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self._tensors[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name


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
