from __future__ import annotations

from pathlib import Path

from eval.bench.race import QUICK, Track, embedded, inner_steps, served
from eval.bench.turns import Served


def side(start: float, megabytes: float, *milliseconds: float, **steps: float) -> Served:
    return Served(start, megabytes, milliseconds, {"steps": steps})


DENSE = [side(10.0, 900, 40.0, 42.0, 50.0), side(12.0, 900, 38.0, 40.0, 90.0)]
OURS = [side(1.0, 300, 10.0, 10.0, 11.0, embed=6.0), side(2.0, 300, 20.0, 20.0, 30.0, embed=8.0)]
HYBRID = [side(10.0, 950, 60.0, 61.0, 62.0), side(11.0, 950, 63.0, 64.0, 10.0)]


def test_each_side_is_weighed_against_ours_of_the_same_round() -> None:
    dense, hybrid, _, _, cold, memory = served(DENSE, OURS, HYBRID)
    assert dense.ratio == (42 / 10 + 40 / 20) / 2
    assert hybrid.ratio == (61 / 10 + 63 / 20) / 2
    assert cold.ratio == (10 / 1 + 12 / 2) / 2
    assert memory.ratio == 3.0
    assert [one.met for one in (dense, hybrid, cold, memory)] == [True, True, True, True]


def test_the_calm_rows_take_each_question_at_its_fastest() -> None:
    dense, hybrid = served(DENSE, OURS, HYBRID)[2:4]
    assert (dense.peer, dense.ours) == ((40.0,), (10.0,))
    assert (hybrid.peer, hybrid.ours) == ((60.0,), (10.0,))


def test_embedding_and_storing_count_together_and_apart() -> None:
    peer = [{"embed": 20.0, "store": 1.0}]
    ours = [{"embed": 8.0, "store": 2.0, "sentences": 5.0}]
    whole, encoder, storing, sentences = embedded(peer, ours)
    assert (whole.peer, whole.ours, whole.met) == ((21.0,), (10.0,), True)
    assert (encoder.ratio, storing.ratio) == (2.5, 0.5)
    assert (sentences.peer, sentences.ours) == ((), (5.0,))


def test_steps_are_the_middle_of_the_rounds() -> None:
    assert inner_steps(OURS) == {"embed": 7.0}


def test_all_a_race_writes_stays_in_its_folder(tmp_path: Path) -> None:
    track = Track(tmp_path, Path("corpus"), (), QUICK, lambda _: None)
    assert track.torch.parent == tmp_path
    assert track.ours == {"POLYCITE_DATA_DIR": str(tmp_path / "polycite")}
