"""`results.json`: every value of every question. Two runs of one commit differ in `timing` alone.

It holds no question's words, so the test stays unread.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from eval.baseline import DIGITS, Baseline
from eval.comparison import Compared, Comparison
from eval.judging import Judged
from eval.report.told import Measured, Report
from eval.report.verdict import verdict_of
from eval.significance import Mean

SCHEMA = 1
"""Counted up when a reader of the file would have to change."""
_COMPARED = ("won", "lost", "unknown", "edited", "missing", "moved", "questions")


def to_json(report: Report) -> str:
    """The file's text, ending in a line break."""
    told = {
        "schema": SCHEMA,
        "verdict": asdict(verdict_of(report)),
        "environment": asdict(report.environment),
        "day": str(report.ours.run.day),
        "splits": report.ours.run.splits,
        "faults": [{"kind": one.kind, "question": one.question, "what": report.said_of(one)} for one in report.faults],
        "systems": [_system(one, report) for one in report.systems],
        "comparison": _comparison(report.comparison),
        "baseline": _baseline(report.baseline),
        "timing": _timing(report),
    }
    return json.dumps(_rounded(told), indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def _system(one: Measured, report: Report) -> dict[str, Any]:
    run = one.run
    return {
        "name": run.system,
        "means": [
            {"slice": row[0], "name": row[1], "measures": {name: asdict(mean) for name, mean in found.items()}}
            for row, found in _with_right(one).items()
        ],
        "questions": {judged.question.id: _question(judged, report) for judged in run.judged},
        "skipped": run.skipped,
        "pages": dict(zip(("found_by_a_second_reader", "given"), run.seconded, strict=True)),
    }


def _with_right(one: Measured) -> dict[tuple[str, str], dict[str, Mean]]:
    return {
        row: {**found, **({"right": one.right[row]} if row in one.right else {})} for row, found in one.means.items()
    }


def _question(judged: Judged, report: Report) -> dict[str, Any]:
    question = judged.question
    return {
        "kind": question.kind,
        "language": question.language,
        "reach": judged.reach,
        "split": report.splits.get(question.id),
        "right": judged.is_right,
        "declined": judged.given.is_declined,
        "confidence": judged.given.confidence,
        "values": judged.values,
    }


def _comparison(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    kept = {name: getattr(comparison, name) for name in _COMPARED}
    return kept | {"measures": [_compared(one) for one in comparison.compared]}


def _compared(one: Compared) -> dict[str, Any]:
    return {**asdict(one), "gated": one.gated.name, "verdict": one.verdict}


def _baseline(baseline: Baseline | None) -> dict[str, Any] | None:
    return None if baseline is None else baseline.model_dump(mode="json", exclude={"questions"})


def _timing(report: Report) -> dict[str, Any]:
    spent = {
        one.run.system: {judged.question.id: judged.given.milliseconds for judged in one.run.judged}
        for one in report.systems
    }
    return {"seconds": report.seconds, "milliseconds": spent}


def _rounded(told: object) -> object:
    if isinstance(told, float):
        return round(told, DIGITS) + 0.0  # never -0.0
    if isinstance(told, Mapping):
        return {key: _rounded(value) for key, value in told.items()}
    if isinstance(told, Sequence) and not isinstance(told, str):
        return [_rounded(one) for one in told]
    return told
