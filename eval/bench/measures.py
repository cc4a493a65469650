"""What is measured, what came out, and whether that is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Measure:
    """A cost. `target` is the least ratio of the peer's cost by ours; None where there is nothing to reach."""

    name: str
    unit: str
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The costs of one measure, repeat by repeat; `peer` is () where the peer does no such work."""

    measure: Measure
    peer: tuple[float, ...]
    ours: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.ours or (self.peer and len(self.peer) != len(self.ours)):
            raise ValueError(f"{self.measure.name}: {len(self.peer)} costs of the peer, {len(self.ours)} of ours")

    @property
    def ratio(self) -> float | None:
        """The median over repeats of the peer's cost by ours: 2 is half the cost. None without a peer."""
        return median_ratio(self.peer, self.ours) if self.peer else None

    @property
    def met(self) -> bool | None:
        """Whether the ratio reaches the target; None without a target or without a peer."""
        if self.measure.target is None or self.ratio is None:
            return None
        return self.ratio >= self.measure.target


def median_ratio(peer: Sequence[float], ours: Sequence[float]) -> float:
    """The median of the ratios of costs measured next to each other, so that a busy minute touches both alike."""
    return median(theirs / own for theirs, own in zip(peer, ours, strict=True))
