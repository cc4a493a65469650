"""What fall a comparison could have noticed: a measure that shows none may only have had too few questions to."""

from __future__ import annotations

from collections.abc import Mapping

from eval.baseline import Recorded, recorded
from eval.comparison import Gated
from eval.report.told import Report
from eval.significance import clustered, minimal_detectable_effect


def noticeable(report: Report) -> dict[str, float]:
    """The minimal detectable effect of each gated measure by its name, where questions moved at all.

    It is of one test at 5 %, before Holm's correction, so the gate sees somewhat less.
    """
    if report.comparison is None or report.baseline is None:
        return {}
    before, after = report.baseline.questions, recorded(report.ours.run)
    effects = {
        one.gated.name: minimal_detectable_effect(_moved(one.gated, before, after))
        for one in report.comparison.compared
    }
    return {name: effect for name, effect in effects.items() if effect is not None}


def _moved(gated: Gated, before: Mapping[str, Recorded], after: Mapping[str, Recorded]) -> tuple[float, ...]:
    """How far each group of questions asked alike in both runs moved."""
    shared = [name for name in sorted(before.keys() & after.keys()) if before[name].asked == after[name].asked]
    reached = [name for name in shared if gated.reach in (None, before[name].reach)]
    values = [(before[name].values.get(gated.measure), after[name].values.get(gated.measure)) for name in reached]
    moved = [None if was is None or now is None else now - was for was, now in values]
    return clustered(moved, [before[name].group for name in reached])
