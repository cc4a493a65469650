"""A run: every question of a suite asked of one system, and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from eval.files import Files
from eval.judging import Fault, Judged, judge
from eval.questions import GoldQuestion, Split
from eval.secrets import OPEN, Secrets
from eval.systems import System
from polycite.errors import BadSettings

DENSE = ("passage", "sentence")
TERMS = "terms"
Progress = Callable[[int, int], None]
"""Told how many questions are done, of how many."""


class EmptyRun(BadSettings):
    """Nothing was asked, so nothing was measured."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a system gave for the questions it could be asked; `skipped` are those it could not.

    `faults` are those of the run as a whole; each question has its own.
    """

    system: str
    splits: tuple[Split, ...]
    day: date
    judged: tuple[Judged, ...]
    skipped: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def all_faults(self) -> tuple[Fault, ...]:
        """Everything that may never happen and did."""
        return (*self.faults, *(fault for one in self.judged for fault in one.faults))

    @property
    def seconded(self) -> tuple[int, int]:
        """Quotations that a second reader of the files found on their page, and all that were given a page."""
        found = [is_there for one in self.judged for is_there in one.seconded]
        return sum(found), len(found)


def run(
    system: System,
    questions: Sequence[GoldQuestion],
    splits: tuple[Split, ...],
    day: date,
    files: Files,
    progress: Progress,
    secrets: Secrets = OPEN,
) -> Run:
    """Ask and judge all questions that the system can be asked. Raises EmptyRun where that is none."""
    asked = [question for question in questions if system.can_ask(question)]
    if not asked:
        raise EmptyRun(
            f"{system.name} can be asked none of {len(questions)} questions of {', '.join(splits)}: "
            "check --split and --gold, or run 'polycite gold check'"
        )
    judged = []
    for number, question in enumerate(asked, 1):
        judged.append(judge(question, system.ask(question, day), system, files, secrets))
        progress(number, len(asked))
    skipped = tuple(question.id for question in questions if not system.can_ask(question))
    return Run(system.name, splits, day, tuple(judged), skipped, tuple(_missing_views(judged)))


def _missing_views(judged: Sequence[Judged]) -> Iterator[Fault]:
    """Views that brought no candidate in a language to any question: recall alone would hardly show it."""
    told = [one for one in judged if one.given.views is not None]
    seen = frozenset[str]().union(*(one.given.views or () for one in told))
    for view in sorted(_expected_views([one.question for one in told]) - seen):
        yield Fault("missing_view", None, f"the view {view!r} brought no candidate to any of {len(told)} questions")


def _expected_views(questions: Sequence[GoldQuestion]) -> set[str]:
    """Vectors find something in every language there is evidence in; terms only where words are shared, which they are
    where somebody asked in the language of the evidence."""
    held = {(one.language, language) for one in questions for language in one.evidence_languages}
    near = {f"{view} {language}" for view in DENSE for _, language in held}
    return near | {f"{TERMS} {language}" for asked, language in held if asked == language}
