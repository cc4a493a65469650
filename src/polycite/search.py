"""From an encoded question to a ranking: candidates per language and view, brought to one scale, fused.

Each language has its own candidates and its own scale, so no language crowds out another; each passage is scored
by itself, by its best sentence (MaxSim) and by its terms (BM25).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polycite.fusion import deviation, saturated, standard_score
from polycite.model import LANGUAGES, Hit, Language, Moments, Passage, Scope, Terms, Vectors
from polycite.ports import DenseQuery, Index, Query, TermsQuery

DENSE_VIEWS = ("passage", "sentence")
TERMS_WEIGHT = 2.0
"""Worth of a full term match, in standard deviations."""
TERMS_HALF = 6.0
"""BM25 score at which a best match counts half: about one rare word."""


@dataclass(frozen=True, slots=True)
class EncodedQuestion:
    """A question as the index takes it: one unit vector, and its terms in each language."""

    vector: Vectors
    terms: Mapping[Language, Terms]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What one view found in one language: hits with scores on the common scale; kept for the trace."""

    view: str
    language: Language
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The fused ranking and the candidates it came from."""

    hits: tuple[Hit, ...]
    candidates: tuple[Candidates, ...]


def search(index: Index, question: EncodedQuestion, scope: Scope, *, k: int, depth: int) -> Ranking:
    """The k best passages the scope allows, from `depth` candidates of each language and view."""
    queries = _queries(question, scope, depth)
    found = index.search(queries, scope)
    best = max(
        (hits[0].score for query, hits in zip(queries, found, strict=True) if _is_terms(query) and hits), default=0.0
    )
    candidates = tuple(
        Candidates(_view(query), query.language, _scaled(query, hits, question.vector, index.generation.moments, best))
        for query, hits in zip(queries, found, strict=True)
    )
    return Ranking(_fuse(candidates)[:k], candidates)


def _queries(question: EncodedQuestion, scope: Scope, depth: int) -> list[Query]:
    languages = scope.languages or LANGUAGES
    dense = [DenseQuery(view, language, question.vector, depth) for view in DENSE_VIEWS for language in languages]
    terms = [TermsQuery(language, question.terms[language], depth) for language in languages]
    return [*dense, *(query for query in terms if query.terms.indices)]


def _is_terms(query: Query) -> bool:
    return isinstance(query, TermsQuery)


def _view(query: Query) -> str:
    return query.view if isinstance(query, DenseQuery) else "terms"


def _scaled(
    query: Query,
    hits: Sequence[Hit],
    vector: Vectors,
    moments: Mapping[tuple[str, Language], Moments],
    best: float,
) -> tuple[Hit, ...]:
    """Hits with dense scores in standard deviations of their language, and term scores in [0, TERMS_WEIGHT)."""
    if isinstance(query, TermsQuery):
        return tuple(Hit(hit.passage, TERMS_WEIGHT * saturated(hit.score, best, TERMS_HALF), hit.rank) for hit in hits)
    if not hits:
        return ()
    mean, spread = deviation(vector, moments[query.view, query.language])
    return tuple(Hit(hit.passage, standard_score(hit.score, mean, spread), hit.rank) for hit in hits)


def _fuse(candidates: Sequence[Candidates]) -> tuple[Hit, ...]:
    """Sum over views; a passage a dense view did not bring counts there as that view's last candidate."""
    passages: dict[str, Passage] = {}
    totals: defaultdict[str, float] = defaultdict(float)
    for one in candidates:
        passages.update((hit.passage.id, hit.passage) for hit in one.hits)
    for one in candidates:
        scores = {hit.passage.id: hit.score for hit in one.hits}
        floor = one.hits[-1].score if one.hits and one.view != "terms" else 0.0
        for identifier, passage in passages.items():
            if passage.language == one.language:
                totals[identifier] += scores.get(identifier, floor)
    ordered = sorted(passages, key=lambda identifier: (-totals[identifier], identifier))
    return tuple(Hit(passages[one], totals[one], rank) for rank, one in enumerate(ordered, 1))
