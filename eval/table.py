"""What a run prints: its figures as Markdown, so that what stands in a README is what the command said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.report.told import Measured, Report
from eval.significance import Mean
from eval.summary import EVERYTHING, MEASURES, Row

COLUMNS: Sequence[tuple[str, Row]] = (
    ("all", EVERYTHING),
    ("same language", ("reach", "same language")),
    ("across", ("reach", "across languages")),
    ("nl", ("language", "nl")),
    ("fr", ("language", "fr")),
    ("en", ("language", "en")),
)
_NONE = "–"
OF_TYPES = ("recall@5", "ndcg@10", "key_facts", "citation_recall", "hallucination")


def tables(report: Report) -> str:
    """Figures by measure, then by type of question, each for ours and its peers; undefined is a dash, never a zero."""
    return "\n\n".join("\n".join(lines) for lines in (_by_measure(report), _by_type(report)))


def _by_measure(report: Report) -> Iterator[str]:
    peers = [(f"{one.run.system}, all", one) for one in report.peers]
    yield from _heading(["measure", "all [95 % interval]", *(name for name, _ in COLUMNS[1:]), *(n for n, _ in peers)])
    for measure in MEASURES:
        own = [report.ours.mean(row, measure.name) for _, row in COLUMNS]
        if own[0] is not None:
            theirs = [_value(one.mean(EVERYTHING, measure.name)) for _, one in peers]
            yield _line([_arrow(measure.name, measure.more_is_better), _ranged(own[0]), *map(_value, own[1:]), *theirs])
    right = _ranged(report.ours.right[EVERYTHING])
    yield _line(["right", right, *_rights(report.ours), *(_right(one) for _, one in peers)])


def _by_type(report: Report) -> Iterator[str]:
    peers = [(f"{one.run.system}: recall@5", one) for one in report.peers]
    yield from _heading(["type", "questions", "right", *OF_TYPES, *(name for name, _ in peers)])
    rows = [row for row in report.ours.right if row[0] == "type"]
    for row in sorted(rows):
        values = [_value(report.ours.mean(row, measure)) for measure in OF_TYPES]
        theirs = [_value(one.mean(row, "recall@5")) for _, one in peers]
        right = report.ours.right[row]
        yield _line([row[1], str(right.counted), _value(right), *values, *theirs])


def _rights(one: Measured) -> list[str]:
    return [_value(one.right.get(row)) for _, row in COLUMNS[1:]]


def _right(one: Measured) -> str:
    return _value(one.right.get(EVERYTHING))


def _arrow(name: str, more_is_better: bool) -> str:
    return name if more_is_better else f"{name} (less is better)"


def _value(mean: Mean | None) -> str:
    return _NONE if mean is None or mean.value is None else f"{mean.value:.3f}"


def _ranged(mean: Mean | None) -> str:
    if mean is None or mean.low is None or mean.high is None:
        return _value(mean)
    return f"{_value(mean)} [{mean.low:.3f}, {mean.high:.3f}]"


def _heading(names: Sequence[str]) -> Iterator[str]:
    yield _line(names)
    yield _line(["---"] * len(names))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
