"""Three documents in three languages, indexed once with the real model by the command itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.commands.running import Run

BRIEF = (
    "Steun aan clusters\n\nEen erkende cluster krijgt steun gedurende hoogstens tien jaar. "
    "De steun bedraagt vanaf 2024 hoogstens 650.000 euro per jaar en dekt de helft van de kosten.\n\n"
    "Een netwerk van kleine ondernemingen krijgt drie jaar lang 150.000 euro per jaar.\n"
)
LEAVE = (
    "# Congés\n\nLe personnel a droit à vingt-six jours de congé par an. La demande est introduite trois semaines "
    "à l'avance auprès du chef de service.\n"
)
LAPTOP = "<html lang='en'><title>Security</title><h1>Losses</h1><p>Report a lost laptop within two hours.</p></html>"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, prepared_model: Path) -> Path:
    """A data folder whose model is already prepared."""
    folder = tmp_path_factory.mktemp("data folder")
    (folder / "models").symlink_to(prepared_model.parent)
    return folder


@pytest.fixture(scope="session")
def run(home: Path) -> Run:
    def command(*arguments: str, module: str = "polycite", data: Path = home) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env={**kept, "POLYCITE_DATA_DIR": str(data)},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    return command


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("my documents")
    for name, body in (("steun.txt", BRIEF), ("conges.md", LEAVE), ("security.html", LAPTOP)):
        (root / name).write_text(body, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def indexed(run: Run, corpus: Path) -> subprocess.CompletedProcess[str]:
    return run("ingest", str(corpus), "--json")
