"""Probabilities from signals: logistic regressions whose numbers `polycite eval fit` wrote into `confidence.json`.

They hold for the embedder they were fitted on and for no other, since another's cosines mean something else.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).with_name("confidence.json")
FARTHEST = 3.0
"""Spreads from its mean beyond which a signal counts no further: there was nothing there to learn from."""

Signals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal's part in a regression: mean and spread it is standardised with, and its weight thereafter."""

    mean: float
    spread: float
    weight: float

    def part(self, value: float) -> float:
        """What a value adds to the log-odds."""
        return self.weight * max(-FARTHEST, min(FARTHEST, (value - self.mean) / self.spread))


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression on signals by name."""

    intercept: float
    signals: Mapping[str, Signal]

    def probability(self, values: Signals) -> float:
        """In (0, 1). Raises KeyError for a signal that is not there."""
        odds = self.intercept + math.fsum(one.part(values[name]) for name, one in self.signals.items())
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is known of the signals of one embedder.

    `answerable`: the documents answer the question at all; below `threshold` nothing is answered. `right`: the answer
    given is right and whole. `outside`: a question that the documents do not answer is about something else altogether.
    """

    embedder: str
    threshold: float
    answerable: Logistic
    right: Logistic
    outside: Logistic


def calibration_of(text: str) -> Calibration:
    """A calibration as `confidence.json` holds it; its data card is for people and is not read."""
    held = json.loads(text)
    named = {name: _logistic(held["models"][name]) for name in ("answerable", "right", "outside")}
    return Calibration(held["embedder"], float(held["threshold"]), **named)


def shipped() -> Calibration:
    """The calibration that comes with the package."""
    return calibration_of(SHIPPED.read_text(encoding="utf-8"))


def _logistic(held: Mapping[str, object]) -> Logistic:
    signals = held["signals"]
    if not isinstance(signals, Mapping):
        raise TypeError(f"{SHIPPED.name}: signals are no table: run 'polycite eval fit'")
    return Logistic(float(str(held["intercept"])), {name: Signal(**one) for name, one in signals.items()})
