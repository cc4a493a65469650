"""Quantisation of a graph small enough to see: words looked up, then one product."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic

from polycite.adapters.encoder.quantisation import OUTLIERS, halve_words, outliers, quantise, save
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


def with_bias(bias: Vectors, flat: bool) -> ModelProto:
    """The same and a bias: ids [1, n] -> [1, n, 8], the product on a matrix [n, 64] where `flat`."""
    model = network()
    lookup, product = model.graph.node
    del model.graph.node[:]
    biased = "biased" if flat else "vector"
    product.output[0] = "product"
    nodes = [lookup, product, helper.make_node("Add", ["product", "bias"], [biased], name="add")]
    if flat:
        nodes.insert(1, helper.make_node("Reshape", ["looked", "matrix"], ["rows"], name="rows"))
        nodes.append(helper.make_node("Unsqueeze", [biased, "first"], ["vector"], name="whole"))
        product.input[0] = "rows"
    model.graph.node.extend(nodes)
    extra: dict[str, np.ndarray] = {
        "bias": bias,
        "matrix": np.array([-1, WIDTH], np.int64),
        "first": np.array([0], np.int64),
    }
    model.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in extra.items())
    return model


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


def tensors_of(path: Path) -> dict[str, np.ndarray]:
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}


def test_the_product_is_in_int8_but_for_its_large_channels(quantised: Path) -> None:
    tensors = tensors_of(quantised)
    channels, matrix = tensors["looked/channels"], tensors["vector/int8"]
    assert LARGE in channels
    assert matrix.dtype == np.int8
    assert np.array_equal(tensors["vector/kept"], PRODUCT[channels])
    assert not matrix[channels].any()
    assert "weights" not in tensors


def test_each_column_has_the_scale_of_its_largest_weight(quantised: Path) -> None:
    tensors = tensors_of(quantised)
    others = np.delete(PRODUCT, tensors["looked/channels"], axis=0)
    assert tensors["vector/scales"] == pytest.approx(np.abs(others).max(axis=0) / 127)
    assert np.abs(tensors["vector/int8"]).max(axis=0).tolist() == [127] * OUT


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("bias", [np.arange(OUT, dtype=np.float32), np.array([7], np.float32)])
def test_a_bias_is_added_once(tmp_path: Path, flat: bool, bias: Vectors) -> None:
    onnx.save_model(with_bias(bias, flat), tmp_path / "float32.onnx")
    quantise(tmp_path / "float32.onnx", tmp_path, [IDS], "model.onnx")
    expected = EXACT + bias
    assert np.abs(vectors(tmp_path / "model.onnx") - expected).mean() < 0.02 * np.abs(EXACT).mean()


@pytest.mark.parametrize(
    ("flat", "kinds"),
    [
        (True, ["Gather", "Cast", "Reshape", "Mul", "Gather", "DynamicQuantizeMatMul", "Gemm", "Unsqueeze"]),
        (False, ["Gather", "Cast", "Mul", "Gather", "DynamicQuantizeMatMul", "MatMul", "Add"]),
    ],
)
def test_a_bias_goes_into_the_product_and_a_matrix_takes_its_outliers_in_one_node(
    tmp_path: Path, flat: bool, kinds: list[str]
) -> None:
    onnx.save_model(with_bias(np.ones(OUT, np.float32), flat), tmp_path / "float32.onnx")
    quantise(tmp_path / "float32.onnx", tmp_path, [IDS], "model.onnx")
    assert [node.op_type for node in onnx.load(tmp_path / "model.onnx").graph.node] == kinds


def test_a_product_read_twice_keeps_what_the_other_reads(tmp_path: Path) -> None:
    model = with_bias(np.ones(OUT, np.float32), flat=False)
    model.graph.node.append(helper.make_node("Sub", ["vector", "product"], ["difference"], name="sub"))
    model.graph.output[0].name = "difference"
    onnx.save_model(model, tmp_path / "float32.onnx")
    quantise(tmp_path / "float32.onnx", tmp_path, [IDS], "model.onnx")
    (given,) = InferenceSession(tmp_path / "model.onnx").run(["difference"], {"ids": np.array([IDS])})
    assert given == pytest.approx(1.0, abs=1e-4)


def test_a_product_without_large_channels_is_one_node(tmp_path: Path) -> None:
    model, even = network(), MATRIX.copy()
    even[:, LARGE] /= 60
    model.graph.initializer[0].CopyFrom(numpy_helper.from_array(even, "words"))
    onnx.save_model(model, tmp_path / "float32.onnx")
    quantise(tmp_path / "float32.onnx", tmp_path, [IDS], "model.onnx")
    kinds = [node.op_type for node in onnx.load(tmp_path / "model.onnx").graph.node]
    assert kinds == ["Gather", "Cast", "DynamicQuantizeMatMul"]


@pytest.mark.parametrize(
    ("sizes", "channels"),
    [
        ([1.0] * 40, []),
        ([1.0] * 20 + [1.5] + [1.0] * 20, []),  # less than 1.6 times the usual
        ([1.0] * 20 + [9.0] + [1.0] * 20, [20]),
        ([1.2, *[1.0] * 20, 9.0, 1.05], [0, 21]),  # with a large one, those above 1.1 go along
        ([9.0] * 16 + [1.0] * 24, list(range(16))),
        ([9.0] * 17 + [1.0] * 24, []),  # the seventeenth is the usual one
        ([3.0, 1.0], [0]),  # an input narrower than that: its smallest is
    ],
)
def test_outliers_are_the_channels_far_above_the_seventeenth(sizes: list[float], channels: list[int]) -> None:
    found = outliers(np.array(sizes, np.float32))
    assert found.tolist() == channels
    assert len(found) <= OUTLIERS


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
