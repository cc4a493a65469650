"""Pages of PDFs as pictures: drawn once by pdfium in another process, then kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import BoundedSemaphore, Lock

from polycite.adapters.pages.draughtsman import COMMAND, SECONDS, Draughtsman, Flawed
from polycite.adapters.pages.picture_cache import ROOM, PictureCache
from polycite.errors import NoPicture, Unavailable

QUEUE = 8
"""Requests that may wait for the one process; each may hold it for SECONDS."""
PATIENCE = 5.0
"""Seconds to wait for a place among them: a page of many pictures asks for all of them at once."""
_FAULTS = 1000


class PdfiumDrawer:
    """Safe to share between threads, which take turns at one process. A page that is flawed is not tried again."""

    def __init__(
        self,
        folder: Path,
        seconds: float = SECONDS,
        room: int = ROOM,
        command: Sequence[str] = COMMAND,
        patience: float = PATIENCE,
    ) -> None:
        """`folder` is the cache's, `seconds` a page's wall time, `room` the cache's in bytes."""
        self._cache = PictureCache(folder, room)
        self._draughtsman = Draughtsman(seconds, command=command)
        self._turn, self._queue, self._patience = Lock(), BoundedSemaphore(QUEUE), patience
        self._faults: OrderedDict[tuple[str, int], str] = OrderedDict()

    def draw(self, original: Path, digest: str, number: int, width: int) -> bytes:
        """The PNG of a page, `width` pixels wide. Raises OriginalGone, NoPicture, Unavailable."""
        kept = self._cache.get(digest, number, width)
        if kept is not None:
            return kept
        if not self._queue.acquire(timeout=self._patience):
            raise Unavailable("too many pages wait to be drawn")
        try:
            with self._turn:
                return self._cache.get(digest, number, width) or self._drawn(original, digest, number, width)
        finally:
            self._queue.release()

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._draughtsman.close()

    def _drawn(self, original: Path, digest: str, number: int, width: int) -> bytes:
        if known := self._faults.get((digest, number)):
            raise NoPicture(known)
        try:
            picture = self._draughtsman.draw(original, digest, number, width)
        except Flawed as error:
            self._faults[digest, number] = str(error)
            while len(self._faults) > _FAULTS:
                self._faults.popitem(last=False)
            raise
        self._cache.keep(digest, number, width, picture)
        return picture
