"""Writing a PNG (ISO/IEC 15948) of eight bits a channel."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES = {1: 0, 3: 2}
_UP = 2
_LEVEL = 6


def png(pixels: NDArray[np.uint8]) -> bytes:
    """The picture of pixels [height, width, 3] as a file; what has no colour is written in grey."""
    plain = _grey(pixels)
    height, width, channels = plain.shape
    head = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    lines = np.diff(plain.reshape(height, -1), axis=0, prepend=np.zeros((1, width * channels), np.uint8))
    rows = np.concatenate([np.full((height, 1), _UP, np.uint8), lines], axis=1)
    body = zlib.compress(rows.tobytes(), _LEVEL)
    return _SIGNATURE + _part(b"IHDR", head) + _part(b"IDAT", body) + _part(b"IEND", b"")


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    coloured = (pixels != pixels[:, :, :1]).any()
    return pixels if coloured else pixels[:, :, :1]


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
