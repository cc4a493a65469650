"""kill -9 anywhere in an ingest run leaves the old corpus or the new one, whole, and the next run repairs the rest."""

from __future__ import annotations

import random
from multiprocessing import get_context
from pathlib import Path

from ingest.cache import Cache
from polycite.adapters.index.edge import EdgeLibrary
from polycite.model import ANONYMOUS
from tests.crash.children import started
from tests.crash.ingesting import NAMES, count_calls, ingest, ingest_until, text_of, write

KILLS = 20


def version_of(state: Path) -> int:
    """The version all documents of the live index are in, after comparing every one of them to the letter.

    What that index was made from is on record, so that none of its documents is lost when its file breaks.
    """
    index = EdgeLibrary(state / "index").current()
    found = {one.source.path: index.document(one.id, ANONYMOUS).text for one in index.documents(ANONYMOUS)}
    seed = int(found[NAMES[0]].split()[2])
    assert found == {name: text_of(name, seed) for name in NAMES}
    with Cache(state) as cache:
        origins = cache.origins(index.generation.id)
        readings = {name: cache.reading(origin.reading) for name, origin in origins.items()}
    assert {name: reading.text for name, reading in readings.items() if reading} == found
    return seed


def test_twenty_kills_leave_the_old_corpus_or_the_new_one(tmp_path: Path) -> None:
    context, dice = get_context("forkserver"), random.Random(11)
    context.set_forkserver_preload(["tests.crash.children", "tests.crash.ingesting"])
    root, state = tmp_path / "corpus", tmp_path / "state"
    write(root, 0)
    ingest(root, state)
    write(root, 1)
    ours, theirs = context.Pipe()
    counter = started(context.Process(target=count_calls, args=(root, state, theirs)))
    calls = ours.recv()
    counter.join()
    live, kept = 1, 0
    for seed in range(2, KILLS + 2):
        write(root, seed)
        # Evenly over the whole run, so that no phase escapes, and anywhere within each share of it.
        moment = int(calls * (seed - 1 - dice.random()) / KILLS)
        run = started(context.Process(target=ingest_until, args=(root, state, max(moment, 1))))
        run.join()
        found = version_of(state)
        assert found in (live, seed)
        kept += found == live
        live = found
    assert kept > KILLS / 2
    write(root, 99)
    assert ingest(root, state).published
    assert version_of(state) == 99
