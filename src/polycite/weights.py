"""What each clue to an answer is worth: two linear models whose numbers `polycite eval fit` wrote into `choice.json`.

Fit again when the ranking, the clues or the model of the vectors change: every weight is in the units of its clue.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).with_name("choice.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """By clue, what speaks for the first sentence of an answer; by addition, what speaks for a second beside it."""

    first: Mapping[str, float]
    second: Mapping[str, float]


def weights_of(text: str) -> Weights:
    """Weights as `choice.json` holds them; its data card is for people.

    A clue it was not fitted on is worth nothing.
    """
    held = json.loads(text)
    return Weights(*({name: float(one) for name, one in held[part].items()} for part in ("first", "second")))


_SHIPPED = weights_of(SHIPPED.read_text(encoding="utf-8"))
FIRST: Mapping[str, float] = _SHIPPED.first
SECOND: Mapping[str, float] = _SHIPPED.second


def shipped() -> Weights:
    """The weights that come with the package."""
    return _SHIPPED
