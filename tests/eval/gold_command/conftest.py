"""A small corpus, an operator's folder with the real model, and gold to start from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.eval.gold import absent, answered, canary, write_gold
from tests.eval.gold_command.documents import CATALOG, FILES, PLAN
from tests.eval.gold_command.running import COMMAND, Done, Run


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("documents")
    for path, text in (FILES | {"catalog.toml": CATALOG}).items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory, prepared_model: Path) -> dict[str, str]:
    """An operator's data folder with the model ready and no index."""
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(prepared_model.parent)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}
    return kept | {"POLYCITE_DATA_DIR": str(home)}


@pytest.fixture(scope="session")
def run(environment: dict[str, str]) -> Run:
    def command(*arguments: object) -> Done:
        line = [sys.executable, "-c", COMMAND, "gold", *map(str, arguments)]
        return subprocess.run(
            line, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=180
        )

    return command


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    lines = [answered("telework-1"), canary(), absent()]
    return write_gold(tmp_path / "gold", {"x.jsonl": lines}, PLAN)
