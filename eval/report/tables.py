"""The tables of the page: what stands in them, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from eval.judging import Judged
from eval.questions import ABSENCES, TYPES
from eval.report.losses import STAGE, Loss
from eval.report.noticing import noticeable
from eval.report.plots import RECALL
from eval.report.told import Measured, Report
from eval.report.words import (
    LANGUAGE,
    NOTHING,
    SAID,
    between,
    chance,
    change,
    gain_between,
    gated_said,
    kind_said,
    number,
)
from eval.significance import Mean
from eval.summary import EVERYTHING, Row
from polycite.model import LANGUAGES

HEADLINES = ("right", "recall@5", "citation_recall", "key_facts", "citation_precision", "over_refusal", "hallucination")
"""What a reader asks first, in that order."""
SLICES: tuple[tuple[str, Row], ...] = (
    ("All", EVERYTHING),
    *((LANGUAGE[language], ("language", language)) for language in LANGUAGES),
    ("Same language", ("reach", "same language")),
    ("Across languages", ("reach", "across languages")),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, a smaller second line, and what tone it is said in."""

    text: str
    small: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, the headings of the columns, and rows that each begin with their own heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str | Cell]]) -> Table:
    """A table whose plain words become cells."""
    cells = tuple(tuple(one if isinstance(one, Cell) else Cell(one) for one in row) for row in rows)
    return Table(caption, tuple(head), cells)


def key_figures(report: Report) -> tuple[Table, ...]:
    """A table for each measure: a row for each system, a column for each slice that anything was asked of."""
    names = [*HEADLINES, *(name for name in SAID if name not in HEADLINES)]
    return tuple(_figures(report, name) for name in names if report.ours.mean(EVERYTHING, name))


def _figures(report: Report, name: str) -> Table:
    shown = [(head, row) for head, row in SLICES if any(one.mean(row, name) for one in report.systems)]
    rows = [_row(one.run.system, [mean_cell(one.mean(row, name), name) for _, row in shown]) for one in report.systems]
    said = SAID[name]
    return table(said[:1].upper() + said[1:], ("System", *(head for head, _ in shown)), rows)


def mean_cell(mean: Mean | None, name: str) -> Cell:
    """A mean, its interval, and how many questions it is of."""
    if mean is None or mean.value is None:
        return Cell(NOTHING)
    counted = f"n = {mean.counted}"
    said = between(name, mean)
    return Cell(number(name, mean.value), f"{said}\n{counted}" if said else counted)


def gated(report: Report) -> Table | None:
    """What the gate compares with the accepted run; None where there is none."""
    if report.comparison is None:
        return None
    seen = noticeable(report)
    rows = [
        (
            Cell(gated_said(one.gated)),
            Cell(one.verdict, tone=one.verdict),
            Cell(number(one.gated.measure, one.before)),
            Cell(number(one.gated.measure, one.after)),
            Cell(change(one.gated.measure, one.gain), gain_between(one)),
            Cell(chance(one.corrected), f"{chance(one.p)} alone"),
            Cell(f"{len(one.won)} / {len(one.lost)}"),
            Cell(number(one.gated.measure, seen.get(one.gated.name))),
        )
        for one in report.comparison.compared
    ]
    head = ("Measure", "Verdict", "Accepted", "Now", "Gain, 95 %", "By chance (p)", "Won / lost", "Would notice")
    return table("Measures beside the accepted run; a positive gain is better, whichever way it counts", head, rows)


def kinds_found(report: Report) -> tuple[str, ...]:
    """The types of question that were asked, in the order gold knows them."""
    return tuple(kind for kind in TYPES if report.ours.mean(("type", kind), RECALL))


def types(report: Report) -> Table:
    """Recall by type in numbers."""
    rows = [
        _row(kind_said(kind), [mean_cell(one.mean(("type", kind), RECALL), RECALL) for one in report.systems])
        for kind in kinds_found(report)
    ]
    head = ("Type", *(one.run.system for one in report.systems))
    return table("Evidence in the first five passages, by type of question", head, rows)


def times(report: Report) -> Table:
    """How long each system took, in milliseconds."""
    rows = [(one.run.system, *(f"{at:.0f}" for at in percentiles(one))) for one in report.systems]
    return table("Milliseconds to answer a question", ("System", "Half within", "95 % within", "Slowest"), rows)


def percentiles(one: Measured) -> tuple[float, float, float]:
    """The median, the 95th percentile and the maximum of a run's milliseconds."""
    spent = [judged.given.milliseconds for judged in one.run.judged]
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95)), max(spent)


def coverage(report: Report) -> Table:
    """How many questions of each kind were asked in each language, and how many of these across languages."""
    judged = report.ours.run.judged
    counts = Counter((one.question.kind, one.question.language) for one in judged)
    across = Counter(one.question.kind for one in judged if one.question.is_cross_lingual)
    kinds = [kind for kind in (*TYPES, *ABSENCES, "canary") if any(counts[kind, one] for one in LANGUAGES)]
    rows = [_counts(kind_said(kind), [counts[kind, one] for one in LANGUAGES], across[kind]) for kind in kinds]
    rows.append(_counts("all", [_in(judged, one) for one in LANGUAGES], sum(across.values())))
    head = ("Kind", *(LANGUAGE[one] for one in LANGUAGES), "All", "Across languages")
    return table("Questions asked", head, rows)


def _counts(name: str, counts: Sequence[int], across: int) -> Sequence[str]:
    return name, *map(str, counts), str(sum(counts)), str(across)


def _in(judged: Sequence[Judged], language: str) -> int:
    return sum(one.question.language == language for one in judged)


def stages(found: Sequence[Loss]) -> Table:
    """Where on the way questions were lost, by language."""
    counts = Counter((one.stage, one.language) for one in found)
    rows = [
        (said, *(str(counts[stage, one]) for one in LANGUAGES), str(sum(counts[stage, one] for one in LANGUAGES)))
        for stage, said in STAGE.items()
        if any(counts[stage, one] for one in LANGUAGES)
    ]
    return table("Where questions were lost", ("Step", *(LANGUAGE[one] for one in LANGUAGES), "All"), rows)


def changes(report: Report) -> Iterator[Table]:
    """Questions lost and won against the accepted run, with what was cited then and is cited now."""
    if report.comparison is None:
        return
    for caption, names in (("Lost", report.comparison.lost), ("Won", report.comparison.won)):
        if names:
            rows = [_changed(report, name) for name in names]
            yield table(f"{caption} ({len(names)})", ("Question", "Kind", "Cited then", "Cites now"), rows)


def _changed(report: Report, name: str) -> Sequence[str | Cell]:
    question, given = report.judged[name].question, report.judged[name].given
    if not report.shows(name):
        return Cell(name), kind_said(question.kind), "not shown (test)", "not shown (test)"
    then = report.baseline.questions[name].places if report.baseline and name in report.baseline.questions else ()
    now = [one.place for one in given.quotes[:3]]
    said = "; ".join(now) or ("declined" if given.is_declined else "nothing")
    return Cell(name, question.question), kind_said(question.kind), "; ".join(then) or "nothing", said


def _row(heading: str, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return (Cell(heading), *cells)
