"""`polycite gold`: make gold questions, hold them against the documents, split them, show what they cover."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from eval import coverage as covered
from eval.counts import counts
from eval.gold_making import CORPUS, GOLD, Corpus, Folder, add, day_of, from_journal, questions_of, shelf_at
from eval.plan import PLAN, Plan, read_plan, write_plan
from eval.splitting import parted
from eval.splitting import split as assigned
from eval.suite import load_suite
from eval.validation import validate
from polycite import terminal
from polycite.errors import BadGold

app = typer.Typer(
    name="gold",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Gold questions: make, check, split and count them.",
)
app.command()(add)
app.command(name="from-journal")(from_journal)
_SEED = "polycite"


@app.command()
def check(gold: Folder = GOLD, corpus: Corpus = CORPUS) -> None:
    """Hold every question against the documents; count what there is. Exit code 2 when something is wrong."""
    suite = load_suite(gold)
    shelf = shelf_at(corpus, suite.questions)
    problems = validate(suite, shelf)
    if problems:
        raise BadGold(problems)
    told = counts(suite, shelf)
    for line in told.lines:
        terminal.data(line)
    for warning in told.warnings:
        terminal.notes.print(f"[yellow]look:[/yellow] {terminal.plain(warning)}")
    terminal.data(f"{gold}: well, on {len(shelf.documents)} documents of {corpus}")


@app.command()
def split(
    gold: Folder = GOLD,
    corpus: Corpus = CORPUS,
    day: Annotated[str, typer.Option(help="The day of a new suite, YYYY-MM-DD.")] = str(date.today()),
) -> None:
    """Assign families that have no split yet; those that have one keep it."""
    if not gold.exists():
        raise BadGold([f"{gold}: is not there: add a first question with 'polycite gold add', or correct --gold"])
    asked_on, placed, found = day_of(day), questions_of(gold), read_plan(gold)
    if found.plan is None and (gold / PLAN).exists():
        raise BadGold(found.problems)
    plan = found.plan or Plan(day=asked_on, seed=_SEED)
    shelf = shelf_at(corpus, [one.question for one in placed])
    new = assigned(shelf, placed, plan)
    apart = tuple(parted(shelf, placed, new))
    if apart:
        raise BadGold([f"{gold / PLAN}: {one}" for one in apart])
    write_plan(new, gold)
    for name in sorted(set(new.groups) - set(plan.groups)):
        terminal.data(f"{name}: {new.groups[name].split} ({', '.join(new.groups[name].families)})")
    terminal.data(f"{gold / PLAN}: {len(new.groups)} groups, {len(new.groups) - len(plan.groups)} new")


@app.command()
def coverage(
    gold: Folder = GOLD,
    write: Annotated[bool, typer.Option("--write", help="Put the table into the README, print nothing.")] = False,
    readme: Annotated[Path, typer.Option(help="The README with the marks of the table.")] = covered.README,
) -> None:
    """Show how the questions cover the documents."""
    suite = load_suite(gold)
    if not write:
        terminal.data(covered.table(suite))
    elif covered.write(readme, suite):
        terminal.data(f"{readme}: updated")
    else:
        terminal.data(f"{readme}: was up to date")
