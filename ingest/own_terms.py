"""An organisation's own terms: `terms.toml` beside its documents.

    [[term]]
    nl = ["Agentschap voor Slimme Streken", "ASS"]
    fr = ["Agence des Territoires intelligents", "ATI"]
    en = ["Smart Regions Agency", "SRA"]

A term says one thing in two languages or three, the most usual way first.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.lexicon import Concept
from ingest.report import FileReport
from polycite.model import LANGUAGES

TERMS = "terms.toml"
_HEADER = re.compile(r"\s*\[\[\s*[\"']?term[\"']?\s*\]\]")
_MOST_FAULTS = 5  # a message longer than this is not read


@dataclass(frozen=True, slots=True)
class OwnTerms:
    """The sound terms of a folder, what their file's bytes digest to ("" for no file), and what is wrong there."""

    concepts: tuple[Concept, ...] = ()
    digest: str = ""
    faults: tuple[str, ...] = ()

    @property
    def reports(self) -> tuple[FileReport, ...]:
        """The report of the file where something is wrong with it; its sound terms are used all the same."""
        if not self.faults:
            return ()
        more = len(self.faults) - _MOST_FAULTS
        told = "; ".join((*self.faults[:_MOST_FAULTS], *([f"and {more} more"] if more > 0 else [])))
        left = f"the other {len(self.concepts)} are used" if self.concepts else "no own terms are used"
        message = f"{told}; {left}: correct it and run 'polycite ingest' again"
        return (FileReport(TERMS, "quarantined", "bad_terms", message),)


def own_terms(root: Path) -> OwnTerms:
    """The terms of a corpus folder; none where it has no `terms.toml`, or is one file. Raises nothing: see `faults`."""
    place = root / TERMS
    if not os.path.lexists(place):
        return OwnTerms()
    if place.is_symlink() or not place.is_file():
        return OwnTerms(faults=("is a link or no file: copy it into the folder",))
    try:
        written = place.read_bytes()
    except OSError as error:
        return OwnTerms(faults=(f"cannot be read: {error.strerror}",))
    return _parsed(written, sha256(written).hexdigest())


def _parsed(written: bytes, digest: str) -> OwnTerms:
    try:
        text = written.decode()
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return OwnTerms((), digest, (f"is no TOML in UTF-8: {error}",))
    terms = table.pop("term", [])
    unknown = [f"key {key!r} is unknown: write [[term]] above each term" for key in table]
    if not isinstance(terms, list):
        return OwnTerms((), digest, (*unknown, "'term' is no list: write [[term]] above each term"))
    judged = [(concept, _fault(concept)) for concept in terms]
    lines = _lines(text, terms)
    faults = [f"{line} {fault}" for line, (_, fault) in zip(lines, judged, strict=True) if fault]
    sound = tuple(_concept(concept) for concept, fault in judged if not fault)
    return OwnTerms(sound, digest, (*unknown, *faults))


def _lines(text: str, terms: Sequence[object]) -> Iterator[str]:
    """Where each term begins; by its number alone where they are written in another way than under headers."""
    starts = [number for number, line in enumerate(text.splitlines(), start=1) if _HEADER.match(line)]
    for number in range(len(terms)):
        yield f"line {starts[number]}:" if len(starts) == len(terms) else f"term {number + 1}:"


def _fault(term: object) -> str:
    """What is wrong with a term; empty where nothing is."""
    if not isinstance(term, dict):
        return "is no table: write nl, fr and en below [[term]]"
    if unknown := [key for key in term if key not in LANGUAGES]:
        return f"{unknown[0]!r} is no language: the keys are {', '.join(LANGUAGES)}"
    for language, ways in term.items():
        if not isinstance(ways, list) or not ways or not all(isinstance(way, str) and way.strip() for way in ways):
            return f'{language} is no list of words: write {language} = ["...", "..."]'
    return "" if len(term) > 1 else "has fewer than two languages: a term says the same in two or three"


def _concept(term: dict[str, list[str]]) -> Concept:
    return {language: tuple(way.strip() for way in term[language]) for language in LANGUAGES if language in term}
