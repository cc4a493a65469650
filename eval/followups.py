"""Follow-up questions: how many cite the document they need, read after the earlier questions and read alone.

`python -m eval.followups` asks the cases of `followups.jsonl` of the sample corpus. They were written from documents of
the training and development families before any was asked; nothing is fitted on them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from rich.table import Table

from eval.indexing import ingested
from eval.problems import explained
from polycite import terminal
from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.bootstrap import asker
from polycite.errors import BadGold
from polycite.model import ANONYMOUS, LANGUAGES, Scope
from polycite.settings import load_settings
from polycite.text import fold_space

CASES = Path(__file__).with_name("followups.jsonl")
DAY = date(2026, 6, 1)
"""The day every case is asked on."""


class FollowUp(BaseModel):
    """A question that follows on earlier ones, the documents any of which answers it, and words the quotation holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    history: tuple[str, ...]
    question: str
    documents: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one case came to: whether it was answered, cites a document it needs, and quotes the words it needs."""

    case: FollowUp
    is_answered: bool
    cites: bool
    says: bool


def load_cases(path: Path = CASES) -> tuple[FollowUp, ...]:
    """The cases of a file, one a line. Raises BadGold naming each line that is none."""
    cases, problems = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            cases.append(FollowUp.model_validate_json(line))
        except ValidationError as error:
            problems += [f"{path}:{number}: {one}" for one in explained(error)]
    if problems:
        raise BadGold(problems)
    return tuple(cases)


def outcomes(ready: Asker, cases: Sequence[FollowUp], day: date, *, with_history: bool) -> Iterator[Outcome]:
    """Each case asked on a day, after its earlier questions or alone."""
    scope = Scope(ANONYMOUS, as_of=day)
    for case in cases:
        yield outcome(case, ready.ask(Question(case.question, scope, history=case.history if with_history else ())))


def outcome(case: FollowUp, answer: Answer) -> Outcome:
    """What an answer is worth for a case."""
    needed = [fold_space(one.quote) for one in answer.citations if one.document.source.path in case.documents]
    says = any(words in quote for quote in needed for words in case.says)
    return Outcome(case, answer.declined is None, bool(needed), says)


def told(alone: Sequence[Outcome], after: Sequence[Outcome]) -> Table:
    """Both ways side by side, with sums by language."""
    table = Table("follow-up", "alone: cites", "says", "with history: cites", "says", box=None, pad_edge=False)
    for one, other in zip(alone, after, strict=True):
        table.add_row(f"{one.case.history[-1]} / {one.case.question}", *_marks(one), *_marks(other))
    for language in (*LANGUAGES, ""):
        here = [[one for one in way if one.case.id.startswith(language)] for way in (alone, after)]
        table.add_row(f"{language or 'all'} of {len(here[0])}", *(count for way in here for count in _counts(way)))
    return table


def _marks(one: Outcome) -> tuple[str, str]:
    return ("yes" if one.cites else "no" if one.is_answered else "declined", "yes" if one.says else "no")


def _counts(way: Sequence[Outcome]) -> tuple[str, str]:
    return str(sum(one.cites for one in way)), str(sum(one.says for one in way))


def main(corpus: Path, say: Callable[[str], None]) -> None:
    """Print what all cases come to."""
    cases = load_cases()
    with terminal.preparation() as notice:
        ready = asker(ingested(corpus, load_settings(os.environ), say), notice)
    alone, after = (list(outcomes(ready, cases, DAY, with_history=way)) for way in (False, True))
    terminal.out.print(told(alone, after))


if __name__ == "__main__":
    main(Path(*sys.argv[1:] or ["corpus"]), lambda what: terminal.notes.print(what, markup=False))
