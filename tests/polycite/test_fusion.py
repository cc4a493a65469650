from __future__ import annotations

import numpy as np
import pytest

from polycite.fusion import deviation, moments_of, shrunk, subject_of

RANDOM = np.random.default_rng(7)


def test_moments_give_the_exact_mean_and_spread_of_all_scores() -> None:
    vectors = RANDOM.normal(size=(40, 8)).astype(np.float32)
    question = RANDOM.normal(size=8).astype(np.float32)
    scores = vectors @ question
    mean, spread = deviation(question, moments_of(vectors))
    assert mean == pytest.approx(scores.mean(), abs=1e-5)
    assert spread == pytest.approx(scores.std(), abs=1e-5)


def test_a_language_of_one_passage_borrows_the_spread_of_all() -> None:
    pooled = moments_of(RANDOM.normal(size=(50, 4)).astype(np.float32))
    lonely = moments_of(RANDOM.normal(size=(1, 4)).astype(np.float32))
    assert not lonely.covariance.any()
    assert shrunk(lonely, pooled).covariance == pytest.approx(pooled.covariance * 30 / 31, rel=1e-4)


def test_a_large_language_keeps_its_own_moments() -> None:
    pooled = moments_of(RANDOM.normal(size=(50, 4)).astype(np.float32))
    large = moments_of(RANDOM.normal(1.0, 1.0, size=(3000, 4)).astype(np.float32))
    assert shrunk(large, pooled).mean == pytest.approx(large.mean, abs=0.01)


def test_no_vectors_have_moments_too() -> None:
    nothing = moments_of(np.zeros((0, 3), np.float32))
    assert nothing.count == 0
    assert not nothing.mean.any()


def test_a_question_about_something_else_has_little_kinship() -> None:
    centre = np.array([1.0, 0.0, 0.0], np.float32)
    documents = moments_of((centre + RANDOM.normal(0, 0.1, (200, 3))).astype(np.float32))
    subject = subject_of([documents])
    near, far = subject.kinship(centre), subject.kinship(np.array([0.0, 1.0, 0.0], np.float32))
    # The centre is (1, 0, 0) and its spread .1: a question at right angles lies ten of them below, and 200 vectors
    # against a prior of 100 give that two thirds of its weight.
    assert far == pytest.approx(-10 * 200 / 300, abs=1)
    assert abs(near) < 0.5


def test_a_handful_of_documents_says_little_about_kinship() -> None:
    few = moments_of(RANDOM.normal(0, 0.1, (5, 3)).astype(np.float32))
    assert abs(subject_of([few]).kinship(np.array([0.0, 1.0, 0.0], np.float32))) < 1
