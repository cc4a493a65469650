"""The owner's page over a small shelf, with a journal of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from polycite.adapters.journal.sqlite import journal_in_memory
from polycite.ask import Asker
from polycite.ports import Journal
from polycite.web.app import create_app
from polycite.web.site import Site
from tests.polycite.web.pages.owner.owner_page import HERE, KEY


@pytest.fixture
def journal() -> Journal:
    return journal_in_memory()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def site(asker: Asker, journal: Journal, folder: Path) -> Iterator[TestClient]:
    shown = Site(owner=KEY, folder=folder)
    with TestClient(create_app(asker, site=shown, journal=journal), base_url=HERE) as client:
        yield client
