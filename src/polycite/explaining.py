"""From an answer and its trace to the explanation of every stage, worked out only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from polycite.answer import Answer, Asking
from polycite.expansion import Crossing, crossings
from polycite.explaining_decision import decision_stage
from polycite.explaining_reading import choice_stage, parts_of, sentences_read
from polycite.explanation import (
    AnswerStage,
    Bridge,
    CandidateScore,
    Explanation,
    IndexStage,
    Part,
    PassagePlace,
    QuestionStage,
    Quotation,
    RankedPassage,
    Term,
    ViewScore,
    ViewStage,
)
from polycite.followup import EARLIER_WEIGHT
from polycite.function_words import is_telling
from polycite.language import language_evidence
from polycite.model import Language, Passage
from polycite.parts import parts
from polycite.reranking import FEATURES, LinearReranker, features
from polycite.search import Candidates, Ranking
from polycite.terms import Analyser, words_of

Analysers = Mapping[Language, Analyser]


def explain(answer: Answer, analysers: Analysers, day: date) -> Explanation:
    """Every stage of an answer that was asked on a day. Raises ValueError for one that was made without a trace."""
    trace, asking = answer.trace, answer.trace.asking
    if asking is None:
        raise ValueError(f"{trace.id} does not hold its question")
    sentences = sentences_read(trace.reading, answer.documents, asking.weights)
    return Explanation(
        trace_id=trace.id,
        answer_id=answer.id,
        index=IndexStage(answer.generation.id, answer.generation.fingerprint),
        question=_question(asking, day),
        terms=tuple(_terms(asking, answer, analysers)),
        views=tuple(map(_view, trace.ranking.candidates)),
        ranking=_ranking(trace.ranking, asking),
        sentences=sentences,
        choice=choice_stage(trace.reading, asking.asked, answer.citations, asking.weights),
        decision=decision_stage(asking.verdict),
        answer=_answer(answer),
        passages=_places(answer),
        timings_ms=dict(trace.milliseconds),
    )


def _question(asking: Asking, day: date) -> QuestionStage:
    question, read = asking.question, asking.resolved
    return QuestionStage(
        text=question.text,
        history=question.history,
        read_as=read.words,
        language=read.language,
        language_given=question.language,
        language_evidence=language_evidence(question.text),
        wants=tuple(sorted(read.wants)),
        parts=parts(question.text),
        k=question.k,
        languages=question.scope.languages,
        documents=question.scope.documents,
        as_of=question.scope.as_of,
        day=day,
    )


def _terms(asking: Asking, answer: Answer, analysers: Analysers) -> Iterator[Term]:
    """The question's own words, then those of earlier questions that it does not say itself."""
    read, said = asking.resolved, set[str]()
    segments = [(read.text, read.language, False), *((one.words, one.language, True) for one in read.earlier)]
    for text, home, earlier in segments:
        weight = EARLIER_WEIGHT if earlier else 1.0
        words = words_of(text)
        telling = [word for word in words if is_telling(word, home)] or words
        crossed = [one for one in crossings(text, answer.generation.bridges, analysers) if one.home == home]
        known = _bridges(crossed)
        for word in dict.fromkeys([*(one.word for one in crossed if " " in one.word), *telling]):
            if word not in said:
                said.add(word)
                yield Term(word, home, weight * max(telling.count(word), 1), earlier, known.get(word, {}))


def _bridges(crossed: Sequence[Crossing]) -> dict[str, dict[Language, Bridge]]:
    """Bridges by word and language; a word of a phrase that crosses as one has an empty one there."""
    known: dict[str, dict[Language, Bridge]] = {}
    for one in crossed:
        for word in one.word.split() if " " in one.word else ():
            known.setdefault(word, {}).setdefault(one.away, Bridge((), None))
        known.setdefault(one.word, {})[one.away] = Bridge(one.words, one.origin)
    return known


def _view(one: Candidates) -> ViewStage:
    found = tuple(CandidateScore(hit.passage.id, hit.score, one.scaled(hit.score)) for hit in one.hits)
    return ViewStage(one.view, one.language, one.centre, one.spread, found)


def _ranking(ranking: Ranking, asking: Asking) -> tuple[RankedPassage, ...]:
    """The ranking beside what the views alone make of it."""
    candidates, told = ranking.candidates, _features(ranking, asking)
    fused = {passage.id: _fused(passage, candidates) for passage in _passages(candidates).values()}
    sums = {passage: sum(one.standardised for one in views) for passage, views in fused.items()}
    order = sorted(sums, key=lambda passage: (-round(sums[passage], 6), passage))
    ranks = {passage: rank for rank, passage in enumerate(order, 1)}
    return tuple(
        RankedPassage(hit.rank, one, hit.score, ranks[one], sums[one], fused[one], told.get(one, ()))
        for hit in ranking.hits
        if (one := hit.passage.id) in fused
    )


def _features(ranking: Ranking, asking: Asking) -> dict[str, tuple[Part, ...]]:
    """By passage, what it was reranked by; empty where a reranker of another kind keeps that to itself."""
    if not isinstance(asking.reranker, LinearReranker):
        return {}
    rows = features(asking.sought, ranking.contenders).tolist()
    weights = asking.reranker.weights
    pairs = zip(ranking.contenders, rows, strict=True)
    return {one.hit.passage.id: parts_of(FEATURES, row, weights) for one, row in pairs}


def _fused(passage: Passage, candidates: tuple[Candidates, ...]) -> tuple[ViewScore, ...]:
    """A passage's standardised score in each view of its language; what a dense view lacks counts as its last."""
    return tuple(_view_score(passage, one) for one in candidates if one.language == passage.language)


def _view_score(passage: Passage, one: Candidates) -> ViewScore:
    score = next((hit.score for hit in one.hits if hit.passage.id == passage.id), None)
    if score is not None:
        return ViewScore(one.view, one.scaled(score), True)
    floor = one.scaled(one.hits[-1].score) if one.hits and one.view != "terms" else 0.0
    return ViewScore(one.view, floor, False)


def _passages(candidates: tuple[Candidates, ...]) -> dict[str, Passage]:
    return {hit.passage.id: hit.passage for one in candidates for hit in one.hits}


def _places(answer: Answer) -> dict[str, PassagePlace]:
    """All passages named; a document that the asker's list lacks has none, whatever brought it here."""
    paths = {entry.id: entry.source.path for entry in answer.entries}
    found = _passages(answer.trace.ranking.candidates) | {hit.passage.id: hit.passage for hit in answer.hits}
    return {
        one.id: PassagePlace(
            one.document, paths[one.document], one.heading, one.language, one.kind, one.span.start, one.span.end
        )
        for one in found.values()
        if one.document in paths
    }


def _answer(answer: Answer) -> AnswerStage:
    reason = answer.declined.reason if answer.declined else None
    quotations = tuple(
        Quotation(one.marker, one.document.id, one.document.source.path, one.span.start, one.span.end, one.quote)
        for one in answer.citations
    )
    return AnswerStage(answer.status, reason, answer.text, answer.confidence, quotations)
