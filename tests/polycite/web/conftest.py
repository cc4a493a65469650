"""The HTTP application over a small shelf of public documents, and one that nobody anonymous may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from polycite.adapters.index.memory import MemoryLibrary
from polycite.ask import Asker
from polycite.web.app import create_app
from tests.polycite.web.shelves import FACTS, TEXTS


@pytest.fixture
def asker(shelf: Callable[..., Asker]) -> Asker:
    return shelf(TEXTS, FACTS)


@pytest.fixture
def app(asker: Asker) -> FastAPI:
    return create_app(asker, cursor_key=b"k" * 32)


@pytest.fixture
def site(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def empty_site(asker: Asker) -> Iterator[TestClient]:
    """The same service before anything was ingested."""
    with TestClient(create_app(replace(asker, library=MemoryLibrary()))) as client:
        yield client
