"""Whole ingest runs in processes of their own, to be killed."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from ingest.pipeline import Options, Pipeline
from ingest.report import Report
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.edge import EdgeLibrary
from tests.crash.children import calls_of, die_at

NAMES = ("telewerk.txt", "verlof.md", "opleiding.txt")


def text_of(name: str, seed: int) -> str:
    """What a file says in the version `seed`: every sentence names the version."""
    lines = (f"In versie {seed} zegt {name} dat regel {number} geldt voor iedereen." for number in range(12))
    return "\n\n".join(lines) + "\n"


def write(root: Path, seed: int) -> None:
    """Bring a folder to the version `seed`."""
    root.mkdir(exist_ok=True)
    for name in NAMES:
        (root / name).write_text(text_of(name, seed), encoding="utf-8")


def ingest(root: Path, state: Path) -> Report:
    """One whole run."""
    options = Options(("public",), 60.0, 0.3)
    return Pipeline(EdgeLibrary(state / "index"), HashingEmbedder(), state, options, lambda _: None).ingest(root)


def ingest_until(root: Path, state: Path, call: int) -> None:
    """A run that is dead at the given call."""
    die_at(call)
    ingest(root, state)


def count_calls(root: Path, state: Path, line: Connection) -> None:
    """Tell how many calls and returns a run takes."""
    line.send(calls_of(lambda: ingest(root, state)))
