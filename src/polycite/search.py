"""From an encoded question to a ranking: candidates per language and view, brought to one scale, fused, reranked.

Each language has its own candidates and its own scale, so no language crowds out another; each passage is scored
by itself, by its best sentence (MaxSim) and by its terms (BM25).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from polycite.fusion import deviation
from polycite.model import LANGUAGES, Hit, Language, Moments, Passage, Scope, Terms, Vectors
from polycite.ports import Contender, DenseQuery, Index, Query, TermsQuery

DENSE_VIEWS = ("passage", "sentence")
TERMS_WEIGHT = 3.0
"""Worth of a full term match, in standard deviations."""
TERMS_HALF = 6.0
"""BM25 score at which a best match counts half: about one rare word."""
POOL = 60
"""Passages of the fused ranking that are reranked."""
DECIMALS = 6
"""Beyond these, sums differ by the order they were added in, not by relevance."""

Rerank = Callable[[Sequence[Contender]], Sequence[float]]
"""A reranker that knows its question."""


@dataclass(frozen=True, slots=True)
class EncodedQuestion:
    """A question as the index takes it: one unit vector, and its terms in each language; `words` has them by word."""

    vector: Vectors
    terms: Mapping[Language, Terms]
    words: Sequence[Mapping[Language, frozenset[int]]] = ()


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

    @property
    def floor(self) -> float:
        """What a passage counts that this view did not bring: as its last candidate, or as matching no term."""
        return self.scaled(self.hits[-1].score) if self.hits and self.view != "terms" else 0.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking, the candidates it came from, and what was reranked: the fused ranking, in its own order."""

    hits: tuple[Hit, ...]
    candidates: tuple[Candidates, ...]
    contenders: tuple[Contender, ...] = ()

    @property
    def fused(self) -> tuple[Hit, ...]:
        """The hits before they were reranked, with the sums of their views' scores."""
        return tuple(one.hit for one in self.contenders) or self.hits

    @property
    def scales(self) -> dict[Language, tuple[float, float]]:
        """Mean and spread of the question's cosines with the sentences of each language searched."""
        return {one.language: (one.centre, one.spread) for one in self.candidates if one.view == "sentence"}


def search(
    index: Index, question: EncodedQuestion, scope: Scope, *, k: int, depth: int, rerank: Rerank | None = None
) -> Ranking:
    """The k best passages the scope allows, from `depth` candidates of each language and view.

    Without `rerank` the fused ranking stands.
    """
    queries = _queries(question, scope, depth)
    found = index.search(queries, scope)
    moments = index.generation.moments
    candidates = tuple(
        Candidates(_view(query), query.language, hits, *_scale(query, hits, question.vector, moments))
        for query, hits in zip(queries, found, strict=True)
    )
    contenders = _contenders(_fuse(candidates, max(k, POOL)), candidates)
    return Ranking(_ranked(contenders, rerank)[:k], candidates, contenders)


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
        floor = one.floor
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


def _contenders(fused: Sequence[Hit], candidates: Sequence[Candidates]) -> tuple[Contender, ...]:
    """The fused hits with each view's score, or its floor where the view did not bring them."""
    said: dict[tuple[str, Language], dict[str, float]] = defaultdict(dict)
    floors: dict[tuple[str, Language], float] = defaultdict(float)
    wanted = {hit.passage.id for hit in fused}
    for one in candidates:
        key = one.view, one.language
        said[key] = {hit.passage.id: one.scaled(hit.score) for hit in one.hits if hit.passage.id in wanted}
        floors[key] = one.floor

    def of(view: str, hit: Hit) -> float:
        key = view, hit.passage.language
        return said[key].get(hit.passage.id, floors[key])

    return tuple(Contender(hit, of("passage", hit), of("sentence", hit), of("terms", hit)) for hit in fused)


def _ranked(contenders: Sequence[Contender], rerank: Rerank | None) -> tuple[Hit, ...]:
    """Best first by the reranker's scores, ties by passage id."""
    if rerank is None or not contenders:
        return tuple(one.hit for one in contenders)
    scores = [round(score, DECIMALS) for score in rerank(contenders)]
    scored = zip(scores, (one.hit.passage for one in contenders), strict=True)
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1].id))
    return tuple(Hit(passage, score, rank) for rank, (score, passage) in enumerate(best, 1))
