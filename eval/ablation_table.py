"""What each part is worth: a row for each system that lacks one, a column for each measure and for its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median
from time import perf_counter

from eval.ablation import Variant
from eval.marking import Marks
from eval.ours import Ours
from eval.questions import GoldQuestion
from eval.run import Run
from eval.significance import clustered
from eval.summary import values_of

MARKS = Marks(
    "<!-- ablation: written by 'polycite eval ablation --write' -->", "<!-- end of ablation -->", "the table of parts"
)
MEASURES = (
    "recall@5", "recall@5 across", "ndcg@10", "key_facts", "citation_precision", "citation_recall", "parity",
    "over_refusal", "hallucination", "right",
)  # fmt: skip
_ACROSS = " across"
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of a warm question, the median of all, and the median of what each took more than with everything
    on."""

    milliseconds: float
    more: float


@dataclass(frozen=True, slots=True)
class Row:
    """A system and what it measured; a value is None where it is undefined."""

    name: str
    values: tuple[float | None, ...]
    timed: Timed


def values(run: Run) -> tuple[float | None, ...]:
    """The measures of a run in the order of MEASURES, as `polycite eval` has them: wordings of a triple count once."""
    return tuple(_value(run, name) for name in MEASURES)


def _value(run: Run, name: str) -> float | None:
    if name == "right":
        pairs: list[tuple[float | None, str]] = [
            (float(one.is_right), one.question.triple or one.question.id) for one in run.judged
        ]
    else:
        found = values_of(run, name.removesuffix(_ACROSS))
        far = {one.question.id for one in run.judged if one.reach == "across languages"}
        wanted = [one for one in found if not name.endswith(_ACROSS) or one.name in far]
        pairs = [(one.value, one.group) for one in wanted]
    means = clustered([value for value, _ in pairs], [group for _, group in pairs])
    return fmean(means) if means else None


def timings(
    variants: Sequence[Variant], questions: Sequence[GoldQuestion], day: date, progress: Callable[[int, int], None]
) -> tuple[Timed, ...]:
    """How long each takes: every question asked of all in turn, so that a busy moment of the machine meets them alike.

    Every other question goes through them backwards.
    """
    systems, took = [Ours(one.asker) for one in variants], [list[float]() for _ in variants]
    for number, question in enumerate(questions, 1):
        order = range(len(systems))
        for place in order if number % 2 else reversed(order):
            took[place].append(_milliseconds(systems[place], question, day))
        progress(number, len(questions))
    return tuple(_timed(one, took[0]) for one in took)


def _milliseconds(system: Ours, question: GoldQuestion, day: date) -> float:
    started = perf_counter()
    system.answer(question, day)
    return (perf_counter() - started) * 1000


def _timed(took: Sequence[float], whole: Sequence[float]) -> Timed:
    return Timed(median(took), median(one - other for one, other in zip(took, whole, strict=True)))


def table(rows: Sequence[Row]) -> str:
    """Markdown: the first row as it is, then each with its values."""
    return "\n".join(_lines(rows))


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    names = ["parts", *MEASURES, "ms", "ms more"]
    yield _line(names)
    yield _line(["---"] * len(names))
    for one in rows:
        measured = [NOTHING if value is None else f"{value:.3f}" for value in one.values]
        yield _line([one.name, *measured, f"{one.timed.milliseconds:.1f}", f"{one.timed.more:+.1f}"])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
