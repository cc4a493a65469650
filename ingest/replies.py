"""What the reading process says: a tag byte, the length of the body in eight bytes, and the body as JSON."""

from __future__ import annotations

import json
from typing import IO

READ = b"r"
"""The body is a reading."""
FAULT = b"f"
"""The body is [reason, message] of a BadSource."""
LARGEST = 400_000_000
"""Bytes of JSON: 20 million characters with a box each (8 bytes, in base64) and what is around them."""

_LENGTH = 8


def fault(reason: str, message: str) -> bytes:
    """The body of a FAULT."""
    return json.dumps([reason, message]).encode()


def send(stream: IO[bytes], tag: bytes, body: bytes) -> None:
    """Write one reply."""
    stream.write(tag + len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Tag and body of the next reply. Raises EOFError where it breaks off, OverflowError where it is over LARGEST."""
    tag = _exactly(stream, 1)
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if length > LARGEST:
        raise OverflowError(f"{length:,} bytes of text and places")
    return tag, _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
