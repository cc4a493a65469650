"""`polycite gold add` and `polycite gold from-journal`: a question somebody asked becomes gold in a minute."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eval.drafting import append, is_planned, problems_of
from eval.indexing import ingested
from eval.interview import Closed, Interview, Options, Stopped, draft
from eval.journal import Journal, read_journal
from eval.plan import Plan, read_plan
from eval.questions import ABSENCES, TYPES, GoldQuestion
from eval.shelf import Shelf, readers_of, shelf_of
from eval.suite import Placed, read_questions
from polycite import terminal
from polycite.bootstrap import library
from polycite.errors import BadGold, BadQuestion, UnknownDocument
from polycite.model import PUBLIC
from polycite.question import checked
from polycite.settings import load_settings

GOLD, CORPUS = Path("eval/gold"), Path("corpus")
Type = StrEnum("Type", list(TYPES))  # type: ignore[misc]
Absent = StrEnum("Absent", list(ABSENCES))  # type: ignore[misc]
Folder = Annotated[Path, typer.Option("--gold", help="The folder of gold questions (*.jsonl and splits.toml).")]
Corpus = Annotated[Path, typer.Option("--corpus", help="The folder of documents they are about.")]


def add(
    gold: Folder = GOLD,
    corpus: Corpus = CORPUS,
    question: Annotated[str, typer.Option(help="As somebody asked it.")] = "",
    language: Annotated[str, typer.Option(help="nl, fr or en; told from the words when left out.")] = "",
    document: Annotated[list[str] | None, typer.Option(help="A path in the corpus; again for one that agrees.")] = None,
    words: Annotated[list[str] | None, typer.Option(help="A few words of the answer, for each --document.")] = None,
    page: Annotated[int | None, typer.Option(min=1, help="Where the first words stand on several pages.")] = None,
    key: Annotated[list[str] | None, typer.Option(help="What the answer must name: '5 days | five days'.")] = None,
    type: Annotated[Type | None, typer.Option(help="What is asked for.")] = None,
    unanswerable: Annotated[Absent | None, typer.Option(help="Why no document answers it.")] = None,
    family: Annotated[str, typer.Option(help="The family of documents it is near to.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", help="The day it is asked about, YYYY-MM-DD.")] = "",
    group: Annotated[list[str] | None, typer.Option(help="Who asks: a group of readers.")] = None,
    id: Annotated[str, typer.Option(help="Its name; the next free one of its family when left out.")] = "",
) -> None:
    """Add one question; what is left out is asked for at a terminal."""
    place = (tuple(document or ()), tuple(words or ()), page, tuple(key or ()))
    kind = (type.value if type else "", unanswerable.value if unanswerable else "", family, as_of)
    asked = checked(question) if question else ""
    given = Options(asked, language, *place, *kind, tuple(group or (PUBLIC,)), id)
    if given.missing:
        _need_terminal(f"give {', '.join(given.missing)}")
    placed = questions_of(gold)
    shelf = shelf_at(corpus, (one.question for one in placed))
    _add(_interview(shelf).fill(given) if given.missing else given, placed, shelf, gold)


def from_journal(
    file: Annotated[Path, typer.Argument(help="Responses as `polycite ask --json` prints them, one after the other.")],
    gold: Folder = GOLD,
    corpus: Corpus = CORPUS,
    listed: Annotated[bool, typer.Option("--list", help="Only list the questions; needs no terminal.")] = False,
) -> None:
    """Make gold of questions that were declined or answered unhelpfully, one by one."""
    placed = questions_of(gold)
    journal = read_journal(file, (one.question for one in placed))
    if listed:
        for line in _lines(journal):
            terminal.data(line)
    else:
        _need_terminal("list the questions with --list, then add each with 'polycite gold add'")
        _offer(journal, placed, shelf_at(corpus, (one.question for one in placed)), gold)
    terminal.notes.print(f"{len(journal.wanting)} of {journal.read} responses are questions to make gold of")


def questions_of(gold: Path) -> tuple[Placed, ...]:
    """The questions of a folder, () where there is none yet. Raises BadGold."""
    if not gold.exists():
        return ()
    if not gold.is_dir():
        raise BadGold([f"{gold}: is no folder: name the folder of the questions with --gold"])
    placed, problems = read_questions(gold)
    if problems and any(gold.glob("*.jsonl")):
        raise BadGold(problems)
    return placed


def shelf_at(corpus: Path, questions: Iterable[GoldQuestion]) -> Shelf:
    """The documents of a corpus as polycite has them indexed now, for all groups its catalogue and questions name."""
    settings = ingested(corpus, load_settings(os.environ), lambda said: terminal.notes.print(said, style="dim"))
    return shelf_of(library(settings).current(), readers_of(corpus, questions))


def day_of(text: str) -> date:
    """A day given as YYYY-MM-DD. Raises BadQuestion."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadQuestion(f"{text!r} is not a day: write YYYY-MM-DD") from error


def _offer(journal: Journal, placed: tuple[Placed, ...], shelf: Shelf, gold: Path) -> None:
    interview = _interview(shelf)
    for asked in journal.wanting:
        try:
            chosen = interview.choose(asked)
            if chosen:
                placed = (*placed, _add(chosen, placed, shelf, gold))
        except Closed:
            raise
        except (BadGold, BadQuestion, UnknownDocument) as error:
            terminal.complain(error)  # this one cannot be gold so, the next may be
        except Stopped:
            return


def _add(options: Options, placed: tuple[Placed, ...], shelf: Shelf, gold: Path) -> Placed:
    """Write down a question if nothing is wrong with it. Raises BadGold, BadQuestion, UnknownDocument."""
    plan = read_plan(gold).plan
    question = draft(options, shelf, [one.question.id for one in placed])
    problems = tuple(problems_of(question, placed, shelf, plan.day if plan else date.today()))
    if problems:
        raise BadGold(problems)
    added = append(question, placed, gold)
    for line in _told(added, plan):
        terminal.data(line)
    return added


def _told(added: Placed, plan: Plan | None) -> Iterator[str]:
    yield f"{added.where}: {added.question.id}"
    for need in added.question.evidence:
        yield from (f"  {one.document}{f', p. {one.page}' if one.page else ''}: {one.quote}" for one in need)
    if plan is None or not is_planned(added.question, plan):
        yield f"  family {added.question.family!r} has no split yet: run 'polycite gold split'"


def _lines(journal: Journal) -> Iterator[str]:
    for one in journal.wanting:
        why = one.declined.reason if one.declined else "unhelpful"
        nearest = one.passages[0].path if one.passages else "-"
        yield "\t".join([one.question_language, why, nearest, " ".join(one.question.split())])


def _interview(shelf: Shelf) -> Interview:
    return Interview(_ask, lambda said: terminal.notes.print(terminal.plain(said)), shelf)


def _ask(what: str, default: str) -> str:
    """A line from the terminal. The prompt goes with the notes: what is printed as data may be going to a file."""
    terminal.notes.print(terminal.plain(f"{what}{f' [{default}]' if default else ''}: "), end="")
    try:
        return input().strip() or default
    except EOFError as error:
        raise Closed("the terminal was closed before all was said: run the command again") from error


def _need_terminal(instead: str) -> None:
    if not sys.stdin.isatty():
        raise BadQuestion(f"no terminal to ask on: {instead}")
