"""Why a question was answered or declined, said from the verdict on it."""

from __future__ import annotations

from polycite.confidence import Calibration, Logistic, Signals
from polycite.explanation import DecisionStage, Part, Regression
from polycite.refusal import KINSHIP_WEIGHT, WEAK, Verdict

_REGRESSIONS = ("answerable", "right", "outside")


def decision_stage(verdict: Verdict) -> DecisionStage:
    """The verdict with the numbers it rests on."""
    if verdict.known is not None:
        return _calibrated(verdict, verdict.known)
    signals = verdict.signals
    strength = signals["best"] + KINSHIP_WEIGHT * signals["kinship"] if signals else None
    measure = "strength of the ranking (no calibration for this embedder)"
    return DecisionStage(measure, strength, WEAK, _because(verdict, measure, strength, WEAK), signals, ())


def _calibrated(verdict: Verdict, known: Calibration) -> DecisionStage:
    signals = verdict.signals
    regressions = tuple(_regression(name, getattr(known, name), signals) for name in _REGRESSIONS) if signals else ()
    value = regressions[0].probability if regressions else None
    measure = "probability that the documents answer it"
    because = _because(verdict, measure, value, known.threshold)
    return DecisionStage(measure, value, known.threshold, because, signals, regressions)


def _regression(name: str, one: Logistic, signals: Signals) -> Regression:
    parts = tuple(
        Part(signal, signals[signal], fitted.weight, fitted.part(signals[signal]))
        for signal, fitted in one.signals.items()
    )
    return Regression(name, one.probability(signals), one.intercept, parts)


def _because(verdict: Verdict, measure: str, value: float | None, threshold: float) -> str:
    if not verdict.names_a_subject:
        return "declined: no word of the question says what it is about"
    if value is None:
        return "declined: nothing was found within what was asked for"
    if verdict.reason is None:
        return f"answered: the {measure}, {value:.3f}, is not below {threshold:.3f}"
    why = {
        "out_of_scope": "and it is far from the subject of the documents",
        "unsupported": "and it names a figure that no passage found holds",
        "not_in_documents": "and it is near to the subject of the documents",
    }[verdict.reason]
    return f"declined: the {measure}, {value:.3f}, is below {threshold:.3f}, {why}"
