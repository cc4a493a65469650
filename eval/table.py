"""What a run prints: its figures as Markdown, so that what stands in a README is what the command said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from eval.questions import ABSENCES, TYPES
from eval.report.confidence import confidence_of
from eval.report.losses import STAGE, losses
from eval.report.told import Report
from eval.report.words import NOTHING, many
from eval.significance import Mean
from eval.summary import EVERYTHING, MEASURES, Measure, Row
from polycite.model import LANGUAGES

COLUMNS: Sequence[tuple[str, Row]] = (
    ("all", EVERYTHING),
    ("same language", ("reach", "same language")),
    ("across languages", ("reach", "across languages")),
    ("nl", ("language", "nl")),
    ("fr", ("language", "fr")),
    ("en", ("language", "en")),
)
KINDS: Sequence[str] = (*TYPES, *ABSENCES, "canary")
OF_KINDS = ("recall@5", "ndcg@10", "key_facts", "citation_recall", "hallucination")


def tables(report: Report) -> str:
    """Figures by measure and by type of question, each for ours and its peers; where ours went wrong, and how far its
    confidence can be trusted. Undefined is a dash, never a zero.
    """
    parts = (_by_measure(report), _by_kind(report), _by_stage(report), _by_confidence(report))
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part)))


def _by_measure(report: Report) -> Iterator[str]:
    peers = [(f"{one.run.system}, all", one) for one in report.peers]
    slices = [name for name, _ in COLUMNS[1:]]
    yield from _heading(["measure", "all [95 % interval]", *slices, *(name for name, _ in peers)])
    for measure in filter(lambda one: one.is_headline, MEASURES):
        own = [report.ours.mean(row, measure.name) for _, row in COLUMNS]
        if own[0] is not None:
            theirs = [_value(one.mean(EVERYTHING, measure.name)) for _, one in peers]
            yield _line([_named(measure), _ranged(own[0]), *map(_value, own[1:]), *theirs])
    right = _ranged(report.ours.right[EVERYTHING])
    theirs = [_value(one.right.get(EVERYTHING)) for _, one in peers]
    yield _line(["right", right, *(_value(report.ours.right.get(row)) for _, row in COLUMNS[1:]), *theirs])


def _by_kind(report: Report) -> Iterator[str]:
    peers = [(f"{one.run.system}: recall@5", one) for one in report.peers]
    yield from _heading(["type", "questions", "right", *OF_KINDS, *(name for name, _ in peers)])
    asked: list[Row] = [("type", kind) for kind in KINDS if ("type", kind) in report.ours.right]
    for row in asked:
        values = [_value(report.ours.mean(row, measure)) for measure in OF_KINDS]
        theirs = [_value(one.mean(row, "recall@5")) for _, one in peers]
        right = report.ours.right[row]
        yield _line([row[1], str(right.counted), _value(right), *values, *theirs])


def _by_stage(report: Report) -> Iterator[str]:
    counts = Counter((one.stage, one.language) for one in losses(report))
    if counts:
        yield from _heading(["where questions were lost", *LANGUAGES, "all"])
    for stage, said in STAGE.items():
        own = [counts[stage, language] for language in LANGUAGES]
        if any(own):
            yield _line([said, *map(str, own), str(sum(own))])


def _by_confidence(report: Report) -> Iterator[str]:
    found = confidence_of(report.ours.run)
    if found is None:
        return
    yield from _heading(["confidence", "expected calibration error", "Brier", "AUROC, right"])
    told = (found.ece, found.brier, found.right_above_wrong)
    yield _line([many(found.answers, "answer"), *(NOTHING if one is None else f"{one:.3f}" for one in told)])


def _named(measure: Measure) -> str:
    return measure.name if measure.more_is_better else f"{measure.name} (less is better)"


def _value(mean: Mean | None) -> str:
    return NOTHING if mean is None or mean.value is None else f"{mean.value:.3f}"


def _ranged(mean: Mean) -> str:
    """A mean with its interval, which is none where all are alike: that says nothing of the next question."""
    if mean.low is None or mean.high is None or mean.low == mean.high:
        return _value(mean)
    return f"{_value(mean)} [{mean.low:.3f}, {mean.high:.3f}]"


def _heading(names: Sequence[str]) -> Iterator[str]:
    yield _line(names)
    yield _line(["---"] * len(names))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
