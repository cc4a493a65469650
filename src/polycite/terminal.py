"""What the command line prints: data to stdout, everything else to stderr, colours only for people."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from polycite.answer import Answer, Found
from polycite.bridges import Origin
from polycite.compose import side_by_side
from polycite.errors import (
    BadCatalog,
    BadGold,
    BadQuestion,
    BadSettings,
    BadSource,
    MassDeletion,
    NotFound,
    PolyciteError,
    QuoteMismatch,
)
from polycite.expansion import Crossing
from polycite.model import Citation, Document, Entry, Hit
from polycite.ports import Notice
from polycite.text import display, printable
from polycite.together import pages_of, together
from polycite.wording import also_in

EXIT_CODES = (
    ((BadSettings, BadQuestion, BadCatalog, BadGold, BadSource, MassDeletion), 2),
    ((NotFound,), 3),
    ((QuoteMismatch,), 1),
)
"""0 done · 1 internal · 2 usage · 3 not found · 5 something it needs is unavailable · 6 done, but files failed."""
_UNAVAILABLE = 5
_EXCERPT = 280


class Terminal(Console):
    """A console whose reader may leave (`| head`) without that being an error."""

    def on_broken_pipe(self) -> None:
        """Say nothing more, not even on the interpreter's way out, and end well."""
        leave_the_pipe()
        raise SystemExit(0)


out = Terminal(highlight=False, soft_wrap=True)
notes = Terminal(stderr=True, highlight=False, soft_wrap=True)


def leave_the_pipe() -> None:
    """Point stdout at nothing, because its reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def data(text: str) -> None:
    """Print a result as it is. Here and not in `print`, because click would make a reader's leaving an error."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        leave_the_pipe()
        raise SystemExit(0) from None


def plain(text: str) -> str:
    """Text from outside, to print as it is: no markup, no control characters."""
    return escape(printable(text))


def exit_code(error: PolyciteError) -> int:
    """The documented exit code of an error."""
    return next((code for kinds, code in EXIT_CODES if isinstance(error, kinds)), _UNAVAILABLE)


def complain(error: PolyciteError) -> int:
    """Print an error for the operator; its exit code."""
    said, *more = (error.heading, *error.problems) if isinstance(error, BadGold) else (str(error),)
    notes.print(f"[red]polycite:[/red] {plain(said)}")
    for line in more:
        notes.print(plain(line))
    return exit_code(error)


def guarded(run: Callable[[], object]) -> None:
    """Run a command line so that an error of ours is one line and an exit code."""
    try:
        run()
    except PolyciteError as error:
        raise SystemExit(complain(error)) from error


@contextmanager
def preparation() -> Iterator[Notice]:
    """A notice that shows a progress bar on a terminal and lines elsewhere, and nothing when there is nothing to do."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=notes, transient=True) as progress:
        tasks: list[TaskID] = []

        def show(what: str, share: float) -> None:
            if not tasks:
                tasks.append(progress.add_task(what, total=1.0))
            progress.update(tasks[0], description=what, completed=share)

        yield show


def _lines() -> Notice:
    said: set[str] = set()

    def say(what: str, share: float) -> None:
        if what not in said:
            said.add(what)
            notes.print(f"{plain(what)} ({share:.0%})")

    return say


def answer(given: Answer, console: Console = out) -> None:
    """An answer with its sources, or the decline with the nearest passages."""
    console.print(f"[bold]{plain(given.question)}[/bold]")
    if given.resolved_question:
        console.print(plain(f"({given.resolved_question})"), style="dim")
    for line in given.text.splitlines():
        console.print(plain(line))
    if given.declined:
        hits(given.hits[:3], given.documents, console)
        return
    console.print()
    for group in together(given.citations):
        _sources(group, [f"[{one.marker}]" for one in group], console)
        versions = (same for one in group for same in given.equivalents.get(one.marker, ()))
        if named := dict.fromkeys(map(_version, sorted(versions, key=lambda same: same.passage.language))):
            console.print(f"    {plain(also_in(given.language))} {plain(', '.join(named))}", style="dim")
    for change in given.changes:
        for group in together(change.citations):
            _sources(group, [f"[{change.marker}→]"], console)


def _sources(group: Sequence[Citation], marks: Sequence[str], console: Console) -> None:
    """Where quotations stand, and under it each: after its own mark where there are several."""
    console.print(f"[cyan]{plain(''.join(marks))}[/cyan] {plain(_place(group))}")
    for number, one in enumerate(group):
        mark = f"{marks[number]} " if len(marks) > 1 else ""
        console.print(f'    {plain(mark)}"{plain(side_by_side(one))}"', style="dim")


def _version(same: Citation) -> str:
    """`fr p. 3`, or the file where it has no pages."""
    pages = ", ".join(page.label for page in same.pages)
    return f"{same.passage.language} {f'p. {pages}' if pages else same.document.source.path}"


def _place(group: Sequence[Citation]) -> str:
    source, heading = group[-1].document.source.path, " > ".join(group[-1].passage.heading)
    pages = ", ".join(page.label for page in pages_of(group))
    return " · ".join(part for part in (source, f"p. {pages}" if pages else "", heading) if part)


def found(given: Found) -> None:
    """A ranking of passages."""
    hits(given.hits, given.documents)


def hits(ranked: Sequence[Hit], documents: Mapping[str, Document], console: Console = out) -> None:
    """Passages, best first, with the beginning of each."""
    for hit in ranked:
        document = documents[hit.passage.document]
        pages = ", ".join(page.label for page in document.pages_of(hit.passage.span))
        heading = " > ".join(hit.passage.heading)
        place = " · ".join(part for part in (document.source.path, f"p. {pages}" if pages else "", heading) if part)
        words = display(document, hit.passage.span)
        console.print(f"{hit.rank:>3}. [cyan]{plain(place)}[/cyan]  {hit.score:.2f}")
        console.print(f"     {plain(words[:_EXCERPT])}{'…' if len(words) > _EXCERPT else ''}", style="dim")


def entries(documents: Sequence[Entry]) -> None:
    """The table of contents of an index."""
    table = Table("path", "title", "language", "pages", "passages", "valid", box=None, pad_edge=False)
    for one in documents:
        facts = one.facts
        valid = f"{facts.valid_from or ''}–{facts.valid_to or ''}".strip("–")
        row = (one.source.path, facts.title, facts.language, str(one.pages or "-"), str(one.passages), valid)
        table.add_row(*(plain(cell) for cell in row))
    out.print(table)


_BY: Mapping[Origin, str] = {"own": "own terms", "lexicon": "lexicon", "corpus": "corpus"}


def crossings(found: Sequence[Crossing], console: Console = out) -> None:
    """What words are looked for as in the other languages, a line for each pair."""
    table = Table("word", "of", "in", "is looked for as", "by", box=None, pad_edge=False)
    for one in found:
        looked = ", ".join(f"{word} {weight:.2f}" for word, weight in one.words)
        table.add_row(*(plain(cell) for cell in (one.word, one.home, one.away, looked, _BY[one.origin])))
    console.print(table if found else "no bridge: this is looked for as it is written, in every language")


def checks(rows: Sequence[tuple[bool, str, str]]) -> None:
    """What was looked at, whether it is well, and what was seen."""
    for well, what, says in rows:
        out.print(f"{'[green]ok[/green]  ' if well else '[red]wrong[/red]'} {plain(what)}: {plain(says)}")
