"""A reading as JSON, for the way from the reading process to ours and for the cache."""

from __future__ import annotations

from pydantic import ConfigDict, TypeAdapter

from ingest.reading import Reading

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
