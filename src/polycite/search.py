"""From an encoded question to a ranking: candidates per language and view, brought to one scale, fused.

Each language has its own candidates and its own scale, so no language crowds out another; each passage is scored
by itself, by its best sentence (MaxSim) and by its terms (BM25).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polycite.fusion import deviation
from polycite.model import LANGUAGES, Hit, Language, Moments, Passage, Scope, Terms, Vectors
from polycite.ports import DenseQuery, Index, Query, TermsQuery

DENSE_VIEWS = ("passage", "sentence")
TERMS_WEIGHT = 3.0
"""Worth of a full term match, in standard deviations."""
TERMS_HALF = 6.0
"""BM25 score at which a best match counts half: about one rare word."""
DECIMALS = 6
"""Beyond these, sums differ by the order they were added in, not by relevance."""


@dataclass(frozen=True, slots=True)
class EncodedQuestion:
    """A question as the index takes it: one unit vector, and its terms in each language."""

    vector: Vectors
    terms: Mapping[Language, Terms]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What one view found in one language, best first, and what brings its scores onto the common scale."""

    view: str
    language: Language
    hits: tuple[Hit, ...]
    centre: float
    spread: float

    def scaled(self, score: float) -> float:
        """A score of this view in standard deviations above its language's mean, or in matched terms."""
        return (score - self.centre) / self.spread


@dataclass(frozen=True, slots=True)
class Ranking:
    """The fused ranking and the candidates it came from."""

    hits: tuple[Hit, ...]
    candidates: tuple[Candidates, ...]

    @property
    def scales(self) -> dict[Language, tuple[float, float]]:
        """Mean and spread of the question's cosines with the sentences of each language searched."""
        return {one.language: (one.centre, one.spread) for one in self.candidates if one.view == "sentence"}


def search(index: Index, question: EncodedQuestion, scope: Scope, *, k: int, depth: int) -> Ranking:
    """The k best passages the scope allows, from `depth` candidates of each language and view."""
    queries = _queries(question, scope, depth)
    found = index.search(queries, scope)
    moments = index.generation.moments
    candidates = tuple(
        Candidates(_view(query), query.language, hits, *_scale(query, hits, question.vector, moments))
        for query, hits in zip(queries, found, strict=True)
    )
    return Ranking(_fuse(candidates, k), candidates)


def _queries(question: EncodedQuestion, scope: Scope, depth: int) -> list[Query]:
    languages = scope.languages or LANGUAGES
    dense = [DenseQuery(view, language, question.vector, depth) for view in DENSE_VIEWS for language in languages]
    terms = [TermsQuery(language, question.terms[language], depth) for language in languages]
    return [*dense, *(query for query in terms if query.terms.indices)]


def _view(query: Query) -> str:
    return query.view if isinstance(query, DenseQuery) else "terms"


def _scale(
    query: Query, hits: Sequence[Hit], vector: Vectors, moments: Mapping[tuple[str, Language], Moments]
) -> tuple[float, float]:
    """Centre and spread of a view's scores: a language's own moments for dense ones, its best match for terms.

    Bridged words match less than a question's own: by the best of all languages, only its own would count.
    Dividing BM25 by the best alone would make one chance word look like a perfect match.
    """
    if isinstance(query, TermsQuery):
        best = hits[0].score if hits else 0.0
        return 0.0, (best + TERMS_HALF) / TERMS_WEIGHT
    return deviation(vector, moments[query.view, query.language])


def _fuse(candidates: Sequence[Candidates], k: int) -> tuple[Hit, ...]:
    """Sum over views; a passage a dense view did not bring counts there as that view's last candidate."""
    passages: dict[str, Passage] = {}
    totals: dict[str, float] = {}
    floors: dict[Language, float] = defaultdict(float)
    for one in candidates:
        floor = one.scaled(one.hits[-1].score) if one.hits and one.view != "terms" else 0.0
        floors[one.language] += floor
        shift, spread = one.centre / one.spread + floor, one.spread
        for hit in one.hits:
            identifier = hit.passage.id
            passages[identifier] = hit.passage
            totals[identifier] = totals.get(identifier, 0.0) + hit.score / spread - shift
    for identifier, passage in passages.items():
        totals[identifier] += floors[passage.language]
    best = sorted(passages, key=lambda identifier: (-round(totals[identifier], DECIMALS), identifier))[:k]
    return tuple(Hit(passages[one], round(totals[one], DECIMALS), rank) for rank, one in enumerate(best, 1))
