"""The real service on the sample corpus, as an operator starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from json import dumps
from pathlib import Path

from filelock import FileLock

from eval.indexing import ingested
from polycite.settings import Settings

CHECKOUT = Path(__file__).parents[2]


def data_dir() -> Path:
    """The data folder that the gate shares: POLYCITE_DATA_DIR, or one that git ignores."""
    given = os.environ.get("POLYCITE_DATA_DIR")
    return Path(given) if given else CHECKOUT / ".cache"


def indexed() -> Path:
    """The data folder of the sample corpus as this very code ingests it: the gate's own, so nothing is done twice."""
    folder = data_dir()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "browser.lock"):
        return ingested(CHECKOUT / "corpus", Settings(data_dir=folder), lambda _said: None).data_dir


def apart(indexed: Path, folder: Path) -> Path:
    """A data folder with that index and that model, where a service may write without touching theirs."""
    for name in ("index", "models"):
        (folder / name).symlink_to((indexed / name).resolve(), target_is_directory=True)
    return folder


@contextmanager
def serving(folder: Path, origins: Sequence[str] = (), arguments: Sequence[str] = (), **settings: str) -> Iterator[str]:
    """The address of `polycite serve` in a process of its own, with more settings by name, until the block ends."""
    allowed = {"POLYCITE_ORIGINS": dumps(list(origins))} if origins else {}
    with _started(folder, arguments, {**allowed, **settings}) as process:
        yield _said(process, "polycite serves ")


@contextmanager
def owned(folder: Path, **settings: str) -> Iterator[tuple[str, str]]:
    """The same with the owner's page: the address of the service, and of that page with its key."""
    with _started(folder, ["--owner"], settings) as process:
        yield _said(process, "polycite serves "), _said(process, "owner's page: ")


@contextmanager
def _started(folder: Path, arguments: Sequence[str], settings: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}
    command = [sys.executable, "-m", "polycite", "serve", "--port", "0", *arguments]
    environment = {**kept, **settings, "POLYCITE_DATA_DIR": str(folder)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate()


def _said(process: subprocess.Popen[str], before: str) -> str:
    """The first word after some others, on the line of stderr that begins with these."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if line.startswith(before):
            return line.removeprefix(before).split()[0]
    raise AssertionError(f"polycite serve ended before it said {before!r}: {''.join(said)}")
