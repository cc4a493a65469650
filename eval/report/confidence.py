"""How far the confidence a system states can be trusted, over the questions it answered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.calibration import (
    Bin,
    Point,
    aurc,
    auroc,
    brier,
    coverage_at_risk,
    expected_calibration_error,
    reliability_bins,
    risk_coverage,
)
from eval.run import Run


@dataclass(frozen=True, slots=True)
class Confidence:
    """What the confidences of a run come to. `bins`, `ece` and `brier` are empty where they are no probabilities.

    `right_above_wrong` is the chance that a right answer is surer than a wrong one, `answerable_above` that an
    answerable question is met surer than one that is not, among questions of which a confidence is stated (AUROC);
    None where there is one kind only.
    """

    answers: int
    curve: tuple[Point, ...]
    area: float | None
    coverage: float | None
    bins: tuple[Bin, ...]
    ece: float | None
    brier: float | None
    right_above_wrong: float | None
    answerable_above: float | None


def confidence_of(run: Run) -> Confidence | None:
    """Over answers with a finite confidence; None where none states one.

    Declined questions have nothing to be wrong about; an answer to what nothing answers is wrong.
    """
    stated = [(one.given.confidence, one.is_right) for one in run.judged if not one.given.is_declined]
    known = [(sure, right) for sure, right in stated if sure is not None and math.isfinite(sure)]
    if not known:
        return None
    sure, right = [one for one, _ in known], [one for _, one in known]
    wrong = [not one for one in right]
    likely = all(0 <= one <= 1 for one in sure)
    return Confidence(
        len(known),
        risk_coverage(sure, wrong),
        aurc(sure, wrong),
        coverage_at_risk(sure, wrong),
        reliability_bins(sure, right) if likely else (),
        expected_calibration_error(sure, right) if likely else None,
        brier(sure, right) if likely else None,
        auroc(*_parted(known)),
        auroc(*_parted(_answerable(run))),
    )


def _answerable(run: Run) -> list[tuple[float, bool]]:
    """Confidences, of whoever was declined too, by whether a document answers; nothing can be said so of a canary."""
    stated = [(one.given.confidence, bool(one.question.evidence)) for one in run.judged if not one.question.canary]
    return [(sure, is_so) for sure, is_so in stated if sure is not None and math.isfinite(sure)]


def _parted(known: Sequence[tuple[float, bool]]) -> tuple[list[float], list[float]]:
    return [sure for sure, is_so in known if is_so], [sure for sure, is_so in known if not is_so]
