"""What happened to one question, stage by stage, as plain values: the shape of a trace, as JSON and for the terminal.

Passages are named by id and described once, in `passages`; offsets count code points of a document's canonical text.
Only what the asker may read is in it, since nothing else was ever found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from polycite.bridges import Origin
from polycite.model import Kind, Language, Reason, Status


@dataclass(frozen=True, slots=True)
class QuestionStage:
    """What was asked, of what, and how it was read.

    `language_given` is None where the language was told from the words, of which `language_evidence` says how much
    speaks for each. `day` is the day it was asked on; `as_of` that whose rules it is about. `read_as` is what was
    searched for; it differs from `text` only where `history` was needed.
    """

    text: str
    history: tuple[str, ...]
    read_as: str
    language: Language
    language_given: Language | None
    language_evidence: Mapping[Language, float]
    wants: tuple[str, ...]
    parts: tuple[str, ...]
    k: int
    languages: tuple[Language, ...] | None
    documents: tuple[str, ...] | None
    as_of: date | None
    day: date


@dataclass(frozen=True, slots=True)
class Bridge:
    """The weighted words that a word becomes in another language, and who says so; none for a word of a phrase."""

    words: tuple[tuple[str, float], ...]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Term:
    """A word that was looked for, or a phrase that crosses as one: its language, its weight there, and its bridges.

    In a language that `elsewhere` lacks, the word itself was looked for. `earlier` marks one of an earlier question.
    """

    word: str
    language: Language
    weight: float
    earlier: bool
    elsewhere: Mapping[Language, Bridge]


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage stands."""

    document_id: str
    path: str
    heading: tuple[str, ...]
    language: Language
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CandidateScore:
    """A candidate of one view: its raw score, and that in standard deviations of its language."""

    passage: str
    score: float
    standardised: float


@dataclass(frozen=True, slots=True)
class ViewStage:
    """What one view found in one language, best first; a raw score less `centre`, over `spread`, is standardised."""

    view: str
    language: Language
    centre: float
    spread: float
    candidates: tuple[CandidateScore, ...]


@dataclass(frozen=True, slots=True)
class ViewScore:
    """What a view adds to a passage's fused score; `found` is False where it counts as that view's last candidate."""

    view: str
    standardised: float
    found: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One number that counted: its value, its fitted weight, and what it added."""

    name: str
    value: float
    weight: float
    worth: float


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage of the ranking: score and rank as they were used, and as the views alone had fused them.

    `features` add up to the score of a linear reranker; empty for another.
    """

    rank: int
    passage: str
    score: float
    fused_rank: int
    fused: float
    views: tuple[ViewScore, ...]
    features: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """A sentence that might have answered: its strength is the sum of what its clues are worth."""

    place: int
    passage: str
    start: int
    end: int
    text: str
    strength: float
    clues: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ChoiceStage:
    """Which sentences were quoted, by their places (1 is the strongest), and the best other one beside the first.

    `first` is None where nothing was quoted, or a sentence that was not read. `other` was worth `worth`, the sum of
    `additions`, and taken where that is above `needed`.
    """

    first: int | None
    second: int | None
    other: int | None
    worth: float | None
    needed: float
    additions: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Regression:
    """A calibrated probability and the signals it is made of; each `worth` adds to log-odds that begin at `intercept`.

    The worth of a signal counts from its mean, and no further than the calibration has seen.
    """

    name: str
    probability: float
    intercept: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DecisionStage:
    """Why it was answered or declined: `value` of `measure` is below `threshold` for a decline.

    `regressions` is empty for an embedder without a calibration.
    """

    measure: str
    value: float | None
    threshold: float
    because: str
    signals: Mapping[str, float]
    regressions: tuple[Regression, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation: its marker, its document, and the words at `start:end`."""

    marker: int
    document_id: str
    path: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class AnswerStage:
    """What was answered."""

    status: Status
    reason: Reason | None
    text: str
    confidence: float | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class IndexStage:
    """What was asked: the generation and its embedder."""

    generation: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One question from its words to its answer."""

    trace_id: str
    answer_id: str
    index: IndexStage
    question: QuestionStage
    terms: tuple[Term, ...]
    views: tuple[ViewStage, ...]
    ranking: tuple[RankedPassage, ...]
    sentences: tuple[SentenceRead, ...]
    choice: ChoiceStage
    decision: DecisionStage
    answer: AnswerStage
    passages: Mapping[str, PassagePlace]
    timings_ms: Mapping[str, float]
