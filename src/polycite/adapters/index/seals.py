"""A generation folder made durable, and proof that it is still what was published.

The seal lists every file's size, the bytes to read and their checksum. Qdrant's files are mostly holes, so blocks of
zeros count for nothing and holes are not read: a copy that fills the holes in keeps its seal.
"""

from __future__ import annotations

import errno
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from polycite.errors import IndexDamaged

SEAL = "seal.json"
# The engine writes these again whenever a folder is opened: the same JSON, but its keys in another order.
REWRITTEN = frozenset({"edge_config.json", "segment.json"})
BLOCK = 1 << 16
_ZEROS = bytes(BLOCK)

Mark = tuple[int, int, int]


def fsync(path: Path) -> None:
    """Force a file, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_durably(path: Path, content: bytes) -> None:
    """Write a small file so that a reader, or a power cut, finds the old content or the new."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(content)
    fsync(temporary)
    os.replace(temporary, path)
    fsync(path.parent)


def seal(folder: Path) -> None:
    """Write the seal of a finished folder and force all of it to the disk."""
    (folder / SEAL).unlink(missing_ok=True)
    paths = sorted(folder.rglob("*"))
    marks = {path.relative_to(folder).as_posix(): _mark(path) for path in paths if path.is_file()}
    replace_durably(folder / SEAL, json.dumps(marks, indent=0).encode())
    for path in (*paths, folder):
        fsync(path)
    fsync(folder.parent)


def check(folder: Path, budget: int) -> None:
    """Compare a folder with its seal. Raises IndexDamaged naming the first file that differs.

    Sizes are always compared; checksums, smallest files first, until `budget` bytes were listed for reading.
    """
    marks = _read(folder)
    for name, (size, stored, checksum) in sorted(marks.items(), key=lambda mark: mark[1][1]):
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise damaged(path, "is missing or has another size")
        budget -= stored
        if budget >= 0 and _checksum(path)[0] != checksum:
            raise damaged(path, "has other bytes than were published")


def damaged(path: Path, flaw: str) -> IndexDamaged:
    """The error for a file of the index, with what to run next."""
    return IndexDamaged(f"{path} {flaw}: run 'polycite ingest PATH' to build the index again")


def _read(folder: Path) -> dict[str, Mark]:
    try:
        marks = json.loads((folder / SEAL).read_bytes())
        return {name: (int(size), int(stored), int(checksum)) for name, (size, stored, checksum) in marks.items()}
    except (OSError, ValueError, TypeError, AttributeError) as flaw:
        raise damaged(folder / SEAL, f"cannot be read ({type(flaw).__name__})") from flaw


def _mark(path: Path) -> Mark:
    checksum, stored = _checksum(path)
    return path.stat().st_size, stored, checksum


def _checksum(path: Path) -> tuple[int, int]:
    """A CRC-32 over each block that is not all zeros and its place; and how many bytes those are."""
    if path.name in REWRITTEN:
        return _checksum_of_json(path.read_bytes())
    checksum = stored = 0
    with path.open("rb", buffering=0) as file:
        for place, block in _blocks(file):
            if block != _ZEROS[: len(block)]:
                checksum = zlib.crc32(block, zlib.crc32(place.to_bytes(8, "little"), checksum))
                stored += len(block)
    return checksum, stored


def _checksum_of_json(content: bytes) -> tuple[int, int]:
    try:
        content = json.dumps(json.loads(content), sort_keys=True).encode()
    except ValueError:  # whatever it is, it is not what was published
        content = b"not JSON:" + content
    return zlib.crc32(content), len(content)


def _blocks(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    place = 0
    while (place := _next_data(file, place)) >= 0:
        file.seek(place)
        block = file.read(BLOCK)
        if not block:
            return
        yield place, block
        place += BLOCK


def _next_data(file: BinaryIO, place: int) -> int:
    """The start of the first block at or after `place` that may hold data; -1 where only a hole is left."""
    try:
        return os.lseek(file.fileno(), place, os.SEEK_DATA) // BLOCK * BLOCK
    except OSError as end:
        if end.errno != errno.ENXIO:
            raise
        return -1
