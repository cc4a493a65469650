from __future__ import annotations

import json

from rich.console import Console

from eval.bench.measures import Finding, Measure
from eval.bench.report import Run, table, to_json

RUN = Run(
    corpus="corpus",
    machine="2 cores",
    repeats=3,
    notes=("212 passages",),
    findings=(
        Finding(Measure("warm question", "ms", 2.0), (39.0, 41.0, 40.0), (10.0, 10.0, 10.0)),
        Finding(Measure("memory", "MB", 1 / 0.6), (900.0, 900.0, 900.0), (800.0, 800.0, 800.0)),
        Finding(Measure("sentences (ours alone)", "s"), (), (5.123, 5.123, 5.123)),
    ),
)


def drawn() -> list[list[str]]:
    """The rows as cells, without the title and the heading."""
    console = Console(width=160, color_system=None)
    with console.capture() as capture:
        console.print(table(RUN))
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in capture.get().splitlines()]


def test_the_title_says_what_was_measured_where_and_how_often() -> None:
    assert drawn()[0] == ["corpus, 3 repeats, 2 cores"]


def test_a_row_reads_from_measure_to_verdict() -> None:
    assert drawn()[1] == ["measure", "peer", "ours", "ratio", "target", "met"]
    assert drawn()[2] == ["warm question", "40 ms", "10 ms", "4.00", "≥ 2", "yes"]


def test_a_missed_target_says_no() -> None:
    assert drawn()[3] == ["memory", "900 MB", "800 MB", "1.12", "≥ 1.67", "no"]


def test_what_the_peer_does_not_do_has_our_cost_alone() -> None:
    assert drawn()[4] == ["sentences (ours alone)", "5.12 s"]


def test_json_keeps_every_repeat() -> None:
    told = json.loads(to_json(RUN))
    assert told["notes"] == ["212 passages"]
    assert told["findings"][0] == {
        "measure": "warm question",
        "unit": "ms",
        "peer": [39.0, 41.0, 40.0],
        "ours": [10.0, 10.0, 10.0],
        "ratio": 4.0,
        "target": 2.0,
        "met": True,
    }
    assert told["findings"][2]["ratio"] is None
