"""A file that became a document: what is known of it, and what happens when two files are one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ingest.cache import Origin
from ingest.catalog import Catalog
from ingest.reading import Reading
from ingest.report import READERS_DIFFER, FileReport
from polycite.language import language_of
from polycite.model import LANGUAGES, PUBLIC, Document, Facts, Language


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document, the reading it is made of and the reading's key; its report says whether that is of today."""

    document: Document
    reading: Reading
    key: str
    report: FileReport

    @property
    def path(self) -> str:
        """Where the file is, relative to the corpus."""
        return self.document.source.path

    def origin(self, recipe: int) -> Origin:
        """What a generation made by this recipe keeps on record of it."""
        facts = json.dumps(asdict(self.document.facts), default=str, sort_keys=True)
        return Origin(self.document.source.digest, facts, self.key, recipe)


def origins(gathered: Sequence[Gathered], recipe: int) -> dict[str, Origin]:
    """What a generation of these is made from, by path; equal origins need no new generation."""
    return {one.path: one.origin(recipe) for one in gathered}


def joined(first: Gathered, twin: Gathered) -> tuple[Gathered, FileReport]:
    """Two files of the same bytes as one document, which only those may read who may read both; the second's report."""
    facts, theirs = first.document.facts, twin.document.facts.readers
    both = _readers_of_both(facts.readers, theirs)
    document = replace(first.document, facts=replace(facts, readers=both))
    told = FileReport(twin.path, "duplicate", "same_bytes", f"the same file as {first.path}")
    if twin.report.outcome == "stale":
        told = twin.report
    if set(facts.readers) != set(theirs):
        told = replace(told, reason=READERS_DIFFER, message=f"{told.message}; {_apart(both)}")
    return replace(first, document=document), told


def _apart(both: tuple[str, ...]) -> str:
    named = f"only {', '.join(both)}" if both else "nobody"
    return (
        f"their readers differ, so {named} may read it: remove one of the two, "
        "or give both the same readers in catalog.toml"
    )


def _readers_of_both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """The groups of both; where one is public, hence of everyone, those of the other."""
    if PUBLIC in first:
        return second
    return first if PUBLIC in second else tuple(group for group in first if group in second)


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
