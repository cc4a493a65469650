"""What is asked and what is answered, and the trace from the one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from polycite.choice import Asked
from polycite.compose import AnswerSentence
from polycite.confidence import Signals
from polycite.disagreement import Disagreement
from polycite.equivalents import Equivalents
from polycite.evidence import Reading
from polycite.followup import Resolved
from polycite.model import Citation, Document, Entry, Evidence, Hit, Language, Reason, Scope, Status
from polycite.ports import Generation, Reranker, Sought
from polycite.refusal import Verdict
from polycite.search import EncodedQuestion, Ranking
from polycite.succession import Change
from polycite.weights import Weights


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
