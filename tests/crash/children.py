"""What the tests run in processes of their own, to be killed or to read beside another."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import FrameType

from polycite.adapters.index.edge import EdgeLibrary
from polycite.model import Principal, Scope
from tests.contracts.corpora import DIMENSION, corpus, published, queries

SMALL = {"documents": 4, "passages": 3}
EVERYBODY = Scope(Principal("all", frozenset({"public", "staff", "hr"})))


def forks() -> ForkServerContext:
    """Processes that start in milliseconds: the imports are done once, and no engine runs where they fork."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def publish(folder: Path, seed: int) -> None:
    """Make the corpus of `seed` the live generation; its root tells which one it is."""
    published(EdgeLibrary(folder), corpus(seed, **SMALL), root=str(seed))


def die_at(call: int) -> None:
    """Be dead, as by kill -9, at the given Python call or return from now on."""
    left = call

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)


def calls_of(run: Callable[[], object]) -> int:
    """How many Python calls and returns something takes."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    run()
    sys.setprofile(None)
    return calls


def publish_until(folder: Path, seed: int, call: int) -> None:
    """The same, but dead at the given call."""
    die_at(call)
    publish(folder, seed)


def count_calls(folder: Path, seed: int, line: Connection) -> None:
    """Tell how many calls and returns publishing takes."""
    line.send(calls_of(lambda: publish(folder, seed)))


def read_twice(folder: Path, line: Connection) -> None:
    """Search the live generation, and once more with the same index when told to."""
    index = EdgeLibrary(folder).current()
    for seed in (1, 2):
        line.send((index.generation.root, index.search(queries(seed), EVERYBODY)))
        line.recv()


def hold(folder: Path, line: Connection) -> None:
    """Be the writer, say so and never finish."""
    with EdgeLibrary(folder).rebuild("embedder-1", DIMENSION, "held") as draft:
        document, passages = corpus(1, **SMALL)[0]
        draft.add(document, passages)
        line.send("writing")
        line.recv()


def started(process: ForkServerProcess) -> ForkServerProcess:
    """The process, running, and gone with the tests should one fail."""
    process.daemon = True
    process.start()
    return process
