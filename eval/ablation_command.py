"""`polycite eval ablation`: what each part is worth, by switching it off and asking the gold questions again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from eval.ablation import Variant, variants
from eval.ablation_table import MARKS, Row, Timed, table, timings, values
from eval.coverage import README
from eval.files import Files
from eval.gate_command import GOLD, Splits, shown, splits_of, suite_of
from eval.ours import Ours
from eval.questions import Split
from eval.reindexing import remade
from eval.run import run
from eval.subject import Subject, embedded
from eval.suite import Suite
from polycite import terminal
from polycite.settings import load_settings


def ablation(
    split: Splits = None,
    gold: Annotated[Path, typer.Option(help="A folder of gold questions.")] = GOLD,
    corpus: Annotated[Path, typer.Option(help="The documents they are about.")] = Path("corpus"),
    write: Annotated[bool, typer.Option("--write", help="Put the table into the README too.")] = False,
    readme: Annotated[Path, typer.Option(help="The README with the marks of the table.")] = README,
) -> None:
    """Show what each part is worth: everything on, and each part off by itself, on the development questions.

    Nothing is fitted again.
    """
    splits = splits_of(split or ["development"])
    suite = suite_of(gold, splits)
    found = embedded(suite, corpus, _say)
    made = told(suite, splits, _rows(suite, splits, found, corpus))
    terminal.data(made)
    if write:
        terminal.data(f"{readme}: {'updated' if MARKS.write(readme, made) else 'was up to date'}")


def told(suite: Suite, splits: Sequence[Split], rows: Sequence[Row]) -> str:
    """The table under a line that says what was asked."""
    return f"{len(suite.of(splits))} questions, {', '.join(splits)}:\n\n{table(rows)}"


def _rows(suite: Suite, splits: tuple[Split, ...], subject: Subject, corpus: Path) -> list[Row]:
    if not isinstance(subject.system, Ours):
        raise TypeError(f"{subject.system.name} is not asked in this process")
    found = variants(subject.system.asker, remade(corpus, load_settings(os.environ), _say))
    questions, day, files = suite.of(splits), suite.day, Files(corpus)
    with shown() as progress:
        measured = [
            run(Ours(one.asker, one.name), questions, splits, day, files, partial(progress, one.name), subject.secrets)
            for one in found
        ]
        timed = timings(found, questions, day, partial(progress, "all in turn, for their time"))
    return [_row(*one) for one in zip(found, map(values, measured), timed, strict=True)]


def _row(variant: Variant, measured: tuple[float | None, ...], timed: Timed) -> Row:
    return Row(variant.name, measured, timed)


def _say(what: str) -> None:
    terminal.notes.print(what, style="dim", markup=False)
