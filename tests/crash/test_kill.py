"""kill -9 in the middle of publishing leaves the old generation or the new one, whole, and nothing else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from polycite.adapters.index.edge import EdgeIndex, EdgeLibrary
from polycite.adapters.index.memory import MemoryIndex, MemoryLibrary
from polycite.errors import IndexBusy
from tests.contracts.corpora import DIMENSION, corpus, published, queries
from tests.contracts.plain import described, scores
from tests.crash.children import (
    EVERYBODY,
    SMALL,
    count_calls,
    forks,
    hold,
    publish,
    publish_until,
    read_twice,
    started,
)

COUNTED, TIMED = 14, 6


def judge(seed: int) -> MemoryIndex:
    """The corpus of `seed` in plain numpy."""
    library = MemoryLibrary()
    published(library, corpus(seed, **SMALL), root=str(seed))
    return library.current()


def complete(index: EdgeIndex) -> int:
    """The seed of a generation, after comparing everything it holds with that corpus."""
    seed = int(index.generation.root)
    wanted = judge(seed)
    assert index.counts == wanted.counts
    found, expected = (each.search(queries(seed), EVERYBODY) for each in (index, wanted))
    assert described(found) == described(expected)
    assert scores(found) == pytest.approx(scores(expected), abs=1e-4)
    assert index.documents(EVERYBODY.principal) == wanted.documents(EVERYBODY.principal)
    for entry in wanted.documents(EVERYBODY.principal):
        assert index.document(entry.id, EVERYBODY.principal) == wanted.document(entry.id, EVERYBODY.principal)
    return seed


def generations(folder: Path) -> list[Path]:
    """The generation folders that are there."""
    return sorted(folder.glob("generation-*"))


def test_a_writer_killed_at_any_call_leaves_the_old_generation_or_the_new_one(tmp_path: Path) -> None:
    context, dice = forks(), random.Random(7)
    ours, theirs = context.Pipe()
    counter = started(context.Process(target=count_calls, args=(tmp_path, 0, theirs)))
    calls = ours.recv()
    counter.join()
    live, outcomes = 0, set()
    for seed in range(1, COUNTED + 1):
        # Evenly over the whole run, so that no phase escapes, and anywhere within each share of it.
        moment = int(calls * (seed - dice.random()) / COUNTED)
        writer = started(context.Process(target=publish_until, args=(tmp_path, seed, max(moment, 1))))
        writer.join()
        found = complete(EdgeLibrary(tmp_path).current())
        assert found in (live, seed)
        outcomes.add(found == seed)
        live = found
    assert False in outcomes
    publish(tmp_path, 99)
    assert complete(EdgeLibrary(tmp_path).current()) == 99
    assert len(generations(tmp_path)) == 2


def test_a_writer_killed_at_any_moment_leaves_the_old_generation_or_the_new_one(tmp_path: Path) -> None:
    context, dice = forks(), random.Random(8)
    publish(tmp_path, 0)
    live = 0
    for seed in range(1, TIMED + 1):
        writer = started(context.Process(target=publish, args=(tmp_path, seed)))
        writer.join(dice.uniform(0.0, 0.4))
        writer.kill()
        writer.join()
        found = complete(EdgeLibrary(tmp_path).current())
        assert found in (live, seed)
        live = found


def test_readers_in_two_processes_keep_their_generation_after_it_is_deleted(tmp_path: Path) -> None:
    context = forks()
    publish(tmp_path, 1)
    mine = EdgeLibrary(tmp_path).current()
    ours, theirs = context.Pipe()
    reader = started(context.Process(target=read_twice, args=(tmp_path, theirs)))
    assert ours.recv() == ("1", mine.search(queries(1), EVERYBODY))
    (old,) = generations(tmp_path)
    for seed in (2, 3):
        publish(tmp_path, seed)
    assert old not in generations(tmp_path)
    ours.send("again")
    assert ours.recv() == ("1", mine.search(queries(2), EVERYBODY))
    assert complete(mine) == 1
    ours.send("done")
    reader.join()
    assert reader.exitcode == 0


def test_a_dead_writer_lets_the_next_one_in(tmp_path: Path) -> None:
    context = forks()
    publish(tmp_path, 1)
    ours, theirs = context.Pipe()
    writer = started(context.Process(target=hold, args=(tmp_path, theirs)))
    assert ours.recv() == "writing"
    second = EdgeLibrary(tmp_path).rebuild("embedder-1", DIMENSION, "2")
    with pytest.raises(IndexBusy, match=str(tmp_path)):
        second.__enter__()
    assert complete(EdgeLibrary(tmp_path).current()) == 1
    writer.kill()
    writer.join()
    publish(tmp_path, 2)
    assert complete(EdgeLibrary(tmp_path).current()) == 2
