from __future__ import annotations

import numpy as np
import pytest

from polycite.adapters.encoder.preparation import Bounds
from polycite.adapters.encoder.prepared import Probe
from polycite.adapters.encoder.probe import PASSAGES, QUESTIONS, Views, compare, good_enough
from polycite.model import Vectors


def at(*degrees: float) -> Vectors:
    """Unit vectors in a plane."""
    angles = np.radians(np.array(degrees))
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_an_engine_agrees_with_itself() -> None:
    views = Views(at(0, 90), at(*range(0, 120, 10)))
    assert compare(views, views) == Probe(cosine=1.0, cosine_min=1.0, overlap=1.0, first=1.0)


def test_cosines_count_questions_and_passages() -> None:
    # Angles between the two engines: 60 for the question, 0 and 0 for the passages; cosines .5, 1, 1.
    found = compare(Views(at(60), at(0, 90)), Views(at(0), at(0, 90)))
    assert found.cosine == pytest.approx(2.5 / 3, abs=1e-5)
    assert found.cosine_min == pytest.approx(0.5, abs=1e-5)


def test_overlap_is_the_share_of_ten_neighbours_kept() -> None:
    # Passages at 0, 10, ..., 110: a question at 0 has those up to 90, one at 110 those from 20; 20 ... 90 are shared.
    passages = at(*range(0, 120, 10))
    found = compare(Views(at(110), passages), Views(at(0), passages))
    assert found.overlap == pytest.approx(0.8)
    assert found.first == 0.0


def test_the_first_neighbour_is_counted_by_question() -> None:
    passages = at(0, 90)
    assert compare(Views(at(10, 80), passages), Views(at(10, 20), passages)).first == 0.5


@pytest.mark.parametrize(
    ("cosine_min", "overlap", "held"), [(0.99, 0.85, True), (0.98, 0.85, False), (0.99, 0.8, False)]
)
def test_both_bounds_must_hold(cosine_min: float, overlap: float, held: bool) -> None:
    probe = Probe(cosine=1.0, cosine_min=cosine_min, overlap=overlap, first=1.0)
    assert good_enough(probe, Bounds(cosine_min=0.99, overlap=0.85)) is held


def test_the_probe_asks_and_tells_as_much_in_each_language() -> None:
    assert (len(QUESTIONS) % 3, len(PASSAGES) % 3) == (0, 0)
    assert len(set(QUESTIONS)) == len(QUESTIONS)
    assert len(set(PASSAGES)) == len(PASSAGES) > 3 * 10
