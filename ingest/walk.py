"""Finding the files of a corpus folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from polycite.errors import BadSource

CATALOG = "catalog.toml"


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: where it is, and its path relative to the corpus folder, with slashes."""

    file: Path
    path: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the folder that is not read, and the reason word."""

    path: str
    reason: str
    message: str


def walk(root: Path, ignored: Callable[[str], bool]) -> Iterator[Found | Skipped]:
    """The files below a folder, or the one file named, by path; hidden ones and `catalog.toml` are left out.

    Links and devices are skipped, so that a corpus never reaches outside its folder.
    """
    if root.is_file():
        yield Found(root, root.name)
        return
    yield from _walk(root, "", ignored)


def _walk(folder: Path, prefix: str, ignored: Callable[[str], bool]) -> Iterator[Found | Skipped]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(prefix.rstrip("/") or ".", "unreadable", f"cannot list the folder: {error.strerror}")
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.name.startswith(".") or path == CATALOG or ignored(path):
            continue
        if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
            yield Skipped(path, "not_a_file", "a link or a device is not followed: copy the file into the folder")
        elif entry.is_dir():
            yield from _walk(folder / entry.name, path + "/", ignored)
        else:
            yield Found(folder / entry.name, path)


def digest_of(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal. Raises BadSource(unreadable)."""
    digest = sha256()
    try:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise BadSource("unreadable", f"cannot be read: {error.strerror}; check its permissions") from error
    return digest.hexdigest()
