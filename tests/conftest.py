"""What several tests share: the real model, prepared once for a checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from polycite.adapters.encoder.preparation import prepare_default

CHECKOUT = Path(__file__).parents[1]

# How long an example takes tells of the machine, not of what is tested; and a build that fails must fail again.
# `pytest --hypothesis-profile=explore` looks further, with examples that nobody has seen.
settings.register_profile("polycite", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("polycite")


@pytest.fixture(scope="session")
def models() -> Path:
    """Where prepared models live between test runs: POLYCITE_DATA_DIR/models, or a folder git ignores."""
    given = os.environ.get("POLYCITE_DATA_DIR")
    return Path(given) / "models" if given else CHECKOUT / ".cache" / "models"


@pytest.fixture(scope="session")
def prepared_model(models: Path) -> Path:
    """The folder of the default model, ready to serve; made at first use, which takes about a minute."""
    return prepare_default(models, lambda _what, _share: None)
