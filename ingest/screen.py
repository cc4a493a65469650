"""An ingest run on the terminal: progress while it lasts, a report when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from ingest.report import FileReport, Progress, Report, Watch
from polycite.terminal import plain
from polycite.text import counted

_STAGES = {
    "read": "reading files",
    "embed": "embedding passages and sentences",
    "words": "embedding words",
    "publish": "writing the index",
}


@contextmanager
def watching(console: Console) -> Iterator[Watch]:
    """Bars on a terminal, one line a stage elsewhere."""
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, TimeRemainingColumn(), console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def watch(progress: Progress) -> None:
            if progress.stage not in tasks:
                tasks[progress.stage] = bars.add_task(_STAGES[progress.stage], total=progress.total)
            bars.update(tasks[progress.stage], completed=progress.done, total=progress.total)

        yield watch


def _lines(console: Console) -> Watch:
    said: set[str] = set()

    def watch(progress: Progress) -> None:
        if progress.stage not in said:
            said.add(progress.stage)
            console.print(f"{_STAGES[progress.stage]}: {progress.total}")

    return watch


def show(report: Report, console: Console) -> None:
    """What became of each file, and the totals."""
    for one in report.files:
        console.print(_line(one))
    console.print(
        f"{counted(report.documents, 'document')}, {counted(report.passages, 'passage')}; "
        f"{counted(report.embedded, 'text')} embedded, {report.reused} taken from the cache; "
        f"{_state(report)} in {report.seconds:.1f} s"
    )
    if report.bad:
        read = any(one.outcome in ("live", "unchanged") for one in report.files)
        rest = "all others are in the index" if read else "the index is left as it was"
        need = "1 file needs" if len(report.bad) == 1 else f"{len(report.bad)} files need"
        console.print(f"[red]{need} a look[/red] (exit code 6); {rest}")


def _state(report: Report) -> str:
    if report.published:
        return f"published {plain(report.generation)}"
    if report.generation:
        return f"nothing changed, generation kept: {plain(report.generation)}"
    return "nothing published"


def _line(one: FileReport) -> str:
    colour = "red" if one.bad else "green" if one.outcome == "live" else "dim"
    count = f" {counted(one.passages, 'passage')}" if one.passages else ""
    told = f": {plain(one.reason)}, {plain(one.message)}" if one.message else ""
    warned = "".join(f"\n    [yellow]note:[/yellow] {plain(warning)}" for warning in one.warnings)
    return f"[{colour}]{one.outcome:<11}[/{colour}] {plain(one.path)}{count}{told}{warned}"
