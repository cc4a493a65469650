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
from polycite.choice import Asked, choose
from polycite.compose import AnswerSentence, sentences_of
from polycite.confidence import Signals
from polycite.disagreement import Disagreement
from polycite.equivalents import Equivalents, Versions, equivalents
from polycite.errors import FingerprintMismatch
from polycite.evidence import READ, Reader, Reading
from polycite.expansion import by_word, expanded
from polycite.followup import Resolved, resolved, with_earlier
from polycite.model import (
    Citation,
    Document,
    Entry,
    Evidence,
    Hit,
    Language,
    Principal,
    Reason,
    Scope,
    Status,
    Terms,
    Vectors,
)
from polycite.parts import parts
from polycite.phrases import Phrases
from polycite.ports import Embedder, Generation, Index, Library, Reranker, Sought
from polycite.question import checked
from polycite.quoting import Quoted, Quoting
from polycite.refusal import Refusal, Verdict
from polycite.search import EncodedQuestion, Ranking, search
from polycite.stopwatch import Stopwatch
from polycite.succession import Change, Successors
from polycite.telling import tell
from polycite.weights import Weights, shipped
from polycite.wording import decline


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: `language` None is told from the words, `k` passages are returned.

    `history` has earlier questions of the same asker, oldest first; only a question that cannot stand alone is read
    together with them.
    """

    text: str
    scope: Scope
    language: Language | None = None
    k: int = 8
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way: as it came, as it was read, what it asks for, how it was encoded, what was decided; and
    what it was ranked and answered with.

    The scope of `question` names its day.
    """

    question: Question
    resolved: Resolved
    asked: Asked
    encoded: EncodedQuestion
    verdict: Verdict
    sought: Sought
    reranker: Reranker
    weights: Weights


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about: candidates per language and view, all sentences read, milliseconds by step, the
    signals that decided whether to answer, and the question on its way; `explanation` tells it."""

    id: str
    ranking: Ranking
    reading: Reading
    milliseconds: Mapping[str, float]
    signals: Signals = field(default_factory=dict)
    asking: Asking | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences read, strongest first."""
        return self.reading.evidence


@dataclass(frozen=True, slots=True)
class Decline:
    """Why nothing is answered, said in the question's language."""

    reason: Reason
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or where `declined` says why, none; `text` is what a person reads, with [n] markers.

    `entries` are all documents the asker may read in the generation that answered. `confidence` is the probability
    that the answer is right and whole; None for a decline, and for an embedder that it was not fitted on. `equivalents`
    are the citations' other language versions. `resolved_question` is the question after the earlier ones it was read
    together with; None where it stands alone.
    `changes` are what replaced a quotation that is no longer in force, `disagreements` where sources in force differ.
    """

    id: str
    question: str
    language: Language
    text: str
    text_language: Language
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    documents: Mapping[str, Document]
    declined: Decline | None
    generation: Generation
    entries: tuple[Entry, ...]
    trace: Trace
    confidence: float | None = None
    changes: tuple[Change, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    equivalents: Equivalents = field(default_factory=dict)
    resolved_question: str | None = None

    @property
    def status(self) -> Status:
        """answered or declined."""
        return "declined" if self.declined else "answered"


@dataclass(frozen=True, slots=True)
class Found:
    """A ranking, the documents its hits are in, and the generation it was made on."""

    hits: tuple[Hit, ...]
    documents: Mapping[str, Document]
    generation: Generation


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
        rerank = partial(self.reranker.rerank, self._sought(read, encoded, index, scope))
        ranking = search(index, encoded, scope, k=question.k, depth=self.depth, rerank=rerank)
        documents = _documents(index, ranking.hits, question.scope.principal)
        return Found(ranking.hits, documents, index.generation)

    def ask(self, question: Question, index: Index | None = None) -> Answer:
        """An answer in verbatim sentences, or a decline, from one generation: the live one, or one that `index()` gave.

        Raises BadQuestion, NoIndex, FingerprintMismatch.
        """
        watch = Stopwatch()
        text = checked(question.text)
        index = index or self.index()
        read = resolved(text, question.language, question.history)
        scope = self._in_force(question.scope)
        told = Asked(read.language, read.wants, len(parts(text)))
        encoded = self._encode(read, index)
        watch.lap("embed")
        sought = self._sought(read, encoded, index, scope)
        rerank = partial(self.reranker.rerank, sought)
        ranking = search(index, encoded, scope, k=max(question.k, READ), depth=self.depth, rerank=rerank)
        documents = _documents(index, ranking.hits, question.scope.principal)
        watch.lap("search")
        reader = self._reader(encoded, told, ranking, index.generation)
        reading = reader.read(ranking.hits, _sentences(index, ranking.hits[:READ], question.scope), documents)
        watch.lap("evidence")
        said = read.words, read.language
        verdict = self.refusal.verdict(said, encoded, ranking, reading.sentences, documents, index.generation)
        versions = Versions(index, scope, reader, reading)
        chosen = () if verdict.reason else choose(reading, told, self.weights.second, versions)
        documents = _with_cited(documents, chosen, index, question.scope.principal)
        quoting = Quoting(index, question.scope.principal, self.phrases)
        quoted = quoting.quote(chosen, reading, told, documents)
        same = equivalents(index, quoted.citations, versions.scope)
        watch.lap("verify")
        put = replace(question, text=text, scope=scope)
        asking = Asking(put, read, told, encoded, verdict, sought, self.reranker, self.weights)
        trace = Trace("trc_" + self.new_id(), ranking, reading, watch.steps, verdict.signals, asking)
        return replace(self._answer(asking, quoted, documents, index, trace), equivalents=same)

    def _reader(self, question: EncodedQuestion, told: Asked, ranking: Ranking, generation: Generation) -> Reader:
        wants, language = told.wants, told.language
        scales, worth = ranking.scales, self.weights.first
        return Reader(question.vector, question.terms, wants, language, scales, self.phrases, generation.id, worth)

    def _sought(self, read: Resolved, encoded: EncodedQuestion, index: Index, scope: Scope) -> Sought:
        shared = partial(_shared, encoded.terms, self.phrases)
        return Sought(read.words, read.language, partial(index.document, principal=scope.principal), shared)

    def _answer(
        self,
        asking: Asking,
        quoted: Quoted,
        documents: Mapping[str, Document],
        index: Index,
        trace: Trace,
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
