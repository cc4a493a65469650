"""Runs as they are recorded, made of one value a question, and what a comparison says of two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eval.baseline import Baseline, Recorded
from eval.comparison import Compared, Comparison, compare
from tests.eval.reports import DAY


def question(value: float | None, measure: str = "citation_recall", **changes: object) -> Recorded:
    """A question as a run left it; right when it is worth 1."""
    told: dict[str, object] = {
        "asked": "0",
        "language": "nl",
        "reach": "same language",
        "group": "",
        "right": value == 1,
        "values": {measure: value},
        "places": (),
    }
    return Recorded.model_validate(told | changes)


def many(values: Iterable[float | None], measure: str = "citation_recall", **changes: object) -> dict[str, Recorded]:
    """Questions by number, each its own group."""
    found = enumerate(values)
    return {f"q{n:03}": question(value, measure, **({"group": f"q{n:03}"} | changes)) for n, value in found}


def baseline(questions: Mapping[str, Recorded]) -> Baseline:
    return Baseline(accepted=DAY, reason="first", gold="g", corpus="c", fingerprint="f", questions=dict(questions))


def both(before: Mapping[str, Recorded], after: Mapping[str, Recorded]) -> Comparison:
    return compare(baseline(before), after)


def one(before: Mapping[str, Recorded], after: Mapping[str, Recorded]) -> Compared:
    (found,) = both(before, after).compared
    return found


def fell(count: int, lost: int, measure: str = "citation_recall", **changes: object) -> Compared:
    """`count` questions that were worth 1, the first `lost` of which now are worth 0."""
    after = [0.0] * lost + [1.0] * (count - lost)
    return one(many([1.0] * count, measure, **changes), many(after, measure, **changes))
