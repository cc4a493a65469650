"""Generations as folders beside each other: one is announced by a pointer file, one process writes at a time."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from polycite.adapters.index.seals import damaged, replace_durably
from polycite.errors import IndexBusy, IndexDamaged, NoIndex

POINTER = "current.json"
LOCK = "writer.lock"
PREFIX = "generation-"

Signature = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pointer:
    """The generation announced, and the one before it."""

    current: str
    previous: str | None


class Shelf:
    """The folder that holds generations, the pointer to the live one and the writer's lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, identifier: str) -> Path:
        """The folder of one generation."""
        return self.folder / f"{PREFIX}{identifier}"

    def signature(self) -> Signature:
        """What changes whenever the pointer is switched; costs one stat. Raises NoIndex."""
        try:
            stat = (self.folder / POINTER).stat()
        except (FileNotFoundError, NotADirectoryError):
            raise NoIndex(str(self.folder)) from None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def pointer(self) -> Pointer:
        """Which generation is live. Raises NoIndex, IndexDamaged."""
        path = self.folder / POINTER
        try:
            record = json.loads(path.read_bytes())
            return Pointer(record["current"], record["previous"])
        except FileNotFoundError:
            raise NoIndex(str(self.folder)) from None
        except (OSError, ValueError, KeyError, TypeError) as flaw:
            raise damaged(path, f"cannot be read ({type(flaw).__name__})") from flaw

    def announce(self, identifier: str) -> None:
        """Make a finished generation the live one, in one rename, and keep the one before."""
        try:
            previous = self.pointer().current
        except (NoIndex, IndexDamaged):  # a rebuild repairs a damaged pointer
            previous = None
        record = {"current": identifier, "previous": previous}
        replace_durably(self.folder / POINTER, json.dumps(record).encode())

    def sweep(self, held: Collection[str]) -> None:
        """Remove every generation but the live one, the one before it and those `held`.

        Readers in other processes may have one of those open: on Linux and macOS an unlinked file stays
        readable, and mapped, until its last reader lets go.
        """
        try:
            pointer = self.pointer()
        except NoIndex:
            pointer = Pointer("", None)
        except IndexDamaged:  # which one is live cannot be known: remove nothing
            return
        kept = {*held, pointer.current, pointer.previous}
        for path in self.folder.glob(f"{PREFIX}*"):
            if path.name.removeprefix(PREFIX) not in kept:
                shutil.rmtree(path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to publish; the system releases it with the process. Raises IndexBusy."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise IndexBusy(
                    f"another 'polycite ingest' is writing to {self.folder}: wait for it, then run it again"
                ) from None
            yield
