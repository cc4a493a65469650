"""Questions in progress: so many at once, so many waiting, and none any more once the service is to stop."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from polycite.errors import Overloaded, Stopping

AT_ONCE = 4
"""Questions worked on at the same time: more would only make each slower."""
WAITING = 32
"""Questions that may wait for a turn; with answers of some 50 ms the last one waits less than half a second."""

Made = TypeVar("Made")


class Turns:
    """Takes work and does it in threads of its own, in the order it came. Safe to share between threads."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._threads = ThreadPoolExecutor(at_once, "question")
        self._room = at_once + waiting
        self._taken, self._open, self._lock = 0, True, Lock()

    def admit(self) -> None:
        """Raises Stopping or Overloaded where work would not be taken now."""
        self.serving()
        if self._taken >= self._room:
            raise Overloaded

    def serving(self) -> None:
        """Raises Stopping after `close`."""
        if not self._open:
            raise Stopping

    def take(self, work: Callable[[], Made]) -> Future[Made]:
        """Work to be done; what is cancelled while it waits is never begun. Raises Stopping, Overloaded."""
        with self._lock:
            self.admit()
            self._taken += 1
        turn = self._threads.submit(work)
        turn.add_done_callback(self._ended)
        return turn

    def close(self) -> None:
        """Take no more; what was taken is still done."""
        self._open = False

    @property
    def idle(self) -> bool:
        """Whether nothing is being done and nobody waits."""
        return self._taken == 0

    def _ended(self, turn: Future[Made]) -> None:
        with self._lock:
            self._taken -= 1
