"""One order for every engine: scores without their float32 noise, best first, ties by passage id."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from polycite.model import Hit, Passage
from polycite.ports import Query, TermsQuery

# Engines score in float32 and add in their own order. A cosine is below 1 and keeps 6 decimals; BM25 reaches
# the tens and keeps 5. What differs beyond is rounding, not relevance.
COSINE_DECIMALS = 6
TERMS_DECIMALS = 5
_BY_SCORE = itemgetter(0, 1)


def decimals(query: Query) -> int:
    """How many decimals of a score of this query mean something."""
    return TERMS_DECIMALS if isinstance(query, TermsQuery) else COSINE_DECIMALS


def ranked(scored: Iterable[tuple[Passage, float]], query: Query) -> tuple[Hit, ...]:
    """The best `query.limit` of `scored` as hits."""
    places = decimals(query)
    settled = [(-round(score, places), passage.id, passage) for passage, score in scored]
    settled.sort(key=_BY_SCORE)
    best = enumerate(settled[: query.limit], start=1)
    return tuple(Hit(passage, -negative, rank) for rank, (negative, _, passage) in best)
