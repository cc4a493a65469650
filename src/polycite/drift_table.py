"""The drift of language versions as a table that people read."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from polycite.drift import Drifted, DriftReport, Lone, Side
from polycite.terminal import out, plain
from polycite.text import fold_space


def show(report: DriftReport, console: Console = out) -> None:
    """What differs, what has no counterpart, and how much was compared."""
    if report.drifted:
        console.print(_table("what differs", "one version", "the other", (_drifted(one) for one in report.drifted)))
    if report.alone:
        console.print(_table("alone in", "sentence", "no counterpart in", (_lone(one) for one in report.alone)))
    console.print(
        f"{report.aligned} aligned sentences of {report.pairs} pairs of versions: "
        f"{len(report.drifted)} differ, {len(report.alone)} sentences have no counterpart"
    )


def _table(first: str, second: str, third: str, rows: Iterator[tuple[str, str, str]]) -> Table:
    table = Table(box=None, pad_edge=False, show_lines=False)
    table.add_column(first, ratio=1)
    table.add_column(second, ratio=2)
    table.add_column(third, ratio=2)
    for row in rows:
        table.add_row(*(plain_lines(cell) for cell in row))
        table.add_row()
    return table


def plain_lines(text: str) -> str:
    """Text from outside on its own lines, free of markup and control characters."""
    return "\n".join(plain(line) for line in text.split("\n"))


def _drifted(one: Drifted) -> tuple[str, str, str]:
    only = " / ".join(", ".join(values) or "-" for values in (one.only_one, one.only_other))
    told = ", ".join(one.matters) + (f"\n{only}" if one.only_one or one.only_other else "")
    return f"{one.family}: {told}", _side(one.one), _side(one.other)


def _lone(one: Lone) -> tuple[str, str, str]:
    return one.family, _side(one.side), one.missing_in


def _side(side: Side) -> str:
    pages = f" p. {', '.join(side.pages)}" if side.pages else ""
    return f"{side.path}{pages}\n{fold_space(side.quote)}"
