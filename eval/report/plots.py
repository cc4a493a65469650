"""The drawings of the page. Each has a table beside it that says the same, so no number is in a picture alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from eval.report.confidence import Confidence
from eval.report.svg import GRID, HEAT, INK, MUTED, SYSTEMS, Plot, Told, inline
from eval.report.told import Measured
from eval.report.words import LANGUAGE, kind_said
from eval.significance import Mean
from polycite.model import LANGUAGES

RECALL = "recall@5"
HEATED = "ndcg@10"
_SHAPES = "osD^"


def heat_map(ours: Measured) -> Plot | None:
    """nDCG@10 by the question's language and that of its evidence; None without any."""
    if not any(("cell", f"{asked} → {held}") in ours.means for asked in LANGUAGES for held in LANGUAGES):
        return None
    told = Told("heat", "Ranking quality by language", "nDCG@10 in nine cells, with the questions in each; 1 is best.")
    return inline(told, 3.6, lambda axes: _heat(axes, ours))


def _heat(axes: Axes, ours: Measured) -> None:
    for row, asked in enumerate(LANGUAGES):
        for column, held in enumerate(LANGUAGES):
            _cell(axes, column, row, ours.mean(("cell", f"{asked} → {held}"), HEATED))
    names = [LANGUAGE[language] for language in LANGUAGES]
    axes.set(xlim=(0, 3), ylim=(3, 0), xlabel="language of the evidence", ylabel="language of the question")
    axes.set_xticks([0.5, 1.5, 2.5], names)
    axes.set_yticks([0.5, 1.5, 2.5], names)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _cell(axes: Axes, column: int, row: int, mean: Mean | None) -> None:
    value = mean.value if mean else None
    heat = "none" if value is None else HEAT[round(value * (len(HEAT) - 1))]
    axes.add_patch(Rectangle((column + 0.02, row + 0.02), 0.96, 0.96, facecolor=heat, edgecolor=GRID))
    said = "none" if value is None else f"{value:.2f}"
    axes.text(column + 0.5, row + 0.46, said, ha="center", va="center", fontsize=17 if mean else 11)
    if mean:
        axes.text(column + 0.5, row + 0.78, f"n = {mean.counted}", ha="center", va="center", fontsize=10)


def recall_by_type(systems: Sequence[Measured], kinds: Sequence[str]) -> Plot | None:
    """Recall@5 with its interval by type of question, a mark for each system; None without any type."""
    if not kinds:
        return None
    told = Told("types", "Evidence found, by type of question", "Means with 95 % intervals, a mark for each system.")
    return inline(told, 1.2 + 0.46 * len(kinds), lambda axes: _recalls(axes, systems, kinds))


def _recalls(axes: Axes, systems: Sequence[Measured], kinds: Sequence[str]) -> None:
    for place, system in enumerate(systems):
        shift = (place - (len(systems) - 1) / 2) * 0.62 / len(systems)
        _marks(axes, [system.mean(("type", kind), RECALL) for kind in kinds], place, shift, system.run.system)
    axes.set_yticks(range(len(kinds)), [kind_said(kind) for kind in kinds])
    axes.set(xlim=(-3, 103), ylim=(len(kinds) - 0.5, -0.5), xlabel="% of the evidence in the first five passages")
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=2)


def _marks(axes: Axes, means: Sequence[Mean | None], place: int, shift: float, name: str) -> None:
    colour, shape = SYSTEMS[place % len(SYSTEMS)], _SHAPES[place % len(_SHAPES)]
    shown = [(row + shift, mean, mean.value) for row, mean in enumerate(means) if mean and mean.value is not None]
    axes.plot([100 * value for *_, value in shown], [row for row, *_ in shown], shape, color=colour, ms=6, label=name)
    for row, mean, _ in shown:
        if mean.low is not None and mean.high is not None:
            axes.plot([100 * mean.low, 100 * mean.high], [row, row], "-", color=colour, lw=1.6)


def risk_coverage(stated: Sequence[tuple[str, Confidence]]) -> Plot | None:
    """Wrong answers among the most confident ones; None where no system states a confidence."""
    if not stated:
        return None
    told = Told("risk", "Wrong answers among the most confident", "The lower the line, the better.")
    return inline(told, 3.3, lambda axes: _risks(axes, stated))


def _risks(axes: Axes, stated: Sequence[tuple[str, Confidence]]) -> None:
    for place, (name, one) in enumerate(stated):
        x, y = [100 * point.coverage for point in one.curve], [100 * point.risk for point in one.curve]
        colour, shape = SYSTEMS[place % len(SYSTEMS)], _SHAPES[place % len(_SHAPES)]
        axes.plot(x, y, "-", color=colour, lw=2, marker=shape, markevery=[len(x) - 1], label=name)
    axes.set(xlim=(0, 103), xlabel="% of answers, most confident first", ylabel="% of these that are wrong")
    axes.set_ylim(bottom=0)
    axes.grid(axis="y")
    axes.legend(loc="upper left")


def reliability(ours: Confidence | None) -> Plot | None:
    """The share of answers that is right by the confidence stated; None where no probability is stated."""
    if ours is None or not ours.bins:
        return None
    told = Told("reliability", "Is it as sure as it is right?", "A perfect system follows the dashed line.")
    return inline(told, 3.8, lambda axes: _reliable(axes, ours))


def _reliable(axes: Axes, ours: Confidence) -> None:
    x, y = [100 * one.confidence for one in ours.bins], [100 * one.accuracy for one in ours.bins]
    axes.plot([0, 100], [0, 100], "--", color=MUTED, lw=1.2)
    axes.plot(x, y, "-", color=SYSTEMS[0], lw=1.2)
    axes.scatter(x, y, s=[18 + 2 * one.count for one in ours.bins], color=SYSTEMS[0])
    axes.set(xlim=(0, 103), ylim=(0, 103), xlabel="confidence stated, %", ylabel="answers that are right, %")
    axes.grid()


def latency(milliseconds: Sequence[float], middle: float, slow: float) -> Plot | None:
    """How many questions took how long, with the median and the 95th percentile; None where none was timed."""
    if not milliseconds or max(milliseconds) <= 0:
        return None
    told = Told("latency", "Time to answer", "A histogram; the slowest hundredth is in the last bar.")
    return inline(told, 3.2, lambda axes: _times(axes, milliseconds, middle, slow))


def _times(axes: Axes, milliseconds: Sequence[float], middle: float, slow: float) -> None:
    top = max(float(np.percentile(milliseconds, 99)), slow) * 1.1
    axes.hist(np.minimum(milliseconds, top), bins=24, range=(0, top), color=SYSTEMS[0], rwidth=0.92)
    height = axes.get_ylim()[1] * 1.1
    for at, said, line in ((middle, "half", "-"), (slow, "95 %", "--")):
        axes.plot([at, at], [0, height], line, color=INK, lw=1.4, label=f"{said} within {at:.0f} ms")
    axes.set(xlim=(0, top), ylim=(0, height), xlabel="milliseconds", ylabel="questions")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
