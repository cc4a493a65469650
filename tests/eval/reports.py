"""Hand-made runs and reports for tests: what is given is said in view, what it is worth is measured for real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from eval.baseline import Baseline, Recorded, recorded
from eval.comparison import compare
from eval.gate import moved
from eval.judging import Fault, Judged, values
from eval.questions import GoldQuestion, Split
from eval.report.told import Environment, Report, measured
from eval.run import Run
from eval.systems import Given, GivenPassage, GivenQuote
from polycite.model import Language
from tests.eval.gold import absent, answered, canary

QUOTE = "Telewerk mag twee dagen per week."
OTHER = "Verlof vraagt men een week vooraf aan."
DAY = date(2026, 11, 21)
ENVIRONMENT = Environment({"polycite": "0.1.0"}, fingerprint="e5-small:1", corpus="c0", gold="g0")


def passage(text: str, path: str = "nl/telewerk.txt") -> GivenPassage:
    return GivenPassage(path, text, (3,))


def quote(text: str, path: str = "nl/telewerk.txt") -> GivenQuote:
    return GivenQuote(path, text, (3,))


def gave(*quoted: str, found: Sequence[str] = (QUOTE,), **changes: Any) -> Given:
    """An answer that quotes some words, over what was found."""
    given = Given(
        is_declined=not quoted,
        said="Dit staat er niet in." if not quoted else "Volgens",
        text="\n".join(quoted),
        quotes=tuple(quote(one) for one in quoted),
        passages=tuple(passage(one) for one in found),
        reason=None if quoted else "not_in_documents",
        confidence=0.8 if quoted else None,
        milliseconds=40.0,
    )
    return replace(given, **changes)


def ask(line: Mapping[str, object]) -> GoldQuestion:
    return GoldQuestion.model_validate(line)


def judged(question: GoldQuestion, given: Given, *faults: Fault) -> Judged:
    return Judged(question, given, values(question, given), faults)


def right(id: str = "telework-1", **changes: object) -> Judged:
    return judged(ask(answered(id, **changes)), gave(QUOTE))


def wrong(id: str = "telework-1", **changes: object) -> Judged:
    return judged(ask(answered(id, **changes)), gave(OTHER, found=(OTHER, QUOTE), confidence=0.4))


def silent(id: str = "absent-1", kind: str = "near_domain", language: Language = "nl") -> Judged:
    return judged(ask(absent(id, kind, language=language)), gave(found=()))


def kept(id: str = "canary-1") -> Judged:
    return judged(ask(canary(id)), gave(found=()))


def numbered(count: int, wrongs: Sequence[int] = ()) -> list[Judged]:
    """Questions by number, right but for some."""
    return [wrong(f"q-{one}") if one in wrongs else right(f"q-{one}") for one in range(count)]


def run_of(*members: Judged, system: str = "polycite", faults: Sequence[Fault] = ()) -> Run:
    return Run(system, ("development",), DAY, members, (), tuple(faults))


def accepted(*members: Judged, reason: str = "first run") -> Baseline:
    questions: dict[str, Recorded] = recorded(run_of(*members))
    return Baseline(accepted=DAY, reason=reason, gold="g0", corpus="c0", fingerprint="e5-small:1", questions=questions)


def report_of(
    run: Run,
    *,
    before: Baseline | None = None,
    peers: Sequence[Run] = (),
    splits: Mapping[str, Split] | None = None,
    seconds: float = 12.0,
) -> Report:
    """A report on a run; every question is in development unless `splits` says otherwise."""
    names = [one.question.id for one in run.judged]
    return Report(
        measured(run),
        tuple(measured(one) for one in peers),
        ENVIRONMENT,
        {**dict.fromkeys(names, "development"), **(splits or {})},
        {"nl/telewerk.txt": "Telewerkbeleid"},
        seconds,
        compare(before, recorded(run), moved(before, ENVIRONMENT)) if before else None,
        before,
    )
