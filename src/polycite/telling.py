"""The whole answer as a person reads it: quotations, then what has changed since, then where sources contradict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from polycite.compose import without_markers, write
from polycite.disagreement import Disagreement
from polycite.model import Citation, Facts, Language
from polycite.quoting import Quoted
from polycite.succession import Change, Successors
from polycite.wording import changed, disagreement


def tell(quoted: Quoted, successors: Successors, language: Language, today: date) -> str:
    """Lines in the asker's language around words of the documents; every quotation of the answer keeps its marker."""

    def successor(citation: Citation) -> Facts | None:
        return successors.facts_of(citation.document)

    return "\n".join((write(quoted.citations, language, today, successor), *_after(quoted, language, today)))


def _after(quoted: Quoted, language: Language, today: date) -> Iterator[str]:
    for change in quoted.changes:
        yield _changed(change, language, today)
    for one in quoted.disagreements:
        yield _disagreed(one, quoted, language)


def _changed(change: Change, language: Language, today: date) -> str:
    return f"{changed(change.told, change.since, language, today)} {without_markers(change.citations)}"


def _disagreed(one: Disagreement, quoted: Quoted, language: Language) -> str:
    by_marker = {citation.marker: citation for citation in quoted.citations}
    titled = [(side, by_marker[side.citations[0]].document.facts.title) for side in one.sides]
    sides = [(side.value, title, side.published, _markers(side.citations)) for side, title in titled]
    return disagreement(sides, language)


def _markers(markers: tuple[int, ...]) -> str:
    return "".join(f"[{marker}]" for marker in markers)
