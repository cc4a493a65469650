"""The catalogue of a corpus folder: what `catalog.toml` says of each document beside its text.

ignore = ["sources", "README.md"]    # files and folders that are not documents

[[document]]
path = "nl/telewerk.pdf"             # required; relative to the catalogue, with slashes
title = "Telewerkbeleid"
language = "nl"                      # nl, fr or en
publisher = "..."
published = 2025-11-17
valid_from = 2026-01-01
valid_to = 2027-12-31                # the last day it holds
family = "telework"                  # one word for the language versions of one text
supersedes = "nl/telewerk-2022.pdf"  # a path of this catalogue, or a list of them; without a valid_to of its own
                                     # a superseded document holds until the day before its successor begins to
url = "https://..."
readers = ["hr"]                     # groups; [] is nobody; without the key POLYCITE_DEFAULT_READERS applies
"""

from __future__ import annotations

import dataclasses
import os
import stat
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import ErrorDetails

from polycite.errors import BadCatalog
from polycite.model import Language

CATALOG = "catalog.toml"
MOST_FAULTS = 5  # a message longer than this is not read


def _relative(path: object) -> object:
    """Refuses paths that leave the folder, or that name a file in a second way."""
    if isinstance(path, str) and (
        path != str(PurePosixPath(path)) or "\\" in path or {"..", ".", ""} & {*path.split("/")}
    ):
        raise ValueError("must be relative to the catalogue's folder, with single slashes and without '..'")
    return path


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


_Word: TypeAlias = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
_Path: TypeAlias = Annotated[_Word, BeforeValidator(_relative)]
_CLOSED = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, config=_CLOSED)
class Listing:
    """One `[[document]]`; None where the catalogue leaves the word to the file or, for `readers`, to the settings."""

    path: _Path
    title: _Word | None = None
    language: Language | None = None
    publisher: _Word | None = None
    published: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    family: _Word | None = None
    supersedes: Annotated[tuple[_Path, ...], BeforeValidator(_several)] = ()
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    readers: tuple[_Word, ...] | None = None

    @model_validator(mode="after")
    def _holds_for_a_while(self) -> Listing:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"valid_to {self.valid_to} is before valid_from {self.valid_from}")
        return self


