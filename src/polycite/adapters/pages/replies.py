"""What the drawing process says: a tag byte, the length of the body in four bytes, and the body."""

from __future__ import annotations

from typing import IO

DRAWN = b"d"
"""The body is a PNG."""
CHANGED = b"c"
"""The file is gone or is not the one that was indexed."""
FLAWED = b"f"
"""The file or the page cannot be drawn."""
LARGEST = 64_000_000
"""Bytes of a PNG at most: all the pixels that are allowed, uncompressed."""

_LENGTH = 4


def send(stream: IO[bytes], tag: bytes, body: bytes = b"") -> None:
    """Write one reply."""
    stream.write(tag + len(body).to_bytes(_LENGTH, "big") + body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Tag and body of the next reply. Raises EOFError where it breaks off or is no reply."""
    tag = _exactly(stream, 1)
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if tag not in (DRAWN, CHANGED, FLAWED) or length > LARGEST:
        raise EOFError
    return tag, _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
