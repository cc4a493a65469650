"""Deciding not to answer.

The strength of a ranking is its best fused score, lowered by how far the question is from the subject of the documents
as a whole: a strong match on a stray word does not make the World Cup a matter of cluster policy.
"""

from __future__ import annotations

from collections.abc import Sequence

from polycite.fusion import Subject, subject_of
from polycite.model import LANGUAGES, Evidence, Reason
from polycite.ports import Generation
from polycite.search import EncodedQuestion, Ranking

KINSHIP_WEIGHT = 0.8
WEAK = 1.8
"""Strength below which nothing is answered. Set by hand on 62 trial questions about two corpora."""
STRANGE = -5.0
"""Kinship below which a question that is not answered is about something else altogether."""


class Refusal:
    """Decides; remembers the subject of the last generation it was asked about. Safe to share between threads."""

    def __init__(self) -> None:
        self._last: tuple[str, Subject] | None = None

    def reason(
        self, question: EncodedQuestion, ranking: Ranking, evidence: Sequence[Evidence], generation: Generation
    ) -> Reason | None:
        """Why not to answer, or None."""
        if not evidence:
            return "not_in_documents"
        kinship = self._subject(generation).kinship(question.vector)
        if ranking.hits[0].score + KINSHIP_WEIGHT * kinship >= WEAK:
            return None
        return "out_of_scope" if kinship < STRANGE else "not_in_documents"

    def _subject(self, generation: Generation) -> Subject:
        last = self._last
        if last is None or last[0] != generation.id:
            moments = [generation.moments["sentence", language] for language in LANGUAGES]
            self._last = last = generation.id, subject_of(moments)
        return last[1]
