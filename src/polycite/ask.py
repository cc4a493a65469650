"""A question in, a verified answer out, or an honest refusal.

question (with what it leaves out, where it follows up on another) -> its language -> vector and terms -> ranking,
reranked -> evidence sentences -> citations, each checked against its document -> an answer, or a decline with the
nearest passages. Every step is kept in the trace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from polycite import reranking
from polycite.answer import Answer, Asking, Decline, Found, Question, Trace
from polycite.choice import Asked, choose
from polycite.compose import sentences_of
from polycite.equivalents import Versions, equivalents
from polycite.errors import FingerprintMismatch
from polycite.evidence import READ, Reader, Reading
from polycite.expansion import by_word, expanded
from polycite.followup import Resolved, resolved, with_earlier
from polycite.model import (
    Document,
    Evidence,
    Hit,
    Language,
    Principal,
    Scope,
    Terms,
    Vectors,
)
from polycite.parts import parts
from polycite.phrases import Phrases
from polycite.ports import Embedder, Generation, Index, Library, Reranker, Sought
from polycite.question import checked
from polycite.quoting import Quoted, Quoting
from polycite.refusal import Refusal
from polycite.search import EncodedQuestion, Ranking, search
from polycite.stopwatch import Stopwatch
from polycite.succession import Successors
from polycite.telling import tell
from polycite.weights import Weights, shipped
from polycite.wording import decline

Heard = Callable[[Found], None]
"""Told what a search found, as soon as it has."""


def _unheard(found: Found) -> None:
    """Nobody listens for it."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers questions from the live generation of a library. Safe to share between threads."""

    library: Library
    embedder: Embedder
    phrases: Phrases
    depth: int
    today: Callable[[], date]
    new_id: Callable[[], str]
    refusal: Refusal = field(default_factory=Refusal)
    reranker: Reranker = field(default_factory=reranking.shipped)
    weights: Weights = field(default_factory=shipped)

    def search(self, question: Question) -> Found:
        """The k best passages and nothing more. Raises BadQuestion, NoIndex, FingerprintMismatch."""
        text = checked(question.text)
        index, scope = self.index(), self._in_force(question.scope)
        read = resolved(text, question.language)
        encoded = self._encode(read, index)
        ranking = self._rank(self._sought(read, encoded, index, scope), encoded, index, scope, question.k)
        documents = _documents(index, ranking.hits, question.scope.principal)
        return Found(ranking.hits, documents, index.generation)

    def ask(self, question: Question, index: Index | None = None, found: Heard = _unheard) -> Answer:
        """An answer in verbatim sentences, or a decline, from one generation: the live one, or one that `index()` gave.

        `found` is told the passages before they are read. Raises BadQuestion, NoIndex, FingerprintMismatch, and what
        `found` raises, which ends the asking.
        """
        watch = Stopwatch()
        put = replace(question, text=checked(question.text), scope=self._in_force(question.scope))
        index = index or self.index()
        read = resolved(put.text, put.language, put.history)
        told = Asked(read.language, read.wants, len(parts(put.text)))
        encoded = self._encode(read, index)
        watch.lap("embed")
        sought = self._sought(read, encoded, index, put.scope)
        ranking = self._rank(sought, encoded, index, put.scope, max(put.k, READ))
        documents = _documents(index, ranking.hits, put.scope.principal)
        watch.lap("search")
        found(Found(ranking.hits[: put.k], documents, index.generation))
        reader = self._reader(encoded, told, ranking, index.generation)
        reading = reader.read(ranking.hits, _sentences(index, ranking.hits[:READ], put.scope), documents)
        watch.lap("evidence")
        said = read.words, read.language
        verdict = self.refusal.verdict(said, encoded, ranking, reading.sentences, documents, index.generation)
        asking = Asking(put, read, told, encoded, verdict, sought, self.reranker, self.weights)
        versions = Versions(index, put.scope, reader, reading)
        quoted, documents = self._quote(asking, reading, versions, documents, index)
        watch.lap("verify")
        trace = Trace("trc_" + self.new_id(), ranking, reading, watch.steps, verdict.signals, asking)
        return self._answer(asking, quoted, documents, index, trace)

    def _rank(self, sought: Sought, encoded: EncodedQuestion, index: Index, scope: Scope, k: int) -> Ranking:
        rerank = partial(self.reranker.rerank, sought)
        return search(index, encoded, scope, k=k, depth=self.depth, rerank=rerank)

    def _quote(
        self, asking: Asking, reading: Reading, versions: Versions, documents: dict[str, Document], index: Index
    ) -> tuple[Quoted, dict[str, Document]]:
        """The best of what was read, verified, with every document it is from; nothing where there is no answer."""
        told, principal = asking.asked, asking.question.scope.principal
        chosen = () if asking.verdict.reason else choose(reading, told, self.weights.second, versions)
        documents = _with_cited(documents, chosen, index, principal)
        return Quoting(index, principal, self.phrases).quote(chosen, reading, told, documents), documents

    def _reader(self, question: EncodedQuestion, told: Asked, ranking: Ranking, generation: Generation) -> Reader:
        wants, language = told.wants, told.language
        scales, worth = ranking.scales, self.weights.first
        return Reader(question.vector, question.terms, wants, language, scales, self.phrases, generation.id, worth)

    def _sought(self, read: Resolved, encoded: EncodedQuestion, index: Index, scope: Scope) -> Sought:
        shared = partial(_shared, encoded.terms, self.phrases)
        return Sought(read.words, read.language, partial(index.document, principal=scope.principal), shared)

    def _answer(
        self, asking: Asking, quoted: Quoted, documents: Mapping[str, Document], index: Index, trace: Trace
    ) -> Answer:
        question, language, reason = asking.question, asking.resolved.language, asking.verdict.reason
        citations, entries = quoted.citations, index.documents(question.scope.principal)
        declined = Decline(reason, decline(reason, language, bool(trace.ranking.hits))) if reason else None
        return Answer(
            id="ans_" + self.new_id(),
            question=question.text,
            language=language,
            text=declined.message if declined else tell(quoted, Successors(entries), language, self.today()),
            text_language=language if declined else citations[0].passage.language,
            sentences=sentences_of(citations),
            citations=citations,
            hits=trace.ranking.hits[: question.k],
            documents=documents,
            declined=declined,
            generation=index.generation,
            entries=entries,
            trace=trace,
            confidence=asking.verdict.confidence,
            resolved_question=asking.resolved.words if asking.resolved.earlier else None,
            changes=quoted.changes,
            disagreements=quoted.disagreements,
            equivalents=equivalents(index, citations, question.scope),
        )

    def index(self) -> Index:
        """The live generation, if its vectors are this embedder's. Raises NoIndex, FingerprintMismatch."""
        index = self.library.current()
        if index.generation.fingerprint != self.embedder.fingerprint:
            raise FingerprintMismatch(index.generation.fingerprint, self.embedder.fingerprint)
        return index

    def _in_force(self, scope: Scope) -> Scope:
        """Without a day of its own a question is about today's rules."""
        return scope if scope.as_of else replace(scope, as_of=self.today())

    def _encode(self, read: Resolved, index: Index) -> EncodedQuestion:
        bridges, analysers = index.generation.bridges, self.phrases.analysers
        terms = expanded(read.text, read.language, bridges, analysers)
        if read.earlier:
            earlier = [expanded(one.words, one.language, bridges, analysers) for one in read.earlier]
            terms = with_earlier(terms, earlier)
        words = by_word(read.words, read.language, bridges, analysers)
        return EncodedQuestion(self.embedder.embed_questions([read.words])[0], terms, words)


def _shared(terms: Mapping[Language, Terms], phrases: Phrases, text: str, language: Language) -> float:
    said, asked_for = phrases.said(text, language), terms[language]
    found = sum(weight for term, weight in zip(asked_for.indices, asked_for.weights, strict=True) if term in said)
    return found / max(sum(asked_for.weights), 1.0)


def _sentences(index: Index, hits: Sequence[Hit], scope: Scope) -> dict[str, Vectors]:
    found = index.passages([hit.passage.id for hit in hits], scope)
    return {passage.id: vectors for passage, vectors in found}


def _with_cited(
    documents: dict[str, Document], chosen: Sequence[Evidence], index: Index, principal: Principal
) -> dict[str, Document]:
    """With those that only the alignment of versions brought."""
    missing = {one.passage.document for one in chosen} - documents.keys()
    return documents | {identifier: index.document(identifier, principal) for identifier in sorted(missing)}


def _documents(index: Index, hits: tuple[Hit, ...], principal: Principal) -> dict[str, Document]:
    wanted = dict.fromkeys(hit.passage.document for hit in hits)
    return {identifier: index.document(identifier, principal) for identifier in wanted}
