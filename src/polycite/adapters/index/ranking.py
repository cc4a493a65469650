"""One order for every engine: scores without their float32 noise, best first, ties by passage id."""

from __future__ import annotations

from collections.abc import Iterable

from polycite.model import Hit, Passage
from polycite.ports import Query, TermsQuery

# Engines score in float32 and add in their own order. A cosine is below 1 and keeps 6 decimals; BM25 reaches
# the tens and keeps 5. What differs beyond is rounding, not relevance.
COSINE_DECIMALS = 6
TERMS_DECIMALS = 5


def decimals(query: Query) -> int:
    """How many decimals of a score of this query mean something."""
    return TERMS_DECIMALS if isinstance(query, TermsQuery) else COSINE_DECIMALS


def ranked(scored: Iterable[tuple[Passage, float]], query: Query) -> tuple[Hit, ...]:
    """The best `query.limit` of `scored` as hits."""
    places = decimals(query)
    # A ranking has a passage once, so that no comparison comes as far as the passages, which have no order.
    best = sorted([(-round(score, places), passage.id, passage) for passage, score in scored])[: query.limit]
    return tuple([Hit(passage, -negative, rank) for rank, (negative, _, passage) in enumerate(best, start=1)])
