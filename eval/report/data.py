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
from eval.report.confidence import confidence_of
from eval.report.declining import declining_of
from eval.report.leaning import gap, kept, leanings
from eval.report.noticing import noticeable
from eval.report.told import Measured, Report
from eval.report.verdict import verdict_of
from eval.run import Run
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
        "failed": [asdict(one) for one in report.failed],
        "comparison": _comparison(report.comparison, noticeable(report)),
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
        **_of_languages(one),
        **_of_trust(run),
    }


def _of_languages(one: Measured) -> dict[str, Any]:
    """What is kept from language to language, how far they lie apart, and the leaning to the question's own."""
    ratios = [{"question": asked, "evidence": held, "kept": ratio} for (asked, held), ratio in kept(one).items()]
    apart = gap(one)
    return {
        "cross_lingual_ratio": ratios,
        "language_bias": [asdict(leaning) for leaning in leanings(one.run)],
        **({} if apart is None else {"language_gap": apart}),
    }


def _of_trust(run: Run) -> dict[str, Any]:
    """What silence and answers are worth, and what the confidence stated is; what is undefined is left out."""
    silence, sure = declining_of(run), confidence_of(run)
    told: dict[str, Any] = {}
    if silence:
        rates = {name: getattr(silence.counts, name) for name in ("abstain_precision", "abstain_recall", "abstain_f1")}
        told["declining"] = _defined({**asdict(silence), **rates})
    if sure:
        told["confidence"] = _defined(asdict(sure))
    return told


def _defined(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


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


def _comparison(comparison: Comparison | None, seen: Mapping[str, float]) -> dict[str, Any] | None:
    if comparison is None:
        return None
    kept = {name: getattr(comparison, name) for name in _COMPARED}
    kept["vanished"] = [gated.name for gated in comparison.vanished]
    return kept | {"measures": [_compared(one, seen) for one in comparison.compared]}


def _compared(one: Compared, seen: Mapping[str, float]) -> dict[str, Any]:
    effect = _defined({"minimal_detectable_effect": seen.get(one.gated.name)})
    return {**asdict(one), "gated": one.gated.name, "verdict": one.verdict, **effect}


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
