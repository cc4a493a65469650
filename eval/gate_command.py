"""`polycite eval` by itself: ask the gold questions, compare, report, and fail where quality dropped."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from eval import baseline as accepted
from eval.baseline import Baseline, recorded
from eval.files import Files
from eval.gate import Bench, report
from eval.gate import Progress as Told
from eval.questions import SPLITS, Split
from eval.report.notes import apart_said, asked_said
from eval.report.told import Report
from eval.report.verdict import Verdict, verdict_of
from eval.run import EmptyRun
from eval.subject import called, known, peer, subject_of
from eval.suite import Suite, load_suite
from eval.table import tables
from polycite import terminal
from polycite.errors import BadSettings, Unavailable

FAILED = 7
_DRAWING = ("jinja2", "junitparser", "matplotlib")
GOLD = Path("eval/gold")
_LISTED = 20  # questions of a kind that the terminal lists; the page has all

Splits = Annotated[
    list[str] | None, typer.Option("--split", help="Only this one: train, development or test; may be repeated.")
]
Peers = Annotated[
    list[str] | None,
    typer.Option("--peer", help="MODULE:FUNCTION of a LlamaIndex retriever or query engine to judge beside."),
]


def gate(
    context: typer.Context,
    split: Splits = None,
    gold: Annotated[Path, typer.Option(help="A folder of gold questions.")] = GOLD,
    corpus: Annotated[Path, typer.Option(help="The documents they are about.")] = Path("corpus"),
    url: Annotated[str | None, typer.Option(help="Judge the deployment at this address instead.")] = None,
    peers: Peers = None,
    baseline: Annotated[Path | None, typer.Option(help="The accepted run; beside the gold by default.")] = None,
    compare: Annotated[bool, typer.Option(help="Compare with the accepted run.")] = True,
    folder: Annotated[Path, typer.Option("--report", help="Where the report goes.")] = Path("var/eval"),
    update: Annotated[bool, typer.Option("--update-baseline", help="Accept this run; needs --reason.")] = False,
    reason: Annotated[str, typer.Option(help="Why this run is accepted, for the history.")] = "",
) -> None:
    """Judge answers by the gold questions; exit 7 where quality dropped or a hard rule was broken.

    Also: `polycite eval bench` for speed and memory, `polycite gold` to make and check questions.
    """
    if context.invoked_subcommand:
        return
    splits, besides = splits_of(split or SPLITS), [known(one) for one in dict.fromkeys(peers or ())]
    kept = baseline or gold.parent / "baseline.json"
    _consistent(update, reason, splits, url, kept)
    suite = suite_of(gold, splits)
    before = _baseline(kept) if compare and not update else None
    _ready(folder)
    done = _judged(suite, splits, corpus, url, besides, before)
    _write(done, folder)
    _tell(done, verdict_of(done), folder)
    _settle(done, kept, reason, update)


def _judged(
    suite: Suite,
    splits: tuple[Split, ...],
    corpus: Path,
    url: str | None,
    besides: Sequence[str],
    before: Baseline | None,
) -> Report:
    """The subject asked, and each peer after it."""
    with subject_of(suite, corpus, url, _say) as subject, shown() as progress:
        bench = Bench(suite, splits, Files(corpus), progress, subject.secrets)
        beside = {called(named): partial(peer, named, corpus) for named in besides}
        return report(bench, subject.system, beside, before, subject.environment, dict(subject.titles))


def _settle(done: Report, kept: Path, reason: str, update: bool) -> None:
    """Accept the run where that was asked and nothing forbids it; exit 7 where it failed."""
    if verdict_of(done).outcome == "fail":
        if update:
            terminal.notes.print(f"not accepted: {kept} is as it was", markup=False)
        raise typer.Exit(FAILED)
    if update:
        _accept(done, kept, reason)


def splits_of(named: Sequence[str]) -> tuple[Split, ...]:
    """The splits of these names, in their usual order. Raises BadSettings."""
    unknown = [one for one in named if one not in SPLITS]
    if unknown:
        raise BadSettings(f"--split {unknown[0]!r} is none of {', '.join(SPLITS)}")
    return tuple(one for one in SPLITS if one in named)


def _consistent(update: bool, reason: str, splits: Sequence[Split], url: str | None, kept: Path) -> None:
    """A baseline is moved on purpose, whole, and from what is in this checkout."""
    if update and not reason.strip():
        raise BadSettings("--update-baseline needs --reason TEXT: say why this run is the one to keep")
    if update and (tuple(splits) != SPLITS or url):
        raise BadSettings("--update-baseline needs all splits and no --url: leave out --split and --url")
    if reason and not update:
        raise BadSettings("--reason is for --update-baseline: add that, or leave the reason out")
    if update and kept.is_dir():
        raise BadSettings(f"--baseline {kept} is a folder: name the file to write")


def suite_of(gold: Path, splits: Sequence[Split]) -> Suite:
    """The questions, some of them of these splits. Raises BadGold, and EmptyRun before anything is ingested."""
    suite = load_suite(gold)
    if not suite.of(splits):
        raise EmptyRun(f"{gold} has no question of {', '.join(splits)}: name another --split, or another --gold")
    return suite


def _ready(folder: Path) -> None:
    """What the report needs, looked for and made before the work of minutes that would be lost without it.

    Raises Unavailable, BadSettings.
    """
    lacking = [one for one in _DRAWING if importlib.util.find_spec(one) is None]
    if lacking:
        raise Unavailable(f"the report needs {', '.join(lacking)}: run \"pip install 'polycite[eval]'\"")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettings(f"--report {folder} cannot be made ({error.strerror}): name a folder") from error


def _baseline(path: Path) -> Baseline:
    found = accepted.load(path)
    if found is None:
        raise BadSettings(
            f"{path} is not there: accept a run with --update-baseline --reason TEXT, or measure with --no-compare"
        )
    return found


def _accept(done: Report, path: Path, reason: str) -> None:
    told = done.environment
    run = done.ours.run
    made = Baseline(
        accepted=datetime.now(UTC).date(),
        reason=reason.strip(),
        gold=told.gold,
        corpus=told.corpus,
        fingerprint=told.fingerprint,
        questions=recorded(run),
    )
    accepted.accept(path, made, run)
    terminal.out.print(f"accepted as {path}: commit it with its reason")


def _write(done: Report, folder: Path) -> None:
    """The report's files; what draws it is imported only now, since no other command needs it."""
    importlib.import_module("eval.report.writing").write(done, folder)


