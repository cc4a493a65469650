"""A folder of files becomes a published index: walk, read, split, embed, publish, report.

Nothing is written to the live generation. A file that cannot be read keeps its last good version; a run that is
killed leaves the live generation as it was and loses at most one lot of embeddings.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.aligning import alignments
from ingest.bridging import bridges
from ingest.cache import Cache, Origin
from ingest.catalog import find_catalog
from ingest.curating import Glossary, curated
from ingest.deletion import Held, refuse_mass_deletion
from ingest.encode import Lexicon, Split, average_lengths, embed, encode, moments, public_of
from ingest.gather import Gatherer
from ingest.gathered import Gathered, origins
from ingest.guard import ReaderProcess
from ingest.lexicon import lexicon
from ingest.looking import empty, there
from ingest.own_terms import TERMS, OwnTerms, own_terms
from ingest.recipe import RECIPE
from ingest.report import FileReport, Progress, Report, Watch
from ingest.split import split
from ingest.vocabulary import vocabularies
from ingest.walk import walk
from polycite.bridges import NO_BRIDGES, Bridges
from polycite.errors import IndexDamaged, NoIndex
from polycite.model import ANONYMOUS, Language
from polycite.ports import Description, Embedder, Index, Library, WordEncoder
from polycite.terms import Analyser, analysers

MadeFrom = Mapping[str, Origin]
"""Path to what a generation was made from there."""
_NO_TERMS = Origin("", "", "", 0)
"""What is on record of a folder's own terms, but for their digest."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an operator may choose for a run."""

    default_readers: tuple[str, ...]
    reader_seconds: float
    deletion_share: float
    allow_mass_delete: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """The generation before this run; `made_from` is empty unless it came from the same folder.

    `terms` is the digest of the own terms it was made with.
    """

    generation: str = ""
    fingerprint: str = ""
    made_from: MadeFrom = field(default_factory=dict)
    documents: int = 0
    passages: int = 0
    terms: str = ""
    held: Held = field(default_factory=Held)

    def kept(self, files: tuple[FileReport, ...]) -> Report:
        """The report of a run that leaves this generation as it is."""
        return Report(files, self.generation, False, self.documents, self.passages, 0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Ingest with its adapters; `folder` keeps the caches. Without `words` no bridges are made."""

    library: Library
    embedder: Embedder
    folder: Path
    options: Options
    watch: Watch
    recipe: int = RECIPE
    words: WordEncoder | None = None

    def ingest(self, root: Path) -> Report:
        """Make the index hold exactly the readable files of `root`, and say what became of each.

        Where nothing there can be indexed, the index stays as it is. Raises BadSource where nothing is there at
        all, MassDeletion, BadCatalog, IndexBusy.
        """
        started = time.monotonic()
        root = there(root)
        with Cache(self.folder) as cache:
            live, own = self._live(cache, root), own_terms(root)
            gathered, others = self._gather(root, cache, live)
            others += own.reports
            if gathered:
                self._guard_deletion(live, root, gathered, others)
                report = self._unchanged(live, own, gathered, others) or self._publish(
                    root, cache, live, own, gathered, others
                )
            else:
                report = live.kept(tuple(others) or (empty(root),))
        return replace(report, seconds=time.monotonic() - started)

    def _live(self, cache: Cache, root: Path) -> Live:
        try:
            index = self.library.current()
        except (NoIndex, IndexDamaged):
            return Live()
        made = index.generation
        known = cache.origins(made.id)
        terms = known.pop(TERMS, _NO_TERMS).digest
        held = Held(made.documents, made.root, _digests(index, known))
        if made.root != str(root):
            known, terms = {}, ""
        return Live(made.id, made.fingerprint, known, made.documents, made.passages, terms, held)

    def _generation(self) -> str:
        """The live generation as of now: another run may have published since this one began."""
        try:
            return self.library.current().generation.id
        except (NoIndex, IndexDamaged):
            return ""

    def _gather(self, root: Path, cache: Cache, live: Live) -> tuple[list[Gathered], list[FileReport]]:
        catalog = find_catalog(root)
        with ReaderProcess(self.options.reader_seconds) as reader:
            gatherer = Gatherer(reader, cache, catalog, self.options.default_readers, live.made_from, self.recipe)
            return gatherer.gather(walk(root, catalog.ignored), self.watch)

    def _guard_deletion(
        self, live: Live, root: Path, gathered: Sequence[Gathered], others: Sequence[FileReport]
    ) -> None:
        if not self.options.allow_mass_delete:
            refuse_mass_deletion(live.held, str(root), gathered, others, self.options.deletion_share)

    def _unchanged(
        self, live: Live, own: OwnTerms, gathered: Sequence[Gathered], others: Sequence[FileReport]
    ) -> Report | None:
        now = self.embedder.fingerprint, own.digest, origins(gathered, self.recipe)
        if (live.fingerprint, live.terms, live.made_from) != now:
            return None
        files = [
            one.report if one.report.outcome == "stale" else replace(one.report, outcome="unchanged")
            for one in gathered
        ]
        return live.kept((*files, *others))

    def _publish(
        self,
        root: Path,
        cache: Cache,
        live: Live,
        own: OwnTerms,
        gathered: Sequence[Gathered],
        others: Sequence[FileReport],
    ) -> Report:
        splits = [Split(one.document, split(one.document, one.reading, self.embedder.fits)) for one in gathered]
        vectors = embed(splits, self.embedder, cache, self.watch)
        now = origins(gathered, self.recipe)
        generation = self._write(root, cache, splits, vectors, own, now)
        reports = [_reported(one, part, live, now) for one, part in zip(gathered, splits, strict=True)]
        removed = [FileReport(path, "removed") for path in _gone(live, gathered, others)]
        passages = sum(len(part.passages) for part in splits)
        reused = len(vectors.vectors) - vectors.embedded
        files = (*reports, *others, *removed)
        return Report(files, generation, True, len(splits), passages, vectors.embedded, reused, 0.0)

    def _write(
        self, root: Path, cache: Cache, splits: Sequence[Split], vectors: Lexicon, own: OwnTerms, now: MadeFrom
    ) -> str:
        analyser = analysers()
        public = public_of(splits)
        averages = average_lengths(public, analyser)
        dimension = len(next(iter(vectors.vectors.values())))
        across = self._bridges(public, own, analyser, cache)
        with self.library.rebuild(self.embedder.fingerprint, dimension, str(root)) as draft:
            learnt = moments(public, vectors.vectors), across, alignments(splits, vectors.vectors)
            draft.describe(Description(*learnt))
            for number, part in enumerate(splits):
                self.watch(Progress("publish", number, len(splits)))
                draft.add(part.document, encode(part, vectors.vectors, analyser, averages))
            # On record before it is announced: a live generation without one would lose the last good versions.
            known = {**now, TERMS: replace(_NO_TERMS, digest=own.digest)} if own.digest else now
            cache.keep_origins(draft.generation, known, before=self._generation())
        self.watch(Progress("publish", len(splits), len(splits)))
        return draft.generation

    def _bridges(
        self, splits: Sequence[Split], own: OwnTerms, analyser: Mapping[Language, Analyser], cache: Cache
    ) -> Bridges:
        if self.words is None:
            return NO_BRIDGES
        words = vocabularies(splits, analyser)
        made = bridges(words, analyser, self.words, cache, self.watch)
        glossaries = [Glossary("own", own.concepts), Glossary("lexicon", lexicon())]
        return curated(made, glossaries, words, analyser)


def _digests(index: Index, known: MadeFrom) -> dict[str, str]:
    """The digests of what an index holds; where no record of it is here, of what everyone may read."""
    if known:
        return {path: origin.digest for path, origin in known.items()}
    return {one.source.path: one.source.digest for one in index.documents(ANONYMOUS)}


def _gone(live: Live, gathered: Sequence[Gathered], others: Sequence[FileReport]) -> list[str]:
    present = {one.path for one in gathered} | {one.path for one in others}
    return [path for path in live.made_from if path not in present]


def _reported(one: Gathered, part: Split, live: Live, now: MadeFrom) -> FileReport:
    same = live.made_from.get(one.path) == now[one.path]
    outcome = "unchanged" if same and one.report.outcome == "live" else one.report.outcome
    return replace(one.report, outcome=outcome, passages=len(part.passages))
