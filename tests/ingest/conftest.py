"""A corpus folder, a library, and runs from the one into the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import Options, Pipeline
from ingest.recipe import RECIPE
from ingest.report import Report
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from tests.ingest.runs import FILES, Ingest


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The folder of FILES."""
    root = tmp_path / "corpus"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def library() -> MemoryLibrary:
    """A library without a generation."""
    return MemoryLibrary()


@pytest.fixture
def run(tmp_path: Path, library: MemoryLibrary) -> Ingest:
    """Ingest a folder into the library, with the caches of earlier runs."""

    def ingest(
        root: Path, allow_mass_delete: bool = False, embedder: HashingEmbedder | None = None, recipe: int = RECIPE
    ) -> Report:
        options, state = Options(("public",), 60.0, 0.3, allow_mass_delete), tmp_path / "state"
        return Pipeline(library, embedder or HashingEmbedder(), state, options, lambda _: None, recipe).ingest(root)

    return ingest
