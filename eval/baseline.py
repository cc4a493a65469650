"""The baseline: what an accepted run was worth, question by question, as `eval/baseline.json` keeps it.

It moves only when somebody says so and why; every accepted run leaves one line in `eval/history.jsonl`. Values are kept
to six digits and so compared, lest the last digit of a sum make a question won or lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.problems import explained
from eval.questions import GoldQuestion
from eval.run import Run
from eval.summary import EVERYTHING, means, values_of
from polycite.errors import BadSettings

DIGITS = 6
_TOP = 3  # cited or found places a baseline remembers of each question


class Recorded(BaseModel):
    """A question as a run left it: its measures, whether the answer was right, and the places it rested on.

    `asked` is a digest of the gold question, so that one edited since is not compared with what it was.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    asked: str
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
    # The first by id, so that where it stands does not depend on the order of files.
    first = {
        one.question.triple: one.question.id
        for one in sorted(run.judged, key=lambda one: one.question.id, reverse=True)
        if one.question.triple
    }
    agreed = {first[value.name]: {"parity": value.value} for value in values_of(run, "parity")}
    return {
        one.question.id: Recorded(
            asked=asked(one.question),
            language=one.question.language,
            reach=one.reach,
            group=one.question.triple or one.question.id,
            right=one.is_right,
            values=_rounded({**one.values, **agreed.get(one.question.id, {})}),
            places=tuple(quote.place for quote in one.given.quotes[:_TOP]),
        )
        for one in run.judged
    }


def load(path: Path) -> Baseline | None:
    """The baseline of a file; None where there is no file yet. Raises BadSettings."""
    if not path.exists():
        return None
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        why = next(explained(error)) if isinstance(error, ValidationError) else error.strerror
        said = f"{path} is not an accepted run ({why}): restore it, or accept one with --update-baseline --reason TEXT"
        raise BadSettings(said) from error


def accept(path: Path, baseline: Baseline, run: Run) -> None:
    """Put a baseline in place and add its line to the history beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_written(baseline.model_dump(mode="json")) + "\n", encoding="utf-8")
    line = {"accepted": str(baseline.accepted), "reason": baseline.reason, "questions": len(baseline.questions)}
    overall = means(run)[EVERYTHING]
    values = {name: round(mean.value, DIGITS) for name, mean in overall.items() if mean.value is not None}
    with (path.parent / "history.jsonl").open("a", encoding="utf-8") as history:
        history.write(json.dumps(line | {"means": values}, ensure_ascii=False) + "\n")


def asked(question: GoldQuestion) -> str:
    """A digest of all that a value depends on: not of the note, nor of the style, which nothing is judged by."""
    said = question.model_dump_json(exclude={"note", "style"})
    return blake2b(said.encode(), digest_size=8).hexdigest()


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
