"""A real Qdrant server for the contract suites, where POLYCITE_QDRANT_URL names one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from qdrant_client import QdrantClient

from polycite.adapters.index.server import QdrantLibrary

needs_server = pytest.mark.skipif(
    "POLYCITE_QDRANT_URL" not in os.environ, reason="no Qdrant server: set POLYCITE_QDRANT_URL to test one"
)


@contextmanager
def local_mode() -> Iterator[QdrantLibrary]:
    """A library on qdrant-client's local mode, in memory."""
    library = QdrantLibrary(":memory:", refresh=0)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def server() -> Iterator[QdrantLibrary]:
    """A library of its own on the server given, removed afterwards."""
    url = os.environ["POLYCITE_QDRANT_URL"]
    key, prefix = os.environ.get("POLYCITE_QDRANT_API_KEY"), f"test_{secrets.token_hex(4)}"
    library = QdrantLibrary(url, key, prefix, refresh=0)
    try:
        yield library
    finally:
        library.close()
        client = QdrantClient(url=url, api_key=key, check_compatibility=False)
        for collection in client.get_collections().collections:
            if collection.name.startswith(prefix):
                client.delete_collection(collection.name)
        client.close()
