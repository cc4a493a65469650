"""Quantisation of a graph small enough to see: words looked up, then one product."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic

from polycite.adapters.quantisation import OUTLIERS, halve_words, quantise, save
from polycite.errors import BadModel
from polycite.model import Vectors

WORDS, WIDTH, OUT = 50, 64, 8
LARGE = 17
IDS = list(range(0, WORDS, 3))
_DICE = np.random.default_rng(7)
MATRIX: Vectors = _DICE.standard_normal((WORDS, WIDTH)).astype(np.float32)
MATRIX[:, LARGE] *= 60  # one channel as in BERT, sixty times the rest
PRODUCT: Vectors = _DICE.standard_normal((WIDTH, OUT)).astype(np.float32)
PRODUCT[LARGE] /= 60  # ... that matters no more than another
EXACT: Vectors = MATRIX[IDS] @ PRODUCT


def network(looked_up: str = "ids") -> ModelProto:
    """ids [1, n] -> words [1, n, 64] -> vector [1, n, 8]."""
    nodes = [
        helper.make_node("Gather", ["words", looked_up], ["looked"], name="lookup"),
        helper.make_node("MatMul", ["looked", "weights"], ["vector"], name="product"),
    ]
    values: dict[str, np.ndarray] = {"words": MATRIX, "weights": PRODUCT, "fixed": np.array([[0]], np.int64)}
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, "n", OUT])],
        [numpy_helper.from_array(array, name) for name, array in values.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)


def vectors(path: Path) -> Vectors:
    """What a graph file gives for IDS [n, 8]."""
    (given,) = InferenceSession(path).run(["vector"], {"ids": np.array([IDS])})
    found: Vectors = given[0]
    return found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "float32.onnx"
    onnx.save_model(network(), path)
    return path


@pytest.fixture
def quantised(source: Path, tmp_path: Path) -> Path:
    (tmp_path / "served").mkdir()
    quantise(source, tmp_path / "served", [IDS], "model.onnx")
    return tmp_path / "served" / "model.onnx"


def test_the_float32_graph_gives_the_product(source: Path) -> None:
    assert vectors(source) == pytest.approx(EXACT, rel=1e-4, abs=1e-4)


def test_a_large_channel_costs_plain_int8_ten_times_the_error(source: Path, quantised: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.onnx"
    quantize_dynamic(source, plain, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])
    error, plain_error = np.abs(vectors(quantised) - EXACT).mean(), np.abs(vectors(plain) - EXACT).mean()
    assert error < plain_error / 10
    assert error < 0.02 * np.abs(EXACT).mean()


def test_the_product_is_in_int8_but_for_its_largest_channels(quantised: Path) -> None:
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(quantised).graph.initializer}
    (channels,) = (values for name, values in tensors.items() if name.endswith("/channels"))
    (matrix,) = (values for values in tensors.values() if values.shape == (WIDTH, OUT))
    (kept,) = (values for values in tensors.values() if values.shape == (OUTLIERS, OUT))
    assert LARGE in channels
    assert matrix.dtype == np.int8
    assert np.array_equal(kept, PRODUCT[channels])
    assert not matrix[channels].any()


def test_words_become_half_precision_and_are_cast_back(tmp_path: Path) -> None:
    model = network()
    halve_words(model)
    onnx.save_model(model, tmp_path / "half.onnx")
    halves = MATRIX.astype(np.float16).astype(np.float32)
    assert vectors(tmp_path / "half.onnx") == pytest.approx(halves[IDS] @ PRODUCT, rel=1e-4, abs=1e-4)
    assert [node.op_type for node in model.graph.node] == ["Gather", "Cast", "MatMul"]


def test_a_model_that_looks_no_words_up_is_refused() -> None:
    with pytest.raises(BadModel, match="looks its words up in no matrix"):
        halve_words(network(looked_up="fixed"))


def test_large_tensors_are_saved_beside_the_graph(tmp_path: Path) -> None:
    save(network(), tmp_path / "model.onnx")
    assert (tmp_path / "weights.bin").stat().st_size >= MATRIX.nbytes
    assert (tmp_path / "model.onnx").stat().st_size < MATRIX.nbytes
    assert vectors(tmp_path / "model.onnx") == pytest.approx(EXACT, rel=1e-4, abs=1e-4)
