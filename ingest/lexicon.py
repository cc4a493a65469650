"""The lexicon of the package: terms of public organisations in three languages, one concept a line.

Each line of `polycite/lexicon/*.tsv` has three cells, Dutch TAB French TAB English, and each cell the ways to say
it, the most usual first, with semicolons between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from polycite.errors import BadTerms
from polycite.model import LANGUAGES, Language

Concept = Mapping[Language, tuple[str, ...]]
"""The ways to say one thing in each language, the most usual first."""


def lexicon(folder: Traversable | None = None) -> tuple[Concept, ...]:
    """The concepts of every list of a folder, the package's own if none is named. Raises BadTerms."""
    lists = (folder or files("polycite") / "lexicon").iterdir()
    named = sorted((one for one in lists if one.name.endswith(".tsv")), key=lambda one: one.name)
    return tuple(concept for one in named for concept in _concepts(one))


def _concepts(file: Traversable) -> Iterator[Concept]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        cells = [tuple(way.strip() for way in cell.split(";")) for cell in line.split("\t")]
        if len(cells) != len(LANGUAGES) or not all(way for cell in cells for way in cell):
            raise BadTerms(
                f"{file}, line {number}: {line!r} is not Dutch, French and English with a tab between them and "
                "a semicolon between the ways to say each: correct the line"
            )
        yield dict(zip(LANGUAGES, cells, strict=True))
