"""Deciding not to answer, and saying how likely an answer is right.

A question is declined when no word of it says what it is about, or when the probability that the documents answer it
at all is below a threshold chosen on the development questions (`polycite eval fit`). Where an embedder has no
calibration, the strength of the ranking decides: its best fused score, lowered by how far the question is from the
subject of the documents as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from polycite.confidence import Calibration, Signals, shipped
from polycite.evidence import Read
from polycite.function_words import is_telling
from polycite.fusion import Subject, subject_of
from polycite.model import LANGUAGES, Document, Language, Reason
from polycite.ports import Generation
from polycite.search import EncodedQuestion, Ranking
from polycite.signals import Findings, signals_of
from polycite.terms import words_of

KINSHIP_WEIGHT = 0.8
WEAK = 1.8
"""Strength below which nothing is answered without a calibration. Set by hand on 62 trial questions."""
STRANGE = -5.0
"""Kinship below which, without a calibration, a question that is not answered is about something else altogether."""
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why not to answer, or None; the signals looked at; and the probability that the answer is right.

    `confidence` is None for a decline, and where the embedder has no calibration; `known` is that calibration.
    """

    reason: Reason | None
    signals: Signals
    confidence: float | None = None
    known: Calibration | None = None
    names_a_subject: bool = True


class Refusal:
    """Decides; remembers the subject of the last generation it was asked about. Safe to share between threads."""

    def __init__(self, calibration: Calibration | None = None) -> None:
        self._calibration = calibration or shipped()
        self._last: tuple[str, Subject] | None = None

    def verdict(
        self,
        asked: tuple[str, Language],
        encoded: EncodedQuestion,
        ranking: Ranking,
        read: Sequence[Read],
        documents: Mapping[str, Document],
        generation: Generation,
    ) -> Verdict:
        """Whether to answer a question, `asked` in its words and its language, with the first sentences read."""
        found = Findings(*asked, ranking, read, documents, self.kinship(encoded, generation), encoded.words)
        signals = signals_of(found)
        if not names_a_subject(*asked):
            return Verdict("not_in_documents", signals, names_a_subject=False)
        if generation.fingerprint == self._calibration.embedder:
            return replace(calibrated(signals, self._calibration), known=self._calibration)
        return by_strength(signals)

    def kinship(self, encoded: EncodedQuestion, generation: Generation) -> float:
        """How near a question is to the subject of a generation's documents, as `Subject` has it."""
        return self._subject(generation).kinship(encoded.vector)

    def _subject(self, generation: Generation) -> Subject:
        last = self._last
        if last is None or last[0] != generation.id:
            moments = [generation.moments["sentence", language] for language in LANGUAGES]
            self._last = last = generation.id, subject_of(moments)
        return last[1]


def names_a_subject(question: str, language: Language) -> bool:
    """Whether a question has any word that says what it is about: `Hoe lang?`, a letter or a number has none."""
    words = (word for word in words_of(question) if len(word) > 1 and any(map(str.isalpha, word)))
    return any(is_telling(word, language) for word in words)


def calibrated(signals: Signals, known: Calibration) -> Verdict:
    """The verdict of a calibration.

    A figure of the question that no passage found holds makes a declined question one with a false premise.
    """
    if not signals:
        return Verdict("not_in_documents", signals)
    if known.answerable.probability(signals) >= known.threshold:
        return Verdict(None, signals, known.right.probability(signals))
    if known.outside.probability(signals) >= _LIKELY:
        return Verdict("out_of_scope", signals)
    return Verdict("unsupported" if signals["unknown_figures"] else "not_in_documents", signals)


def by_strength(signals: Signals) -> Verdict:
    """The verdict of two lines drawn by hand."""
    if not signals:
        return Verdict("not_in_documents", signals)
    if signals["best"] + KINSHIP_WEIGHT * signals["kinship"] >= WEAK:
        return Verdict(None, signals)
    return Verdict("out_of_scope" if signals["kinship"] < STRANGE else "not_in_documents", signals)
