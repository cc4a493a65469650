"""What the reading process says: a tag byte, the length of the body in eight bytes, and the body as JSON."""

from __future__ import annotations

import json
from typing import IO

from pydantic import ConfigDict, TypeAdapter

from ingest.reading import Reading

READ = b"r"
"""The body is a reading."""
FAULT = b"f"
"""The body is [reason, message] of a BadSource."""
LARGEST = 400_000_000
"""Bytes of JSON: 20 million characters with a box each (8 bytes, in base64) and what is around them."""

_LENGTH = 8
# In a tuple, because pydantic takes a configuration only for what is no dataclass itself.
_READINGS: TypeAdapter[tuple[Reading]] = TypeAdapter(
    tuple[Reading], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
)


def packed(reading: Reading) -> bytes:
    """A reading as JSON, bytes in base64."""
    return _READINGS.dump_json((reading,))


def unpacked(body: bytes) -> Reading:
    """The reading in that JSON. Raises pydantic's ValidationError (a ValueError) for anything else."""
    return _READINGS.validate_json(body)[0]


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
