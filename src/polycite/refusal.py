"""Deciding not to answer.

The strength of a ranking is its best fused score, lowered by how far the question is from the subject of the documents
as a whole: a strong match on a stray word does not make the World Cup a matter of cluster policy.
"""

from __future__ import annotations

from collections.abc import Sequence

from polycite.fusion import kinship
from polycite.model import LANGUAGES, Evidence, Reason
from polycite.ports import Generation
from polycite.search import EncodedQuestion, Ranking

KINSHIP_WEIGHT = 0.8
WEAK = 1.8
"""Strength below which nothing is answered. Set by hand on 62 trial questions about two corpora."""
STRANGE = -5.0
"""Kinship below which a question that is not answered is about something else altogether."""


def reason_to_decline(
    question: EncodedQuestion, ranking: Ranking, evidence: Sequence[Evidence], generation: Generation
) -> Reason | None:
    """Why not to answer, or None."""
    if not evidence:
        return "not_in_documents"
    kin = kinship(question.vector, [generation.moments["sentence", language] for language in LANGUAGES])
    if ranking.hits[0].score + KINSHIP_WEIGHT * kin >= WEAK:
        return None
    return "out_of_scope" if kin < STRANGE else "not_in_documents"
