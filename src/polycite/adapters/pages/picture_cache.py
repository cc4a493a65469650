"""Pictures of pages on disk, by what they show: the oldest go where they take too much room."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock
from uuid import uuid4

ROOM = 512_000_000
"""Bytes of all pictures at most."""
_LEFT = 0.8
"""The share of the room that is left filled after clearing, so that not every picture clears."""


_log = logging.getLogger(__name__)


class PictureCache:
    """A folder of PNGs named by digest, page and width. Safe to share between threads and processes.

    Where the folder cannot be used nothing is kept, and each picture is drawn anew.
    """

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        self._folder, self._room, self._turn = folder, room, Lock()
        self._filled: int | None = None

    def get(self, digest: str, number: int, width: int) -> bytes | None:
        """A picture that was kept."""
        path = self._place(digest, number, width)
        try:
            picture = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return picture

    def keep(self, digest: str, number: int, width: int, picture: bytes) -> None:
        """Keep a picture, whole or not at all."""
        try:
            self._keep(digest, number, width, picture)
        except OSError as error:
            _log.warning("a picture of a page was not kept in %s: %s", self._folder, error.strerror)

    def _keep(self, digest: str, number: int, width: int, picture: bytes) -> None:
        path = self._place(digest, number, width)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{uuid4().hex}.part")
        draft.write_bytes(picture)
        draft.replace(path)
        with self._turn:
            self._filled = self._measured() if self._filled is None else self._filled + len(picture)
            if self._filled > self._room:
                self._clear()

    def _place(self, digest: str, number: int, width: int) -> Path:
        return self._folder / digest / f"{number}-{width}.png"

    def _measured(self) -> int:
        return sum(size for _, size, _ in self._kept())

    def _kept(self) -> list[tuple[float, int, Path]]:
        """When each file was last asked for, its size and its place; drafts left by a crash too."""
        kept = []
        for path in self._folder.glob("*/*"):
            with suppress(FileNotFoundError):  # another process clears too
                stat = path.stat()
                kept.append((stat.st_mtime, stat.st_size, path))
        return kept

    def _clear(self) -> None:
        """Remove what was not asked for longest."""
        kept = sorted(self._kept())
        filled = sum(size for _, size, _ in kept)
        for _, size, path in kept:
            if filled <= _LEFT * self._room:
                break
            path.unlink(missing_ok=True)
            filled -= size
        self._filled = filled
