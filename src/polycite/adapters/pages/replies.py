"""What the drawing process says: the tags of its replies."""

from __future__ import annotations

DRAWN = b"d"
"""The body is a PNG."""
CHANGED = b"c"
"""The file is gone or is not the one that was indexed."""
FLAWED = b"f"
"""The file or the page cannot be drawn."""
LARGEST = 64_000_000
"""Bytes of a PNG at most: all the pixels that are allowed, uncompressed."""
