"""A small corpus, an operator's folder with the real model, and `polycite eval` run on them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eval.commands import app
from polycite.terminal import guarded
from tests.eval.gate_command.running import Complaint, Judge
from tests.eval.gold import write_gold
from tests.eval.small import PLAN, QUESTIONS, write_corpus


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, prepared_model: Path) -> Path:
    """An operator's data folder with the model ready and no index."""
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(prepared_model.parent)
    return home


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold", {"x.jsonl": QUESTIONS}, PLAN)


@pytest.fixture
def complaint(
    gold: Path,
    corpus: Path,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Complaint:
    """The exit code and the words of a run in this process, which is as the command line makes it but starts sooner."""
    for name in [one for one in os.environ if one.startswith("POLYCITE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(home))
    monkeypatch.setattr(sys, "argv", ["polycite"])

    def run(*arguments: object) -> tuple[int, str]:
        own = ["--gold", gold, "--corpus", corpus, "--report", tmp_path / "report"]
        with pytest.raises(SystemExit) as left:
            guarded(lambda: app([*map(str, own), *map(str, arguments)]))
        assert isinstance(left.value.code, int)
        return left.value.code, capsys.readouterr().err

    return run


@pytest.fixture
def judge(gold: Path, corpus: Path, home: Path, tmp_path: Path) -> Judge:
    """A run in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        own = ["--gold", gold, "--corpus", corpus, "--report", tmp_path / "report"]
        command = [sys.executable, "-m", "eval", *map(str, own), *map(str, arguments)]
        environment = kept | {"POLYCITE_DATA_DIR": str(home)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)

    return run
