"""Reading every file of a folder, once per content, and falling back on the last good version of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ingest.cache import Cache, Origin
from ingest.catalog import Catalog
from ingest.formats import media_type_of
from ingest.gathered import Gathered, facts_of, joined
from ingest.guard import ReaderProcess
from ingest.reading import Reading
from ingest.recipe import reading_key
from ingest.report import FileReport, Progress, Watch
from ingest.split import is_quotable
from ingest.walk import Found, Skipped, digest_of
from polycite.errors import BadSource
from polycite.model import Document, Source

_TRIES = 2
"""Times a file is read that changes meanwhile: one that was saved during the run is complete by then."""


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Reads files by a recipe. `last_good` is what each path of the live generation was made from."""

    reader: ReaderProcess
    cache: Cache
    catalog: Catalog
    default_readers: tuple[str, ...]
    last_good: Mapping[str, Origin]
    recipe: int

    def gather(self, found: Iterable[Found | Skipped], watch: Watch) -> tuple[list[Gathered], list[FileReport]]:
        """The documents in path order, and a report for each file that is none."""
        everything = list(found)
        gathered: dict[str, Gathered] = {}
        others: list[FileReport] = []
        for number, one in enumerate(everything):
            watch(Progress("read", number, len(everything)))
            for made in self._skipped(one) if isinstance(one, Skipped) else [self._found(one)]:
                told = _placed(gathered, made) if isinstance(made, Gathered) else made
                others += [told] if told else []
        watch(Progress("read", len(everything), len(everything)))
        return list(gathered.values()), others

    def _skipped(self, one: Skipped) -> Iterator[Gathered | FileReport]:
        """What was there before stays: a folder that is closed today must not empty the index."""
        kept = [path for path in self.last_good if one.covers(path) and not self.catalog.ignored(path)]
        if one.path not in kept:
            yield FileReport(one.path, "skipped", one.reason, one.message)
        for path in kept:
            yield self._last_good(path, BadSource(one.reason, one.message))

    def _found(self, one: Found) -> Gathered | FileReport:
        try:
            digest, reading = self._read(one)
            report = FileReport(one.path, "live", warnings=reading.warnings)
            made = self._gathered(one.path, digest, reading_key(digest, one.path, self.recipe), reading, report)
        except BadSource as error:
            return self._last_good(one.path, error)
        return made

    def _read(self, one: Found) -> tuple[str, Reading]:
        """Digest and reading of the same bytes. Raises BadSource."""
        for _ in range(_TRIES):
            digest = digest_of(one.file)
            key = reading_key(digest, one.path, self.recipe)
            if kept := self.cache.reading(key):
                return digest, kept
            reading = self.reader.read(one.file)
            if digest_of(one.file) == digest:
                self.cache.keep_reading(key, reading)
                return digest, reading
        raise BadSource("changing", "changed while it was read: run 'polycite ingest' again once it is complete")

    def _last_good(self, path: str, error: BadSource) -> Gathered | FileReport:
        origin = self.last_good.get(path)
        reading = self.cache.reading(origin.reading) if origin else None
        if origin is None or reading is None:
            return FileReport(path, "quarantined", error.reason, str(error))
        report = FileReport(path, "stale", error.reason, f"{error}; the version read before stays in the index")
        try:
            return self._gathered(path, origin.digest, origin.reading, reading, report)
        except BadSource:  # split by today's recipe nothing is left of it: the file's own fault is what to tell
            return FileReport(path, "quarantined", error.reason, str(error))

    def _gathered(self, path: str, digest: str, key: str, reading: Reading, report: FileReport) -> Gathered:
        """The document. Raises BadSource where no passage would come of it."""
        source = Source(digest[:32], path, digest, media_type_of(path))
        facts = facts_of(path, reading, self.catalog, self.default_readers)
        document = Document(source.id, source, facts, reading.text, reading.pages, reading.marks)
        if not is_quotable(document, reading):
            raise BadSource("no_text", "shows no word that could be quoted: check it, or remove it")
        return Gathered(document, reading, key, report)


def _placed(gathered: dict[str, Gathered], made: Gathered) -> FileReport | None:
    """Put a document among the others; a report where it is there already."""
    identifier = made.document.id
    if identifier not in gathered:
        gathered[identifier] = made
        return None
    gathered[identifier], told = joined(gathered[identifier], made)
    return told
