"""A small corpus in three languages, and how the tests look at a run over it."""

from __future__ import annotations

from collections.abc import Callable

from ingest.report import Report
from polycite.adapters.index.memory import MemoryLibrary
from polycite.model import ANONYMOUS, Principal

FILES = {
    "nl/telewerk.txt": "Telewerk mag twee dagen per week.\n\nDe leidinggevende beslist binnen tien werkdagen.\n",
    "fr/conges.md": "# Congés\n\nLe personnel a droit à vingt-six jours de congé par an.\n",
    "en/security.txt": "Report a lost laptop within two hours to the service desk.\n",
    "en/training.txt": "Every member of staff has five days of training a year.\n",
}
HR = Principal("an", frozenset({"public", "hr"}))

Ingest = Callable[..., Report]


def paths(library: MemoryLibrary, principal: Principal = ANONYMOUS) -> list[str]:
    """What someone may read, by path."""
    return [one.source.path for one in library.current().documents(principal)]


def outcomes(report: Report) -> dict[str, tuple[str, str]]:
    """What became of each file, and why."""
    return {one.path: (one.outcome, one.reason) for one in report.files}
