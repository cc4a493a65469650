"""A journal that nobody waits for while an answer is given: what is kept is written by a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from functools import partial
from threading import BoundedSemaphore
from typing import Any

from polycite.errors import Unavailable
from polycite.journal import Feedback, Kept, Line
from polycite.model import Principal
from polycite.ports import Journal

ROOM = 1000
"""Answers that may wait to be written."""
PATIENCE = 3.0
"""Seconds that a reader, or the end of the service, waits for them."""
_log = logging.getLogger(__name__)


class QueuedJournal:
    """Another journal, whose answers are written later and in order; whatever else is asked of it waits for them.

    What cannot be written costs a line in the log. Safe to share between threads.
    """

    def __init__(self, journal: Journal, room: int = ROOM, patience: float = PATIENCE) -> None:
        self._journal, self._patience = journal, patience
        self._room = BoundedSemaphore(room)
        self._writer = ThreadPoolExecutor(1, "journal")

    def keep(self, kept: Kept, asker: Principal) -> None:
        """Record an answer soon. Raises Unavailable where too many wait, or after `close`."""
        if not self._room.acquire(blocking=False):
            raise Unavailable("too many answers wait to be written to the journal: see what else is writing it")
        try:
            written = self._soon(partial(self._journal.keep, kept, asker))
        except Unavailable:
            self._room.release()
            raise
        written.add_done_callback(partial(self._told, kept.id))

    def give(self, answer: str, asker: Principal, feedback: Feedback | None) -> None:
        """Record or take back what the asker says. Raises UnknownAnswer, Unavailable."""
        self._catch_up()
        self._journal.give(answer, asker, feedback)

    def lines(self) -> tuple[Line, ...]:
        """Everything recorded, newest first. Raises Unavailable."""
        self._catch_up()
        return self._journal.lines()

    def forget(self, before: datetime | None = None) -> int:
        """Delete answers of before a moment; how many. Raises Unavailable."""
        self._catch_up()
        return self._journal.forget(before)

    def close(self) -> None:
        """Write what waits, as far as `patience` goes; the rest is lost, with a line in the log for each."""
        wait([self._writer.submit(int)], self._patience)
        self._writer.shutdown(wait=False, cancel_futures=True)

    def _catch_up(self) -> None:
        turn = self._soon(int)
        if not wait([turn], self._patience).done:
            turn.cancel()
            raise Unavailable("answers still wait to be written to the journal: try again in a moment")

    def _soon(self, work: Callable[[], Any]) -> Future[Any]:
        try:
            return self._writer.submit(work)
        except RuntimeError as error:  # what is closed takes no more work
            raise Unavailable("the journal is closed: the service has stopped") from error

    def _told(self, identifier: str, written: Future[None]) -> None:
        self._room.release()
        if written.cancelled():
            _log.warning("%s was not recorded: the service stopped first", identifier)
        elif error := written.exception():
            _log.warning("%s was not recorded: %s", identifier, error)
