"""The files that documents were read from: found again, and only while they still are what was indexed."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import file_digest
from os import stat_result
from pathlib import Path, PurePosixPath
from threading import Lock

from polycite.errors import OriginalGone
from polycite.model import Source
from polycite.ports import Generation

_REMEMBERED = 10_000
_Signature = tuple[str, int, int, int]


class Originals:
    """Looks originals up below the folder that was ingested. Safe to share between threads."""

    def __init__(self) -> None:
        self._digests: OrderedDict[_Signature, str] = OrderedDict()
        self._lock = Lock()

    def of(self, generation: Generation, source: Source) -> Path:
        """The file, its bytes compared with what was indexed. Raises OriginalGone."""
        path = _place(Path(generation.root), source)
        try:
            if not path.is_file() or self._digest(path) != source.digest:
                raise OriginalGone(source.path)
        except OSError as error:
            raise OriginalGone(source.path) from error
        return path

    def there(self, generation: Generation, source: Source) -> bool:
        """Whether the file that was indexed can still be had; its text can be read without it."""
        try:
            self.of(generation, source)
        except OriginalGone:
            return False
        return True

    def _digest(self, path: Path) -> str:
        """SHA-256 of a file, computed once for each state of it."""
        signature = _signature(path, path.stat())
        with self._lock:
            known = self._digests.get(signature)
        if known is not None:
            return known
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        with self._lock:
            self._digests[signature] = digest
            while len(self._digests) > _REMEMBERED:
                self._digests.popitem(last=False)
        return digest


def _place(root: Path, source: Source) -> Path:
    """Where a source stood, symbolic links followed; never outside what was ingested. Raises OriginalGone."""
    whole = root.resolve()
    # A single file may be ingested too: then it is the root.
    path = whole if whole.is_file() else (whole / PurePosixPath(source.path)).resolve()
    if (path != whole and not path.is_relative_to(whole)) or path.name != PurePosixPath(source.path).name:
        raise OriginalGone(source.path)
    return path


def _signature(path: Path, stat: stat_result) -> _Signature:
    return str(path), stat.st_ino, stat.st_mtime_ns, stat.st_size
