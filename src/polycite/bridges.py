"""A lexicon that the corpus makes of itself: for a term of one language, weighted words of another.

Weighted synonyms in place of a translation are Darwish and Oard's probabilistic structured queries (SIGIR 2003).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from polycite.model import Language

Away = tuple[tuple[str, float], ...]
"""Words of the other language as people write them, each with the weight of its term in a question, heaviest first."""


@dataclass(frozen=True, slots=True)
class Bridges:
    """For each pair of languages (home, away): term of the home language to words of the other."""

    tables: Mapping[tuple[Language, Language], Mapping[str, Away]]

    def across(self, term: str, home: Language, away: Language) -> Away:
        """What a term becomes in another language; empty where the corpus does not know it, or nothing near to it."""
        return self.tables.get((home, away), {}).get(term, ())


NO_BRIDGES = Bridges({})
