"""The zip file around a Word document, checked before anything in it is parsed.

Size alone does not tell a bomb: a part of 430 MB fits in 966 kB. Entries may also overlap (CVE-2024-0450), lie about
their sizes, or declare a document type, which brings entities and outside files with it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from lxml import etree

from polycite.errors import BadSource

MOST_ENTRIES = 5_000
LARGEST_PART = 64_000_000
LARGEST_TOTAL = 256_000_000
LARGEST_RATIO = 200
_SMALL = 1_000_000  # bytes unpacked below which a high ratio is harmless: plain XML repeats itself
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_UNSAFE_NAME = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package:
    """The parts of a checked zip file, by name. Raises BadSource(corrupt, encrypted, too_large) when made."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise BadSource("corrupt", f"is no complete Word document ({error}): get it again") from error
        try:
            _check(self._zip.infolist(), self._zip.start_dir)
        except BadSource:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._zip.namelist())

    def xml(self, name: str) -> etree._Element:
        """The root of one XML part, parsed without entities or requests. Raises BadSource(corrupt)."""
        data = self._bytes(name)
        # UTF-16 hides the letters between zero bytes.
        if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\0", b"")):
            raise BadSource("corrupt", f"declares a document type in {name!r}, which Word never does: get it again")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise BadSource(
                "corrupt", f"has a part {name!r} that is no XML ({error}): save it again in Word"
            ) from error

    def _bytes(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as stream:
                return stream.read(LARGEST_PART)
        except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
            raise BadSource("corrupt", f"has no readable part {name!r} ({error}): get it again") from error


def _check(entries: Sequence[zipfile.ZipInfo], end: int) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise BadSource("encrypted", "is protected by a password: save it without one")
    if len(entries) > MOST_ENTRIES:
        raise BadSource(
            "too_large", f"holds {len(entries):,} parts, of {MOST_ENTRIES:,} at most: save it again in Word"
        )
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise BadSource("too_large", "unpacks to more than 256 MB: divide the document")
    _check_overlap(entries, end)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if _UNSAFE_NAME.search(entry.orig_filename):
        raise BadSource("corrupt", f"holds a part with the unsafe name {entry.orig_filename!r}: get it again")
    if entry.filename.lower().endswith(".zip"):
        raise BadSource("corrupt", f"holds another zip file, {entry.filename!r}: save it again in Word")
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > LARGEST_PART or (entry.file_size > _SMALL and ratio > LARGEST_RATIO):
        raise BadSource("too_large", f"unpacks {entry.filename!r} to {entry.file_size:,} bytes: divide the document")


def _check_overlap(entries: Sequence[zipfile.ZipInfo], end: int) -> None:
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    limits = [*(entry.header_offset for entry in ordered[1:]), end]
    for entry, limit in zip(ordered, limits, strict=False):
        if entry.header_offset + _LOCAL_HEADER + entry.compress_size > limit:
            raise BadSource("corrupt", f"holds parts that overlap, {entry.filename!r} among them: get it again")
