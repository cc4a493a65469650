from __future__ import annotations

import numpy as np
import pytest

from polycite.model import LANGUAGES, Evidence, Hit, Moments, Passage, Reason, Span
from polycite.ports import Generation
from polycite.refusal import KINSHIP_WEIGHT, STRANGE, WEAK, Refusal
from polycite.search import EncodedQuestion, Ranking

PASSAGE = Passage("p", "d", Span(0, 9), "prose", (), "nl", (Span(0, 9),))
EVIDENCE = (Evidence(PASSAGE, Span(0, 9), 3.0),)
# All vectors lie around (1, 0) with a spread of .1, and there are so many that kinship counts whole.
AROUND = Moments(np.array([1.0, 0.0], np.float32), np.eye(2, dtype=np.float32) * 0.01, 10**9)
GENERATION = Generation("g", "f", "", "", 1, 1, {("sentence", language): AROUND for language in LANGUAGES})


def decline(score: float, kin: float) -> Reason | None:
    """The verdict on a best score and a question `kin` spreads from the centre of the documents."""
    question = EncodedQuestion(np.array([1 + kin / 10, 0.0], np.float32), {})
    return Refusal().reason(question, Ranking((Hit(PASSAGE, score, 1),), ()), EVIDENCE, GENERATION)


def test_a_strong_ranking_near_the_subject_is_answered() -> None:
    assert decline(7.0, -2.0) is None


def test_a_weak_ranking_near_the_subject_is_not_in_the_documents() -> None:
    assert decline(3.0, -2.0) == "not_in_documents"


def test_a_stray_match_far_from_the_subject_is_out_of_scope() -> None:
    assert decline(5.5, -6.6) == "out_of_scope"


def test_a_strong_ranking_is_answered_even_a_little_way_off() -> None:
    assert decline(8.6, -4.9) is None


@pytest.mark.parametrize(("step", "reason"), [(0.01, None), (-0.01, "not_in_documents")])
def test_the_line_lies_where_it_is_said_to(step: float, reason: Reason | None) -> None:
    kin = STRANGE + 1
    assert decline(WEAK - KINSHIP_WEIGHT * kin + step, kin) == reason


def test_no_evidence_is_never_an_answer() -> None:
    question = EncodedQuestion(np.array([1.0, 0.0], np.float32), {})
    assert Refusal().reason(question, Ranking((), ()), (), GENERATION) == "not_in_documents"


def test_another_generation_has_a_subject_of_its_own() -> None:
    refusal, question = Refusal(), EncodedQuestion(np.array([0.0, 1.0], np.float32), {})
    ranking = Ranking((Hit(PASSAGE, 3.0, 1),), ())
    other = Moments(np.array([0.0, 1.0], np.float32), np.eye(2, dtype=np.float32) * 0.01, 10**9)
    about_it = Generation("h", "f", "", "", 1, 1, {("sentence", language): other for language in LANGUAGES})
    assert refusal.reason(question, ranking, EVIDENCE, GENERATION) == "out_of_scope"
    assert refusal.reason(question, ranking, EVIDENCE, about_it) is None
