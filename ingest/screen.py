"""An ingest run on the terminal: progress while it lasts, a report when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from ingest.report import FileReport, Progress, Report, Watch
from polycite.terminal import plain

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
    kept = "nothing changed, generation kept:" if report.generation else "nothing published"
    state = "published" if report.published else kept
    console.print(
        f"{report.documents} documents, {report.passages} passages; {report.embedded} texts embedded, "
        f"{report.reused} taken from the cache; {state} {plain(report.generation)} in {report.seconds:.1f} s"
    )
    if report.bad:
        read = any(one.outcome in ("live", "unchanged") for one in report.files)
        rest = "all others are in the index" if read else "the index is left as it was"
        console.print(f"[red]{len(report.bad)} files need a look[/red] (exit code 6); {rest}")


def _line(one: FileReport) -> str:
    colour = "red" if one.bad else "green" if one.outcome == "live" else "dim"
    count = f" {one.passages} passages" if one.passages else ""
    told = f": {plain(one.reason)}, {plain(one.message)}" if one.message else ""
    warned = "".join(f"\n    [yellow]note:[/yellow] {plain(warning)}" for warning in one.warnings)
    return f"[{colour}]{one.outcome:<11}[/{colour}] {plain(one.path)}{count}{told}{warned}"
