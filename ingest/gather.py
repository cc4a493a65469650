"""Reading every file of a folder, once per content, and remembering the last good version of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.cache import Cache
from ingest.catalog import Catalog
from ingest.formats import media_type_of
from ingest.guard import ReaderProcess
from ingest.reading import Reading
from ingest.report import FileReport, Progress, Watch
from ingest.walk import Found, Skipped, digest_of
from polycite import __version__
from polycite.errors import BadSource
from polycite.language import language_of
from polycite.model import LANGUAGES, Facts, Language, Source


@dataclass(frozen=True, slots=True)
class Gathered:
    """A file that became a reading: now, or in an earlier run when its report says stale."""

    source: Source
    facts: Facts
    reading: Reading
    report: FileReport


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Reads files. `last_good` is the digest each path was last indexed with."""

    reader: ReaderProcess
    cache: Cache
    catalog: Catalog
    default_readers: tuple[str, ...]
    last_good: Mapping[str, str]

    def gather(self, found: Iterable[Found | Skipped], watch: Watch) -> tuple[list[Gathered], list[FileReport]]:
        """The readings in path order, and a report for each file that is not one."""
        everything = list(found)
        gathered: dict[str, Gathered] = {}
        others: list[FileReport] = []
        for number, one in enumerate(everything):
            watch(Progress("read", number, len(everything)))
            made = self._one(one)
            if isinstance(made, FileReport):
                others.append(made)
            elif made.source.id in gathered:
                twin = gathered[made.source.id].source.path
                others.append(FileReport(made.source.path, "duplicate", "same_bytes", f"the same file as {twin}"))
            else:
                gathered[made.source.id] = made
        watch(Progress("read", len(everything), len(everything)))
        return list(gathered.values()), others

    def _one(self, one: Found | Skipped) -> Gathered | FileReport:
        if isinstance(one, Skipped):
            return FileReport(one.path, "skipped", one.reason, one.message)
        try:
            digest = digest_of(one.file)
            reading = self._read(one, digest)
        except BadSource as error:
            return self._last_good(one.path, error)
        return self._gathered(one.path, digest, reading, FileReport(one.path, "live", warnings=reading.warnings))

    def _read(self, one: Found, digest: str) -> Reading:
        key = reading_key(digest, one.path)
        reading = self.cache.reading(key)
        if reading is None:
            reading = self.reader.read(one.file)
            self.cache.keep_reading(key, reading)
        return reading

    def _last_good(self, path: str, error: BadSource) -> Gathered | FileReport:
        digest = self.last_good.get(path, "")
        reading = self.cache.reading(reading_key(digest, path)) if digest else None
        if reading is None:
            return FileReport(path, "quarantined", error.reason, str(error))
        message = f"{error}; the version read before stays in the index"
        return self._gathered(path, digest, reading, FileReport(path, "stale", error.reason, message))

    def _gathered(self, path: str, digest: str, reading: Reading, report: FileReport) -> Gathered:
        source = Source(digest[:32], path, digest, media_type_of(path))
        return Gathered(source, facts_of(path, reading, self.catalog, self.default_readers), reading, report)


def reading_key(digest: str, path: str) -> str:
    """A reading depends on the bytes, on the reader its ending chooses and on the program's version."""
    return f"{__version__}:{Path(path).suffix.lower()}:{digest}"


def facts_of(path: str, reading: Reading, catalog: Catalog, default_readers: tuple[str, ...]) -> Facts:
    """What the catalogue says, else what the file says, else what its name and words tell."""
    known = catalog.facts_for(path)
    title = reading.title or Path(path).stem.replace("_", " ").replace("-", " ")
    language = _declared(reading.language) or language_of(reading.text)
    if known is None:
        return Facts(title, language, reading.publisher, reading.published, readers=default_readers)
    return Facts(
        title=known.title or title,
        language=known.language or language,
        publisher=known.publisher or reading.publisher,
        published=known.published or reading.published,
        valid_from=known.valid_from,
        valid_to=known.valid_to,
        supersedes=known.supersedes,
        family=known.family,
        url=known.url,
        readers=default_readers if known.readers is None else known.readers,
    )


def _declared(tag: str | None) -> Language | None:
    """The language of a tag such as `nl-BE`, if it is one of ours."""
    return next((language for language in LANGUAGES if (tag or "").lower().split("-")[0] == language), None)
