"""Writing a PNG (ISO/IEC 15948) of eight bits a channel."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TRUE_COLOUR, _INDEXED = 2, 3
_COLOURS = 256
_LEVEL = 6
_SHADES = 5
"""Bits of a channel that tell the soft edge of a letter from its neighbours; a third of the bytes of eight bits."""


def png(pixels: NDArray[np.uint8]) -> bytes:
    """The picture of pixels [height, width, 3] as a file: with a palette where it has few colours, as text has."""
    named = _named(pixels)
    if named is None:
        return _file(pixels, _TRUE_COLOUR)
    palette, names = named
    return _file(names, _INDEXED, _part(b"PLTE", palette.tobytes()))


def _named(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
    """A palette [n, 3] and each pixel's place in it; None where the picture has more colours than a palette."""
    shades = (pixels >> (8 - _SHADES)).astype(np.uint16)
    keys = shades[:, :, 0] << (2 * _SHADES) | shades[:, :, 1] << _SHADES | shades[:, :, 2]
    used = np.flatnonzero(np.bincount(keys.ravel(), minlength=1 << (3 * _SHADES)))
    if len(used) > _COLOURS:
        return None
    places = np.zeros(1 << (3 * _SHADES), np.uint8)
    places[used] = np.arange(len(used))
    most = (1 << _SHADES) - 1
    channels = [used >> (2 * _SHADES), used >> _SHADES & most, used & most]
    return np.stack([channel * 255 // most for channel in channels], axis=1).astype(np.uint8), places[keys]


def _file(samples: NDArray[np.uint8], colour_type: int, palette: bytes = b"") -> bytes:
    height, width = samples.shape[:2]
    head = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    # Each line begins with its filter, none: predicting from neighbours made pages of text larger.
    rows = np.concatenate([np.zeros((height, 1), np.uint8), samples.reshape(height, -1)], axis=1)
    body = zlib.compress(rows.tobytes(), _LEVEL)
    return _SIGNATURE + _part(b"IHDR", head) + palette + _part(b"IDAT", body) + _part(b"IEND", b"")


def _part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
