"""What the reading process says: the tags of its replies, whose bodies are JSON."""

from __future__ import annotations

import json

READ = b"r"
"""The body is a reading."""
FAULT = b"f"
"""The body is [reason, message] of a BadSource."""
LARGEST = 400_000_000
"""Bytes of JSON: 20 million characters with a box each (8 bytes, in base64) and what is around them."""


def fault(reason: str, message: str) -> bytes:
    """The body of a FAULT."""
    return json.dumps([reason, message]).encode()
