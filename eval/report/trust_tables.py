"""The tables of the page about knowing what it does not know: confidence, and answering or declining."""

from __future__ import annotations

from collections.abc import Sequence

from eval.report.confidence import Confidence
from eval.report.declining import DEAR, Declining
from eval.report.tables import Cell, Table, table
from eval.report.words import NOTHING, number
from eval.significance import Mean

_NONE = (NOTHING, Cell(NOTHING))
Named = Sequence[tuple[str, Confidence]]


def trust(stated: Named) -> Table:
    """What the confidences of each system are worth; a row for each figure that any of them has."""
    rows = [
        ("Answers with a confidence", [str(one.answers) for _, one in stated]),
        ("Answers it can give with at most 5 % wrong", [number("", one.coverage) for _, one in stated]),
        ("Area under the curve (AURC), lower is better", [_plain(one.area) for _, one in stated]),
        ("A right answer surer than a wrong one (AUROC)", [_plain(one.right_above_wrong) for _, one in stated]),
        (
            "An answerable question surer than another (AUROC)",
            [_plain(one.answerable_above) for _, one in stated],
        ),
        ("Calibration error (ECE), lower is better", [_plain(one.ece) for _, one in stated]),
        ("Brier score, lower is better", [_plain(one.brier) for _, one in stated]),
    ]
    known = [(name, *values) for name, values in rows if set(values) != {NOTHING}]
    return table("What the confidence stated is worth", ("Figure", *(name for name, _ in stated)), known)


def bins(ours: Confidence) -> Table:
    """The reliability diagram in numbers."""
    rows = [
        (
            f"{number('', one.low)} to {number('', one.high)}",
            str(one.count),
            number("", one.confidence),
            number("", one.accuracy),
        )
        for one in ours.bins
    ]
    return table("Answers of like confidence", ("Confidence", "Answers", "Mean confidence", "Right"), rows)


def declining(found: Sequence[tuple[str, Declining]]) -> Table:
    """Who was answered and who declined, and what that earns; a row for each figure that any system has."""
    counts = [one.counts for _, one in found]
    rows: list[tuple[str, Sequence[str | Cell]]] = [
        ("Answerable, answered", [str(one.answered_answerable) for one in counts]),
        ("Answerable, declined", [str(one.silent_answerable) for one in counts]),
        ("Unanswerable, answered", [str(one.answered_unanswerable) for one in counts]),
        ("Unanswerable, declined", [str(one.silent_unanswerable) for one in counts]),
        ("Declined that nothing answers (precision)", [number("", one.abstain_precision) for one in counts]),
        ("Unanswerable that was declined (recall)", [number("", one.abstain_recall) for one in counts]),
        ("Both in one (F1)", [number("", one.abstain_f1) for one in counts]),
        ("Right less wrong (truthfulness)", [earned(one.truthfulness) for _, one in found]),
        (f"Right less {DEAR:g} times wrong (reliability)", [earned(one.reliability) for _, one in found]),
    ]
    known = [(name, *values) for name, values in rows if any(value not in _NONE for value in values)]
    return table("What answering and declining are worth", ("Figure", *(name for name, _ in found)), known)


def earned(mean: Mean) -> Cell:
    """A mean that may be below nothing, with its interval."""
    if mean.value is None:
        return Cell(NOTHING)
    ranged = mean.low is not None and mean.high is not None and mean.low != mean.high
    return Cell(_signed(mean.value), f"{_signed(mean.low)} to {_signed(mean.high)}" if ranged else "")


def _signed(value: float | None) -> str:
    return NOTHING if value is None else f"{value:+z.3f}".replace("-", "−")


def _plain(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3f}"
