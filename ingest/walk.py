"""Finding the files of a corpus folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.catalog import CATALOG
from ingest.own_terms import TERMS
from polycite.errors import BadCatalog, BadSource


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file: where it is, and its path relative to the corpus folder, with slashes."""

    file: Path
    path: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the folder that is not read, and the reason word; for a folder, nothing below it is."""

    path: str
    reason: str
    message: str

    def covers(self, path: str) -> bool:
        """Whether a path is this one or lies below it; `.` is the whole corpus."""
        return self.path in (".", path) or path.startswith(f"{self.path}/")


def walk(root: Path, ignored: Callable[[str], bool]) -> Iterator[Found | Skipped]:
    """The files below a folder, or the one file named, by path; without hidden ones, `catalog.toml`, `terms.toml`.

    Links and devices are skipped, so that a corpus never reaches outside its folder. Raises BadCatalog for a
    catalogue further down: who may read its documents would be forgotten.
    """
    if root.is_file():
        yield _unnameable(root.name) or Found(root, root.name)
        return
    yield from _walk(root, "", ignored)


def _walk(root: Path, prefix: str, ignored: Callable[[str], bool]) -> Iterator[Found | Skipped]:
    try:
        entries = sorted(os.scandir(root / prefix), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(prefix.rstrip("/") or ".", "unreadable", f"cannot list the folder: {error.strerror}")
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.name.startswith(".") or path in (CATALOG, TERMS) or ignored(path):
            continue
        if unnameable := _unnameable(path):
            yield unnameable
        elif entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
            _refuse_catalog(root, prefix, entry.name)
            yield Skipped(path, "not_a_file", "a link or a device is not followed: copy the file into the folder")
        elif entry.is_dir():
            yield from _walk(root, path + "/", ignored)
        else:
            _refuse_catalog(root, prefix, entry.name)
            yield Found(root / path, path)


def _refuse_catalog(root: Path, prefix: str, name: str) -> None:
    if name == CATALOG:
        raise BadCatalog(
            f"{root / prefix / name} would not be heeded: run 'polycite ingest {root / prefix}' for that folder alone, "
            f"or move its entries into {root / CATALOG}"
        )


def _unnameable(path: str) -> Skipped | None:
    """What becomes of a name in bytes that are no UTF-8: no catalogue, report or index could hold it."""
    if is_utf8(path):
        return None
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return Skipped(shown, "unreadable", "its name is not UTF-8: rename it")


def is_utf8(path: str) -> bool:
    """Whether a path can be written as UTF-8; Python keeps the bytes of one that cannot as lone surrogates."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


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
