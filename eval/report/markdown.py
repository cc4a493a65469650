"""Markdown for a pull request: the verdict, the gated measures, what was lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from eval.comparison import Compared
from eval.judging import Fault
from eval.report.confidence import confidence_of
from eval.report.declining import DEAR, declining_of
from eval.report.losses import STAGE, Loss, losses
from eval.report.notes import apart_said, asked_said
from eval.report.noticing import noticeable
from eval.report.told import Measured, Report
from eval.report.trust_tables import earned
from eval.report.verdict import verdict_of
from eval.report.words import (
    FAULT,
    NOTHING,
    SAID,
    between,
    chance,
    change,
    gain_between,
    gated_said,
    kind_said,
    many,
    number,
)
from eval.significance import Mean
from eval.summary import EVERYTHING

LONGEST = 40
"""Questions a comment lists; the page and the JSON have all."""
_MARKS = re.compile(r"([\\`*_\[\]()#|~@!])")


def to_markdown(report: Report) -> str:
    """The comment, ending in a line break."""
    verdict = verdict_of(report)
    lines = [f"## Evaluation: {verdict.word.lower()}", "", _plain(verdict.why[:1].upper() + verdict.why[1:])]
    if len(verdict.reasons) > 1:
        lines += ["", *(f"- {_plain(reason)}" for reason in verdict.reasons)]
    for part in (_measures(report), _figures(report), _faults(report), _lost(report), _made_of(report)):
        told = list(part)
        lines += ["", *told] if told else []
    return "\n".join(lines) + "\n"


def _measures(report: Report) -> Iterator[str]:
    if report.comparison is None:
        return
    yield "| measure | accepted | now | gain | 95 % | would notice | p | won | lost | |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
    seen = noticeable(report)
    yield from (_measure(one, seen.get(one.gated.name)) for one in report.comparison.compared)
    apart = list(apart_said(report))
    yield from ("", *(f"- {_plain(said)}" for said in apart)) if apart else ()


def _measure(one: Compared, seen: float | None) -> str:
    name = one.gated.measure
    numbers = [number(name, one.before), number(name, one.after), change(name, one.gain), gain_between(one)]
    numbers.append(number(name, seen))
    flips = [chance(one.corrected), str(len(one.won)), str(len(one.lost)), one.verdict.replace("fail", "**fail**")]
    return _row([gated_said(one.gated), *numbers, *flips])


def _figures(report: Report) -> Iterator[str]:
    yield _row(["over all questions", *(_plain(one.run.system) for one in report.systems)])
    yield "|---|" + "--:|" * len(report.systems)
    for name in ("right", *(one for one in SAID if one != "right")):
        if report.ours.mean(EVERYTHING, name):
            yield _row([SAID[name], *(_figure(one, name) for one in report.systems)])
    yield from _worth(report)


def _worth(report: Report) -> Iterator[str]:
    """What silences and answers earn together, and whether confidence parts right from wrong, where defined."""
    kept = [declining_of(one.run) for one in report.systems]
    if any(kept):
        earning = [(one.truthfulness, one.reliability) if one else None for one in kept]
        yield _row(["right less wrong, declined nothing", *(_ranged(one[0] if one else None) for one in earning)])
        said = f"right less {DEAR:g} times wrong, declined nothing"
        yield _row([said, *(_ranged(one[1] if one else None) for one in earning)])
    parted = [sure.right_above_wrong if (sure := confidence_of(one.run)) else None for one in report.systems]
    if any(one is not None for one in parted):
        areas = (NOTHING if one is None else f"{one:.3f}" for one in parted)
        yield _row(["a right answer surer than a wrong one (AUROC)", *areas])


def _ranged(mean: Mean | None) -> str:
    if mean is None:
        return NOTHING
    cell = earned(mean)
    return f"{cell.text} ({cell.small})" if cell.small else cell.text


def _figure(one: Measured, name: str) -> str:
    mean = one.mean(EVERYTHING, name)
    if mean is None or mean.value is None:
        return NOTHING
    said = between(name, mean)
    return f"{number(name, mean.value)} ({said})" if said else number(name, mean.value)


def _faults(report: Report) -> Iterator[str]:
    if report.faults:
        yield "### Hard rules broken"
        yield ""
    yield from _first([_fault(one, report) for one in report.faults], "breach")


def _fault(fault: Fault, report: Report) -> str:
    return f"- `{fault.question or 'the run'}`: {FAULT[fault.kind]}: {_plain(report.said_of(fault))}"


def _lost(report: Report) -> Iterator[str]:
    found = [one for one in losses(report) if one.was_right]
    if found:
        yield "### Lost questions (right in the accepted run)"
        yield ""
    yield from _first([_loss(one, report) for one in found], "question")


def _loss(loss: Loss, report: Report) -> str:
    if not report.shows(loss.id):
        return f"- `{loss.id}` ({kind_said(loss.kind)})"
    words = _plain(loss.judged.question.question)
    return f"- `{loss.id}` ({kind_said(loss.kind)}, {loss.language}) “{words}”: {STAGE[loss.stage]}"


def _first(lines: Sequence[str], word: str) -> Iterator[str]:
    yield from lines[:LONGEST]
    if len(lines) > LONGEST:
        yield f"- and {many(len(lines) - LONGEST, f'further {word}')}: see the page"


def _made_of(report: Report) -> Iterator[str]:
    made, asked = report.environment, "; ".join(map(_plain, asked_said(report)))
    yield f"<sub>{asked}; gold `{made.gold}`, corpus `{made.corpus}`, embedder `{made.fingerprint}`.</sub>"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Words as they are: no markup, no mention of anybody, one line."""
    escaped = _MARKS.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))
    return escaped.replace("\\@", "@\N{ZERO WIDTH SPACE}")
