"""Questions that went wrong: how, where on the way, and what was cited beside what should have been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from eval.judging import Judged
from eval.ranking import proves
from eval.report.told import Report

Stage = Literal["leaked", "answered", "not_found", "ranked_low", "declined", "wrong_quote", "incomplete"]
STAGE: Mapping[Stage, str] = {
    "leaked": "Restricted text came to light",
    "answered": "Answered, though no document holds an answer",
    "not_found": "Search: not all evidence was among the first ten passages",
    "ranked_low": "Ranking: evidence was among the first ten passages, but not all in the first five",
    "declined": "Declined, with the evidence at hand",
    "wrong_quote": "Choice: the evidence was at hand, but something else was quoted",
    "incomplete": "Choice: evidence was quoted, but not all key facts are named in it",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """A question that went wrong. `places` is what the accepted run cited; `was_right` whether it had it right."""

    judged: Judged
    stage: Stage
    was_right: bool
    places: tuple[str, ...]

    @property
    def id(self) -> str:
        """The question's."""
        return self.judged.question.id

    @property
    def kind(self) -> str:
        """The question's type, or kind of absence."""
        return self.judged.question.kind

    @property
    def language(self) -> str:
        """The question's."""
        return self.judged.question.language

    @property
    def proven(self) -> tuple[bool, ...]:
        """For each thing needed, whether a quotation proves it."""
        quotes = self.judged.given.quotes
        return tuple(
            any(proves(need, one.path, one.quote) for one in quotes if not one.is_header)
            for need in self.judged.question.evidence
        )


def losses(report: Report) -> tuple[Loss, ...]:
    """Every question that went wrong, in the order of kind, language and id."""
    found = sorted(_losses(report), key=lambda one: (one.kind, one.language, one.id))
    return tuple(found)


def _losses(report: Report) -> Iterator[Loss]:
    lost = frozenset(report.comparison.lost) if report.comparison else frozenset[str]()
    recorded = report.baseline.questions if report.baseline else {}
    for one in report.ours.run.judged:
        if not one.is_right:
            name = one.question.id
            places = recorded[name].places if name in recorded else ()
            yield Loss(one, stage_of(one), name in lost, places)


def stage_of(judged: Judged) -> Stage:
    """The first step on the way at which a question that went wrong did so."""
    if not judged.question.evidence:
        return "leaked" if judged.question.canary else "answered"
    if judged.values["citation_recall"] == 1:
        return "incomplete"
    steps: tuple[tuple[Stage, bool], ...] = (
        ("not_found", judged.values["recall@10"] != 1),
        ("ranked_low", judged.values["recall@5"] != 1),
        ("declined", judged.given.is_declined),
    )
    return next((stage for stage, holds in steps if holds), "wrong_quote")
