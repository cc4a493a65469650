"""The baseline: what an accepted run was worth, question by question, as `eval/baseline.json` keeps it.

It moves only when somebody says so and why; every accepted run leaves one line in `eval/history.jsonl`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.run import Run
from eval.summary import EVERYTHING, means, values_of
from polycite.errors import BadGold

DIGITS = 6
_TOP = 3  # cited or found places a baseline remembers of each question


class Recorded(BaseModel):
    """A question as a run left it: its measures, whether the answer was right, and the places it rested on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    reach: str | None
    group: str
    right: bool
    values: dict[str, float | None]
    places: tuple[str, ...]


class Baseline(BaseModel):
    """An accepted run. `gold` and `corpus` are digests of what it was asked and answered from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accepted: date
    reason: str
    gold: str
    corpus: str
    fingerprint: str
    questions: dict[str, Recorded]


def recorded(run: Run) -> dict[str, Recorded]:
    """Every question of a run; a triple's parity stands with its first member, since it is one value of three."""
    first = {one.question.triple: one.question.id for one in reversed(run.judged) if one.question.triple}
    agreed = {first[value.name]: {"parity": value.value} for value in values_of(run, "parity")}
    return {
        one.question.id: Recorded(
            language=one.question.language,
            reach=one.reach,
            group=one.question.triple or one.question.id,
            right=one.is_right,
            values=_rounded({**one.values, **agreed.get(one.question.id, {})}),
            places=tuple(f"{quote.path} p. {','.join(map(str, quote.pages))}" for quote in one.given.quotes[:_TOP]),
        )
        for one in run.judged
    }


def load(path: Path) -> Baseline | None:
    """The baseline of a file; None where there is no file yet. Raises BadGold."""
    if not path.exists():
        return None
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        problem = f"{path}: is not a baseline ({str(error).splitlines()[0]}): restore it from version control"
        raise BadGold([problem]) from error


def accept(path: Path, baseline: Baseline, run: Run) -> None:
    """Put a baseline in place and add its line to the history beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_written(baseline.model_dump(mode="json")) + "\n", encoding="utf-8")
    line = {"accepted": str(baseline.accepted), "reason": baseline.reason, "questions": len(baseline.questions)}
    overall = means(run)[EVERYTHING]
    values = {name: round(mean.value, DIGITS) for name, mean in overall.items() if mean.value is not None}
    with (path.parent / "history.jsonl").open("a", encoding="utf-8") as history:
        history.write(json.dumps(line | {"means": values}, ensure_ascii=False) + "\n")


def _rounded(values: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, DIGITS) for name, value in sorted(values.items())}


def _written(baseline: dict[str, Any]) -> str:
    """One question a line, so that a change of the baseline can be read as a change."""
    questions = baseline.pop("questions")
    head = json.dumps(baseline, ensure_ascii=False, indent=1)[1:-1].rstrip()
    lines = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in questions.items()
    )
    return f'{{{head},\n "questions": {{\n{lines}\n }}\n}}'
