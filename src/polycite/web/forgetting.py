"""Forgetting in time: what the journal has kept long enough is deleted at the start, and every hour after it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from polycite.errors import PolyciteError
from polycite.ports import Journal

HOUR = 3600.0
"""Seconds between two lookings."""
PATIENCE = 3.0
"""Seconds that the end of the service waits for a turn of forgetting; the next start takes it up again."""
_log = logging.getLogger(__name__)


@contextmanager
def forgetting(journal: Journal, pause: float = HOUR) -> Iterator[None]:
    """Forgets in a thread of its own for as long as the block runs; a journal that cannot be used costs a log line."""
    stop = Event()
    thread = Thread(target=_turn, args=(journal, stop, pause), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE)


def _turn(journal: Journal, stop: Event, pause: float) -> None:
    while not stop.is_set():
        try:
            journal.forget()
        except PolyciteError as error:
            _log.warning("nothing was forgotten: %s", error)
        stop.wait(pause)
