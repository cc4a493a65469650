"""For a term of one language, weighted words of another: the organisation's own, the lexicon's, or those near to it.

Weighted synonyms in place of a translation are Darwish and Oard's probabilistic structured queries (SIGIR 2003).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from polycite.model import Language

LONGEST = 4
"""Words at most in a phrase that has a bridge of its own."""
Origin = Literal["own", "lexicon", "corpus"]
"""Where a bridge comes from: the organisation's `terms.toml`, the lexicon of the package, or nearness of meaning."""
ORIGINS: tuple[Origin, ...] = get_args(Origin)

Away = tuple[tuple[str, float], ...]
"""Words of the other language as people write them, each with the weight of its term in a question, heaviest first."""


@dataclass(frozen=True, slots=True)
class Bridges:
    """For each pair of languages (home, away): term of the home language to words of the other.

    A phrase is its terms with a space between them. `origins` names what does not come of the corpus.
    """

    tables: Mapping[tuple[Language, Language], Mapping[str, Away]]
    origins: Mapping[tuple[Language, Language], Mapping[str, Origin]] = field(default_factory=dict)

    def across(self, term: str, home: Language, away: Language) -> Away:
        """What a term becomes in another language; empty where the corpus does not know it, or nothing near to it."""
        return self.tables.get((home, away), {}).get(term, ())

    def origin(self, term: str, home: Language, away: Language) -> Origin:
        """Where the bridge of a term comes from."""
        return self.origins.get((home, away), {}).get(term, "corpus")


NO_BRIDGES = Bridges({})
