"""`polycite journal`: take the journal elsewhere, or make it forget."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from typing import Annotated

import typer

from polycite import bootstrap, terminal
from polycite.errors import BadQuestion
from polycite.model import ANONYMOUS
from polycite.settings import load_settings
from polycite.text import counted
from polycite.web.export import exported

app = typer.Typer(
    name="journal",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="What was asked and what people said of the answers.",
)


@app.command()
def export() -> None:
    """Print every answer as a line of JSON, newest first, as 'polycite gold from-journal' reads it."""
    settings = load_settings(os.environ)
    lines = bootstrap.journal(settings).lines()
    index = bootstrap.library(settings).current()
    unkept = sum(one.kept.question is None for one in lines)
    for line in exported(lines, index, ANONYMOUS):
        terminal.data(line.rstrip("\n"))
    if unkept:
        terminal.notes.print(f"{unkept} more without their question (POLYCITE_QUESTIONS=off)")


@app.command()
def forget(
    before: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Of before that day (UTC); without it, what is older than is kept."),
    ] = None,
) -> None:
    """Delete old answers and what was said of them, from the disk too."""
    count = bootstrap.journal(load_settings(os.environ)).forget(_start_of(before) if before else None)
    terminal.data(f"{counted(count, 'answer')} deleted")


@app.command()
def erase(yes: Annotated[bool, typer.Option("--yes", help="Mean it: nothing brings it back.")] = False) -> None:
    """Delete everything in the journal, from the disk too."""
    if not yes:
        raise BadQuestion("erase deletes every question and all feedback: say --yes if that is meant")
    count = bootstrap.journal(load_settings(os.environ)).forget(datetime.max.replace(tzinfo=UTC))
    terminal.data(f"{counted(count, 'answer')} deleted")


def _start_of(day: str) -> datetime:
    try:
        start = datetime.combine(date.fromisoformat(day), time.min, UTC)
    except ValueError as error:
        raise BadQuestion(f"--before {day!r} is not a date: write YYYY-MM-DD") from error
    if start > datetime.now(UTC):
        raise BadQuestion(f"--before {day!r} is still to come: name today or earlier, or erase everything with 'erase'")
    return start
