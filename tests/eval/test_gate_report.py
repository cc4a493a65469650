"""The gate runs everybody over the same questions, and compares ours alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from eval.files import Files
from eval.gate import Bench, moved, report
from eval.questions import SPLITS, GoldQuestion, Split
from eval.report.told import Failed
from eval.report.verdict import verdict_of
from eval.run import EmptyRun
from eval.suite import Suite, load_suite
from eval.systems import Given, System
from polycite.errors import BadSettings, Unavailable
from tests.eval.gold import absent, answered, write_gold
from tests.eval.reports import ENVIRONMENT, OTHER, QUOTE, accepted, gave, right
from tests.eval.scripted import Scripted

OURS = Scripted({"a": gave(QUOTE), "b": gave(OTHER)}, name="ours", is_verbatim=False)
PEER = Scripted({"b": gave(QUOTE)}, name="peer", is_verbatim=False)


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    return load_suite(write_gold(tmp_path / "gold", {"x.jsonl": [answered("a"), answered("b"), absent()]}))


def bench(suite: Suite, told: list[tuple[str, int, int]], splits: tuple[Split, ...] = SPLITS) -> Bench:
    return Bench(suite, splits, Files(Path("nowhere")), lambda *counted: told.append(counted))


def test_ours_comes_first_then_each_peer_and_progress_names_them(suite: Suite) -> None:
    told: list[tuple[str, int, int]] = []
    made = report(bench(suite, told), OURS, {"peer": lambda: PEER}, None, ENVIRONMENT, {"nl/telewerk.txt": "Telewerk"})
    assert [one.run.system for one in made.systems] == ["ours", "peer"]
    assert told == [("ours", n, 3) for n in (1, 2, 3)] + [("peer", n, 3) for n in (1, 2, 3)]
    assert {name: one.is_right for name, one in made.judged.items()} == {"a": True, "b": False, "absent-1": True}
    assert (made.environment, made.titles) == (ENVIRONMENT, {"nl/telewerk.txt": "Telewerk"})
    assert made.splits == dict.fromkeys(("a", "b", "absent-1"), "train")
    assert made.seconds > 0
    assert made.failed == ()


@dataclass(frozen=True, slots=True)
class Failing(Scripted):
    """Gives out at a question."""

    def ask(self, question: GoldQuestion, day: date) -> Given:
        if question.id == "b":
            raise Unavailable("its store is gone")
        return gave(QUOTE)


def unloaded() -> System:
    raise BadSettings("--peer 'x:y' cannot be loaded")


def test_a_peer_that_fails_is_named_and_loses_nothing_of_ours_or_of_the_next(suite: Suite) -> None:
    peers = {"x:y": unloaded, "half": lambda: Failing(name="half", is_verbatim=False), "peer": lambda: PEER}
    made = report(bench(suite, []), OURS, peers, None, ENVIRONMENT, {})
    assert [one.run.system for one in made.systems] == ["ours", "peer"]
    assert [len(one.run.judged) for one in made.systems] == [3, 3]
    assert made.failed == (Failed("x:y", "--peer 'x:y' cannot be loaded"), Failed("half", "its store is gone"))
    assert verdict_of(made).outcome == "warn"


def test_a_failure_of_ours_is_no_run_at_all(suite: Suite) -> None:
    with pytest.raises(Unavailable, match="its store is gone"):
        report(bench(suite, []), Failing(is_verbatim=False), {"peer": lambda: PEER}, None, ENVIRONMENT, {})


def test_without_a_baseline_nothing_is_compared(suite: Suite) -> None:
    made = report(bench(suite, []), OURS, {}, None, ENVIRONMENT, {})
    assert (made.comparison, made.baseline) == (None, None)


def test_ours_is_compared_with_the_accepted_run(suite: Suite) -> None:
    before = accepted(right("a"), right("b")).model_copy(update={"gold": "older"})
    made = report(bench(suite, []), OURS, {"peer": lambda: PEER}, before, ENVIRONMENT, {})
    assert made.comparison is not None
    assert (made.comparison.lost, made.comparison.unknown) == (("b",), ("absent-1",))
    assert made.comparison.moved == ("gold questions",)
    assert made.baseline == before


def test_a_split_without_questions_is_an_empty_run(suite: Suite) -> None:
    with pytest.raises(EmptyRun, match="questions of test"):
        report(bench(suite, [], ("test",)), OURS, {}, None, ENVIRONMENT, {})


@pytest.mark.parametrize(
    ("field", "part"), [("gold", "gold questions"), ("corpus", "corpus"), ("fingerprint", "embedder")]
)
def test_what_a_run_rests_on_has_moved_when_its_digest_differs(field: str, part: str) -> None:
    same = accepted(right("a"))
    assert moved(same, ENVIRONMENT) == ()
    assert moved(same.model_copy(update={field: "other"}), ENVIRONMENT) == (part,)
