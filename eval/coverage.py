"""How the gold questions cover the documents: a table in `eval/README.md`, between two marks, kept up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.marking import Marks
from eval.plan import OUT_OF_DOMAIN, Plan
from eval.questions import ABSENCES, SPLITS, TYPES, GoldQuestion
from eval.suite import Suite, split_of
from polycite.model import LANGUAGES

MARKS = Marks(
    "<!-- coverage: written by 'polycite gold coverage --write' -->",
    "<!-- end of coverage -->",
    "the table of coverage",
)
README = Path("eval/README.md")
_KINDS = (*TYPES, *ABSENCES, "canary")


def table(suite: Suite) -> str:
    """Markdown tables: families by split, language and group of kinds; then kinds by language and split."""
    return "\n".join([*_by_family(suite), "", *_by_kind(suite.questions, suite.plan)])


def _by_family(suite: Suite) -> Iterator[str]:
    questions = suite.questions
    yield from _heading(
        ["family", "split", "questions", *LANGUAGES, "cross-lingual", "types", "unanswerable", "canary"]
    )
    names = sorted({one.family for one in questions} - {OUT_OF_DOMAIN})
    for name in names:
        yield _row([name, suite.splits[name], *_cells([one for one in questions if one.family == name])])
    if any(one.family == OUT_OF_DOMAIN for one in questions):
        yield _row([OUT_OF_DOMAIN, "each its own", *_cells([one for one in questions if one.family == OUT_OF_DOMAIN])])
    yield _row(["**all**", "", *_cells(questions)])


def _cells(questions: Sequence[GoldQuestion]) -> list[str]:
    spoken = Counter(one.language for one in questions)
    numbers = [
        len(questions),
        *(spoken[language] for language in LANGUAGES),
        sum(one.is_cross_lingual for one in questions),
        len({one.type for one in questions if one.type}),
        sum(one.unanswerable is not None for one in questions),
        sum(one.canary is not None for one in questions),
    ]
    return [str(number) for number in numbers]


def _by_kind(questions: Sequence[GoldQuestion], plan: Plan) -> Iterator[str]:
    yield from _heading(["kind", "questions", *LANGUAGES, *SPLITS])
    for kind in _KINDS:
        of_kind = [one for one in questions if one.kind == kind]
        yield _row([kind.replace("_", " "), str(len(of_kind)), *_spread(of_kind, plan)])
    yield _row(["**all**", str(len(questions)), *_spread(questions, plan)])


def _spread(questions: Sequence[GoldQuestion], plan: Plan) -> list[str]:
    spoken = Counter(one.language for one in questions)
    placed = Counter(split_of(one, plan) for one in questions)
    return [*(str(spoken[one]) for one in LANGUAGES), *(str(placed[one]) for one in SPLITS)]


def _heading(names: Sequence[str]) -> Iterator[str]:
    yield _row(names)
    yield _row(["---"] * len(names))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(file: Path, suite: Suite) -> bool:
    """Put a suite's table into a README; whether that changed it. Raises BadGold where it cannot go in."""
    return MARKS.write(file, table(suite))
