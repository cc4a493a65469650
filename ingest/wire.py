"""A reading as JSON, for the way from the reading process to ours and for the cache."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace

from pydantic import TypeAdapter

from ingest.reading import Reading

_READINGS = TypeAdapter(Reading)


def to_json(reading: Reading) -> bytes:
    """A reading as one JSON object, its boxes as base64."""
    return _READINGS.dump_json(_boxed(reading, b64encode))


def from_json(body: bytes) -> Reading:
    """The reading of `to_json`. Raises pydantic.ValidationError on anything else."""
    return _boxed(_READINGS.validate_json(body), b64decode)


def _boxed(reading: Reading, code: Callable[[bytes], bytes]) -> Reading:
    return replace(reading, pages=tuple(replace(page, boxes=code(page.boxes)) for page in reading.pages))
