"""Claims about `polycite serve` as an operator starts and stops it: a real process with the real model."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """The process, its address and what it said until that."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}
    command = [sys.executable, "-m", "polycite", "serve", "--port", "0"]
    environment = {**kept, "POLYCITE_DATA_DIR": str(data)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said: list[str] = []
            for line in process.stderr:
                if line.startswith("polycite serves "):
                    process.stderr.readline()  # who may embed it
                    yield process, line.split()[2], said
                    return
                said.append(line)
            raise AssertionError("".join(said))
        finally:
            process.kill()


@pytest.fixture
def data(tmp_path: Path, prepared_model: Path) -> Path:
    """A data folder with a model and without an index."""
    (tmp_path / "models").symlink_to(prepared_model.parent)
    return tmp_path


def test_without_an_index_it_says_so_once_and_serves(data: Path) -> None:
    with serving(data) as (_, url, said):
        assert len(said) == 1
        assert said[0].startswith(f"warning: no index at {data / 'index'}: run 'polycite ingest PATH' first")
        assert httpx.get(f"{url}/livez").status_code == 200
        assert httpx.get(f"{url}/readyz").status_code == 503


@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_says_that_it_stopped(data: Path, told: signal.Signals, code: int) -> None:
    with serving(data) as (process, url, _):
        assert httpx.get(f"{url}/livez").status_code == 200
        process.send_signal(told)
        assert (process.communicate(timeout=30)[1], process.returncode) == ("stopped\n", code)
