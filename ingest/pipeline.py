"""A folder of files becomes a published index: walk, read, split, embed, publish, report.

Nothing is written to the live generation. A file that cannot be read keeps its last good version; a run that is
killed leaves the live generation as it was and loses at most one lot of embeddings.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from ingest.cache import Cache
from ingest.catalog import find_catalog
from ingest.encode import Lexicon, Split, average_lengths, embed, encode, moments, public_of
from ingest.gather import Gathered, Gatherer, reading_key
from ingest.guard import ReaderProcess
from ingest.report import FileReport, Progress, Report, Watch
from ingest.split import split
from ingest.walk import walk
from polycite.errors import BadSource, IndexDamaged, MassDeletion, NoIndex
from polycite.model import Document
from polycite.ports import Embedder, Library
from polycite.terms import analysers

MadeFrom = Mapping[str, tuple[str, str]]
"""Path to the digest and the facts that a generation was made from."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an operator may choose for a run."""

    default_readers: tuple[str, ...]
    reader_seconds: float
    deletion_share: float
    allow_mass_delete: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """The generation before this run; `made_from` is empty unless it came from the same folder."""

    generation: str = ""
    fingerprint: str = ""
    made_from: MadeFrom = field(default_factory=dict)
    documents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Ingest with its adapters; `folder` keeps the caches."""

    library: Library
    embedder: Embedder
    folder: Path
    options: Options
    watch: Watch

    def ingest(self, root: Path) -> Report:
        """Make the index hold exactly the readable files of `root`, and say what became of each.

        Raises BadSource where nothing there can be indexed, MassDeletion, BadCatalog, IndexBusy.
        """
        started = time.monotonic()
        root = root.resolve()
        if not root.exists():
            raise BadSource("unreadable", f"{root} does not exist: give a folder or a file")
        with Cache(self.folder) as cache:
            live = self._live(cache, root)
            gathered, others = self._gather(root, cache, live)
            if not gathered:
                raise BadSource("empty", _nothing(root, others))
            self._guard_deletion(live, gathered, others)
            report = self._unchanged(live, gathered, others) or self._publish(root, cache, live, gathered, others)
        return replace(report, seconds=time.monotonic() - started)

    def _live(self, cache: Cache, root: Path) -> Live:
        try:
            generation = self.library.current().generation
        except (NoIndex, IndexDamaged):
            return Live()
        made_from = cache.published(generation.id) if generation.root == str(root) else {}
        return Live(generation.id, generation.fingerprint, made_from, generation.documents, generation.passages)

    def _gather(self, root: Path, cache: Cache, live: Live) -> tuple[list[Gathered], list[FileReport]]:
        catalog = find_catalog(root)
        last_good = {path: digest for path, (digest, _) in live.made_from.items()}
        with ReaderProcess(self.options.reader_seconds) as reader:
            gatherer = Gatherer(reader, cache, catalog, self.options.default_readers, last_good)
            return gatherer.gather(walk(root, catalog.ignored), self.watch)

    def _guard_deletion(self, live: Live, gathered: Sequence[Gathered], others: Sequence[FileReport]) -> None:
        gone = _gone(live, gathered, others)
        if not self.options.allow_mass_delete and len(gone) > self.options.deletion_share * len(live.made_from):
            raise MassDeletion(
                f"{len(gone)} of {len(live.made_from)} indexed documents are gone from the folder "
                f"({', '.join(gone[:3])}): if that is meant, run again with --allow-mass-delete; nothing was changed"
            )

    def _unchanged(self, live: Live, gathered: Sequence[Gathered], others: Sequence[FileReport]) -> Report | None:
        if live.fingerprint != self.embedder.fingerprint or live.made_from != made_from(gathered):
            return None
        files = [
            one.report if one.report.outcome == "stale" else replace(one.report, outcome="unchanged")
            for one in gathered
        ]
        return Report((*files, *others), live.generation, False, live.documents, live.passages, 0, 0, 0.0)

    def _publish(
        self, root: Path, cache: Cache, live: Live, gathered: Sequence[Gathered], others: Sequence[FileReport]
    ) -> Report:
        splits = [self._split(one) for one in gathered]
        lexicon = embed(splits, self.embedder, cache, self.watch)
        generation = self._write(root, splits, lexicon)
        now = made_from(gathered)
        cache.keep_published(generation, now)
        cache.forget_readings({reading_key(digest, path) for path, (digest, _) in now.items()})
        reports = [_reported(one, part, live, now) for one, part in zip(gathered, splits, strict=True)]
        removed = [FileReport(path, "removed") for path in _gone(live, gathered, others)]
        passages = sum(len(part.passages) for part in splits)
        reused = len(lexicon.vectors) - lexicon.embedded
        files = (*reports, *others, *removed)
        return Report(files, generation, True, len(splits), passages, lexicon.embedded, reused, 0.0)

    def _split(self, one: Gathered) -> Split:
        reading = one.reading
        document = Document(one.source.id, one.source, one.facts, reading.text, reading.pages, reading.marks)
        return Split(document, split(document, reading, self.embedder.fits))

    def _write(self, root: Path, splits: Sequence[Split], lexicon: Lexicon) -> str:
        words = analysers()
        public = public_of(splits)
        averages = average_lengths(public, words)
        dimension = len(next(iter(lexicon.vectors.values())))
        with self.library.rebuild(self.embedder.fingerprint, dimension, str(root)) as draft:
            draft.describe(moments(public, lexicon.vectors))
            for number, part in enumerate(splits):
                self.watch(Progress("publish", number, len(splits)))
                draft.add(part.document, encode(part, lexicon.vectors, words, averages))
        self.watch(Progress("publish", len(splits), len(splits)))
        return self.library.current().generation.id


def made_from(gathered: Sequence[Gathered]) -> dict[str, tuple[str, str]]:
    """What a generation of these readings is made from; equal inputs need no new generation."""
    return {
        one.source.path: (one.source.digest, json.dumps(asdict(one.facts), default=str, sort_keys=True))
        for one in gathered
    }


def _gone(live: Live, gathered: Sequence[Gathered], others: Sequence[FileReport]) -> list[str]:
    present = {one.source.path for one in gathered} | {one.path for one in others}
    return [path for path in live.made_from if path not in present]


def _reported(one: Gathered, part: Split, live: Live, now: MadeFrom) -> FileReport:
    same = live.made_from.get(one.source.path) == now[one.source.path]
    outcome = "unchanged" if same and one.report.outcome == "live" else one.report.outcome
    return replace(one.report, outcome=outcome, passages=len(part.passages))


def _nothing(root: Path, others: Sequence[FileReport]) -> str:
    reasons = "; ".join(f"{one.path}: {one.message}" for one in others[:5])
    return f"nothing to index in {root}: {reasons or 'the folder holds no document'}; the index is left as it was"