@dataclass(frozen=True, slots=True, config=_CLOSED)
class _Page:
    """The whole of a `catalog.toml`."""

    ignore: tuple[_Path, ...] = ()
    document: tuple[Listing, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Catalog:
    """The listings of a folder by path, and what is no document there."""

    listings: Mapping[str, Listing] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    ignore: tuple[str, ...] = ()

    def facts_for(self, path: str) -> Listing | None:
        """What the catalogue says of a file, by its path relative to the folder; None where it says nothing."""
        return self.listings.get(path)

    def below(self, folder: str) -> Catalog:
        """The same catalogue as seen from a folder in it; `.` is the catalogue's own."""
        if folder == ".":
            return self
        start = len(folder) + 1
        inside = {path[start:]: one for path, one in self.listings.items() if path.startswith(f"{folder}/")}
        ignore = tuple(path[start:] for path in self.ignore if path.startswith(f"{folder}/"))
        return Catalog(MappingProxyType(inside), ignore)

    def ignored(self, path: str) -> bool:
        """Whether a path, or a folder it lies in, is left out; the catalogue itself always is."""
        return path == CATALOG or any(path == left or path.startswith(f"{left}/") for left in self.ignore)


def load_catalog(folder: Path) -> Catalog:
    """The catalogue of a folder, checked against the files there; an empty one where `catalog.toml` is missing.

    Raises BadCatalog, naming the file, the entry and what to do.
    """
    place = folder / CATALOG
    if not _is_there(place):
        return Catalog()
    page = _parse(place)
    catalog = Catalog(MappingProxyType({listing.path: listing for listing in page.document}), page.ignore)
    _refuse(place, _contradictions(folder, page.document, catalog))
    return Catalog(
        MappingProxyType({path: _ended(one, catalog) for path, one in catalog.listings.items()}), page.ignore
    )


def _ended(listing: Listing, catalog: Catalog) -> Listing:
    """A listing with its last day: its own, or the one before the first of its successors begins to hold."""
    starts = [one.valid_from for one in catalog.listings.values() if listing.path in one.supersedes and one.valid_from]
    if listing.valid_to is not None or not starts:
        return listing
    last = min(starts) - timedelta(days=1)
    begun = listing.valid_from is None or listing.valid_from <= last
    return dataclasses.replace(listing, valid_to=last) if begun else listing


def find_catalog(root: Path) -> Catalog:
    """The catalogue that speaks of a folder or a file: its own, else the nearest one above it, seen from there.

    Without the second half, a restricted document ingested by itself would be everybody's. Raises BadCatalog.
    """
    start = root if root.is_dir() else root.parent
    place = next((folder for folder in (start, *start.parents) if _is_there(folder / CATALOG)), start)
    return load_catalog(place).below(start.relative_to(place).as_posix())


def _is_there(place: Path) -> bool:
    """Whether there is a catalogue, or what was meant as one: a broken link must not make everything public."""
    return os.path.lexists(place)


def _parse(place: Path) -> _Page:
    try:
        table = tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise BadCatalog(f"{place} cannot be read as TOML in UTF-8: {why}; {_next(place)}") from error
    try:
        return TypeAdapter(_Page).validate_python(table)
    except ValidationError as error:
        _refuse(place, [_told(fault, table) for fault in error.errors()])
        raise


def _contradictions(folder: Path, documents: Iterable[Listing], catalog: Catalog) -> list[str]:
    """What is wrong between the entries, or between them and the folder."""
    faults: list[str] = []
    seen: set[str] = set()
    for number, listing in enumerate(documents, start=1):
        faults += [f"document {number} ({listing.path!r}) {fault}" for fault in _faults(folder, listing, catalog, seen)]
        seen.add(listing.path)
    return faults or _circles(catalog)


def _faults(folder: Path, listing: Listing, catalog: Catalog, seen: set[str]) -> list[str]:
    unknown = [path for path in listing.supersedes if path not in catalog.listings]
    tests = (
        (listing.path in seen, "is listed twice: keep one"),
        (catalog.ignored(listing.path), "is also ignored: drop it here or from 'ignore'"),
        (_is_no_file(folder / listing.path), "is no file in this folder: correct the path or drop the entry"),
        (bool(unknown), f"supersedes {unknown}, not listed here: correct the path or add the document"),
    )
    return [fault for wrong, fault in tests if wrong]


def _is_no_file(file: Path) -> bool:
    """Whether there is certainly no file; in a folder that may not be entered nobody can tell, and `walk` names it."""
    try:
        return not stat.S_ISREG(file.stat().st_mode)
    except PermissionError:
        return False
    except OSError:
        return True


def _circles(catalog: Catalog) -> list[str]:
    try:
        TopologicalSorter({path: listing.supersedes for path, listing in catalog.listings.items()}).prepare()
    except CycleError as error:
        return [f"documents supersede one another in a circle: {' <- '.join(error.args[1])}"]
    return []


def _told(fault: ErrorDetails, table: Mapping[str, Any]) -> str:
    """One fault of a value in words: which entry, which key, what is wrong."""
    match fault["loc"]:
        case ("document", int(index), *keys):
            entry = table["document"][index]
            path = entry.get("path") if isinstance(entry, dict) else None
            where = f"document {index + 1} ({path!r})" if path else f"document {index + 1}"
        case keys:
            where = "the catalogue"
    named = f", key {keys[0]!r}" if keys else ""
    return f"{where}{named}: {_why(fault, Listing if where != 'the catalogue' else _Page)}"


def _why(fault: ErrorDetails, kind: type[Listing] | type[_Page]) -> str:
    if fault["type"] == "unexpected_keyword_argument":
        return f"unknown; the keys are {', '.join(field.name for field in fields(kind))}"
    return fault["msg"].removeprefix("Value error, ")


def _refuse(place: Path, faults: list[str]) -> None:
    if faults:
        more = f"; and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
        raise BadCatalog(f"{place}: {'; '.join(faults[:MOST_FAULTS])}{more}; {_next(place)}")


def _next(place: Path) -> str:
    return f"correct it and run 'polycite ingest {place.parent}' again"