def _tell(done: Report, verdict: Verdict, folder: Path) -> None:
    terminal.data(tables(done))
    terminal.out.print()
    for line in asked_said(done):
        terminal.out.print(line, markup=False)
    if done.comparison:
        _list("won", done.comparison.won)
        _list("lost", done.comparison.lost)
    for line in apart_said(done):
        terminal.out.print(line, markup=False)
    for fault in done.faults[:_LISTED]:
        terminal.out.print(f"{fault.kind}: {fault.question or 'the run'}: {done.said_of(fault)}", markup=False)
    for line in (verdict.sentence, *verdict.reasons[1:], f"report: {folder / 'report.html'}"):
        terminal.out.print(line, markup=False)


def _list(what: str, ids: Sequence[str]) -> None:
    more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
    terminal.out.print(f"{len(ids)} {what}{': ' if ids else ''}{', '.join(ids[:_LISTED])}{more}", markup=False)


def _say(what: str) -> None:
    terminal.notes.print(what, style="dim", markup=False)


@contextmanager
def shown() -> Iterator[Told]:
    """A bar for each system on a terminal; elsewhere a line when one begins."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeRemainingColumn(), console=terminal.notes, transient=True) as bars:
        tasks = {}

        def show(system: str, count: int, of: int) -> None:
            if system not in tasks:
                tasks[system] = bars.add_task(f"asking {system}", total=of)
                if not terminal.notes.is_terminal:
                    _say(f"asking {system} {of} questions")
            bars.update(tasks[system], completed=count)

        yield show
