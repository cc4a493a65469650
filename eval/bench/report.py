"""The table of a run, for people, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rich.table import Table

from eval.bench.measures import Finding


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one run found, and what has to be known to read it."""

    corpus: str
    machine: str
    repeats: int
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def table(run: Run) -> Table:
    """One row for each measure: costs are medians of the repeats, the ratio is the median of their ratios."""
    drawn = Table(title=f"{run.corpus}, {run.repeats} repeats, {run.machine}", title_justify="left", box=None)
    for heading in ("measure", "peer", "ours", "ratio", "target", "met"):
        drawn.add_column(heading, justify="left" if heading == "measure" else "right")
    for finding in run.findings:
        drawn.add_row(*_row(finding))
    return drawn


def to_json(run: Run) -> str:
    """The whole run, every repeat included."""
    findings = [
        {
            "measure": one.measure.name,
            "unit": one.measure.unit,
            "peer": one.peer,
            "ours": one.ours,
            "ratio": one.ratio,
            "target": one.measure.target,
            "met": one.met,
        }
        for one in run.findings
    ]
    told = {"corpus": run.corpus, "machine": run.machine, "repeats": run.repeats, "notes": run.notes}
    return json.dumps({**told, "findings": findings}, indent=2, ensure_ascii=False)


def _row(finding: Finding) -> tuple[str, ...]:
    measure = finding.measure
    met = {True: "[green]yes[/green]", False: "[red]no[/red]", None: ""}[finding.met]
    return (
        measure.name,
        _cost(finding.peer, measure.unit),
        _cost(finding.ours, measure.unit),
        "" if finding.ratio is None else f"{finding.ratio:.2f}",
        "" if measure.target is None else f"≥ {measure.target:.3g}",
        met,
    )


def _cost(costs: Sequence[float], unit: str) -> str:
    """The median with three significant figures: `12.3 ms`."""
    if not costs:
        return ""
    middle = median(costs)
    return f"{middle:.0f} {unit}" if middle >= 100 else f"{middle:.3g} {unit}"
