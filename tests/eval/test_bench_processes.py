"""Children are real processes: small modules written by the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.bench.processes import Child, alternate, run
from eval.bench.turns import TURN, Served, calm, take_turns
from polycite.errors import Unavailable

Maker = Callable[[str, str], Child]
SERVER = """
import json, sys
print(json.dumps({"step": "first"}), flush=True)
print("a library says hello", flush=True)
print(json.dumps({"step": "settled", "megabytes": 7.5}), flush=True)
turns = 0
for line in sys.stdin:
    turns += 1
    print(json.dumps({"milliseconds": [float(len(one)) for one in json.loads(line)]}), flush=True)
print(json.dumps({"turns": turns}), flush=True)
"""


@pytest.fixture
def child(tmp_path: Path) -> Maker:
    def make(name: str, source: str) -> Child:
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        return Child(name, name, {"name": name}, {"PYTHONPATH": str(tmp_path)})

    return make


def test_a_child_gets_its_job_and_its_last_word_is_heard(child: Maker) -> None:
    said = run(child("echo", "import sys; print('noise'); print(sys.argv[1])"))
    assert said["name"] == "echo"


def test_a_child_may_not_reach_a_hub(child: Maker) -> None:
    source = (
        "import os, json; print(json.dumps({k: os.environ[k] for k in ('HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE')}))"
    )
    said = run(child("offline", source))
    assert (said["HF_HUB_OFFLINE"], said["TRANSFORMERS_OFFLINE"]) == ("1", "1")


def test_a_failing_child_is_an_error_with_its_last_words(child: Maker) -> None:
    with pytest.raises(Unavailable, match=r"broken failed \(ValueError: no luck\): run 'polycite doctor'"):
        run(child("broken", "raise ValueError('no luck')"))


def test_a_child_that_fails_after_its_word_is_an_error_too(child: Maker) -> None:
    with pytest.raises(Unavailable, match="late failed"):
        run(child("late", "print('{}', flush=True); raise SystemExit(3)"))


def test_a_missing_library_names_the_extra_to_install(child: Maker) -> None:
    with pytest.raises(Unavailable, match="pip install"):
        run(child("poor", "import a_library_nobody_has"))


def test_sides_alternate_and_keep_their_own_reports(child: Maker, tmp_path: Path) -> None:
    log = tmp_path / "log"
    source = f"import sys, json; open({str(log)!r}, 'a').write(json.loads(sys.argv[1])['name']); print(sys.argv[1])"
    told: list[str] = []
    first, second = alternate([child("a", source), child("b", source)], 2, told.append)
    assert log.read_text() == "abab"
    assert [[one["name"] for one in side] for side in (first, second)] == [["a", "a"], ["b", "b"]]
    assert told == ["a (1 of 2)", "b (1 of 2)", "a (2 of 2)", "b (2 of 2)"]


def test_sides_answer_every_question_in_turns(child: Maker) -> None:
    questions = ["x" * size for size in range(1, TURN + 3)]
    peer, ours = take_turns([child("peer", SERVER), child("ours", SERVER)], questions, lambda _: None)
    assert peer.milliseconds == ours.milliseconds == tuple(float(size) for size in range(1, TURN + 3))
    assert peer.report["turns"] == 2
    assert peer.megabytes == 7.5
    assert peer.start > 0


def test_the_median_question_stands_for_a_side(child: Maker) -> None:
    (only,) = take_turns([child("only", SERVER)], ["x", "xxxxx", "xx"], lambda _: None)
    assert only.median == 2.0


def test_calm_takes_each_question_from_its_fastest_round() -> None:
    # Fastest: 1, 5, 3; the rounds' own medians are 9 and 5.
    rounds = [Served(1.0, 1.0, times, {}) for times in ((9.0, 50.0, 3.0), (1.0, 5.0, 30.0))]
    assert calm(rounds) == 3.0


def test_a_side_that_dies_ends_the_race(child: Maker) -> None:
    with pytest.raises(Unavailable, match="dying failed"):
        take_turns([child("alive", SERVER), child("dying", "raise SystemExit(1)")], ["x"], lambda _: None)
