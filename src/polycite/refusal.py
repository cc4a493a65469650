"""Deciding not to answer: the evidence is too far from the question."""

from __future__ import annotations

from collections.abc import Sequence

from polycite.model import Evidence, Reason
from polycite.ports import Generation
from polycite.search import EncodedQuestion, Ranking

NEAR = 2.5
"""Best evidence score below which the documents do not answer."""
FAR = 1.5
"""Best evidence score below which the question is about something else altogether."""


def reason_to_decline(
    question: EncodedQuestion, ranking: Ranking, evidence: Sequence[Evidence], generation: Generation
) -> Reason | None:
    """Why not to answer, or None."""
    best = evidence[0].score if evidence else 0.0
    if best >= NEAR:
        return None
    return "not_in_documents" if best >= FAR else "out_of_scope"
