"""Quotations that a reader takes in as one, so that what says where they stand is shown once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from polycite.compose import leads
from polycite.model import Citation, Page


def together(citations: Sequence[Citation]) -> tuple[tuple[Citation, ...], ...]:
    """Neighbours of one passage together, and what leads a quotation in with that quotation."""
    groups: list[list[Citation]] = []
    for one in citations:
        if groups and _belongs(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(map(tuple, groups))


def pages_of(citations: Iterable[Citation]) -> tuple[Page, ...]:
    """The pages they stand on, each once."""
    return tuple(dict.fromkeys(page for one in citations for page in one.pages))


def _belongs(before: Citation, one: Citation) -> bool:
    if before.document.id != one.document.id:
        return False
    return before.passage.id == one.passage.id or leads(before, one)
