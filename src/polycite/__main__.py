"""The `polycite` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from polycite import drift_table, journal_command, terminal, trace_tables
from polycite.ask import Asker
from polycite.asking_options import After, AsOf, Many, Named, Within, Words, question_from
from polycite.bootstrap import asker, journal, library, load, page_drawer, prepared
from polycite.doctor import Finding, examine
from polycite.drift import DriftReport
from polycite.drift import drift as drifted
from polycite.errors import BadQuestion, BadSettings, PolyciteError
from polycite.expansion import Crossing, crossings
from polycite.explaining import explain as explained
from polycite.model import ANONYMOUS
from polycite.question import checked
from polycite.replay import Replayed, read_trace, written
from polycite.replay import replay as asked_again
from polycite.settings import Settings, load_settings
from polycite.terms import analysers
from polycite.text import counted
from polycite.web.contract import answer_out, catalog_out, found_out
from polycite.web.site import site_of

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
model = typer.Typer(no_args_is_help=True, help="Embedding models.")
app.add_typer(model, name="model")
app.add_typer(journal_command.app)

AsJson = Annotated[bool, typer.Option("--json", help="Print the API's own JSON object.")]


def main() -> None:
    """Run the command line; exit codes are documented in the README."""
    _mount(sys.argv[1:])
    terminal.guarded(app)


def _say_version(wanted: bool) -> None:
    if wanted:
        terminal.data(f"polycite {version('polycite')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Answers in Dutch, French and English, each sentence a verified quotation from your own documents."""


def _mount(arguments: Sequence[str]) -> None:
    """Add the commands other packages bring, but only when one is called or all are listed: `ask` needs none."""
    named = next((one for one in arguments if not one.startswith("-")), None)
    for command in entry_points(group="polycite.commands"):
        if named is None or command.name == named:
            app.add_typer(command.load())


@app.command()
def ask(
    question: Words,
    language: Named = "auto",
    k: Many = 8,
    within: Within = None,
    as_of: AsOf = None,
    after: After = None,
    json: AsJson = False,
) -> None:
    """Answer a question with verified quotations."""
    asked = question_from(question, language, k, within, as_of, after)
    given = _ready().ask(asked)
    if json:
        terminal.data(answer_out(given, date.today()).model_dump_json(indent=2))
    else:
        terminal.answer(given)


@app.command()
def search(question: Words, k: Many = 8, within: Within = None, as_of: AsOf = None, json: AsJson = False) -> None:
    """Show the passages nearest to a question."""
    asked = question_from(question, "auto", k, within, as_of)
    given = _ready().search(asked)
    if json:
        terminal.data(found_out(given).model_dump_json(indent=2))
    else:
        terminal.found(given)


@app.command()
def explain(
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="In Dutch, French or English.")] = None,
    language: Named = "auto",
    k: Many = 8,
    within: Within = None,
    as_of: AsOf = None,
    after: After = None,
    replay: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Ask again from a trace; exit 1 if the answer differs."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Show every stage from a question to its answer, or replay a trace."""
    if (question is None) == (replay is None):
        raise BadQuestion("explain takes a question, or --replay FILE: 'polycite explain \"...\"'")
    if replay is not None:
        _replayed(replay, json)
        return
    asked, ready = question_from(question or "", language, k, within, as_of, after), _ready()
    told = explained(ready.ask(asked), ready.phrases.analysers, ready.today())
    if json:
        terminal.data(written(told, indent=2).decode())
    else:
        trace_tables.explanation(told)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = None,
    owner: Annotated[bool, typer.Option("--owner", help="Serve /owner here, and print its address.")] = False,
) -> None:
    """Serve the API over HTTP."""
    settings = load_settings(os.environ)
    settings = settings.model_copy(update={"owner_page": owner or settings.owner_page})
    where = _host(host, settings), settings.port if port is None else port
    with terminal.preparation() as notice:
        ready = asker(settings, notice)
    _warn_unready(ready)
    with closing(page_drawer(settings)) as drawer:
        load("serve:http")(ready, *where, site=site_of(settings), journal=journal(settings), drawer=drawer)


@app.command()
def status(json: AsJson = False) -> None:
    """Show the live index and its documents."""
    settings = load_settings(os.environ)
    index = library(settings).current()
    documents = index.documents(ANONYMOUS)
    if json:
        terminal.data(catalog_out(index.generation, documents, date.today()).model_dump_json(indent=2))
        return
    made = index.generation
    passages = sum(one.passages for one in documents)
    held = f"{counted(len(documents), 'document')}, {counted(passages, 'passage')}"
    terminal.out.print(f"{held}, from {made.root} at {made.created}")
    terminal.out.print(f"generation {made.id} · {made.fingerprint}")
    terminal.entries(documents)


@app.command()
def terms(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="In any of the languages.")],
    json: AsJson = False,
) -> None:
    """Show what words are looked for as in the other languages."""
    bridges = library(load_settings(os.environ)).current().generation.bridges
    found = crossings(checked(words), bridges, analysers())
    if json:
        terminal.data(TypeAdapter(tuple[Crossing, ...]).dump_json(found, indent=2).decode())
    else:
        terminal.crossings(found)


@app.command()
def drift(json: AsJson = False) -> None:
    """Show where the language versions of a document say different figures, dates or denials."""
    report = drifted(library(load_settings(os.environ)).current(), ANONYMOUS)
    if json:
        terminal.data(TypeAdapter(DriftReport).dump_json(report, indent=2).decode())
    else:
        drift_table.show(report)


@app.command()
def doctor(json: AsJson = False) -> None:
    """Check that everything a question needs is in place, and say what to do where it is not."""
    settings = load_settings(os.environ)
    findings = examine(settings)
    if json:
        terminal.data(TypeAdapter(tuple[Finding, ...]).dump_json(findings, indent=2).decode())
    else:
        terminal.checks([(one.well, one.what, one.says) for one in findings])
    if not all(one.well for one in findings):
        raise typer.Exit(5)


@model.command()
def prepare(
    name: Annotated[str, typer.Argument(metavar="NAME", help="`default`, or a sentence-transformers name or folder.")],
) -> None:
    """Make a model ready to serve: export, quantise, check against the original."""
    settings = load_settings(os.environ).model_copy(update={"embedder": name})
    with terminal.preparation() as notice:
        folder = prepared(settings, notice)
    terminal.data(str(folder))


def _warn_unready(ready: Asker) -> None:
    """Say at the start what every question would be refused with; once an index is there, no restart is needed."""
    try:
        ready.index()
    except PolyciteError as error:
        terminal.notes.print(f"[yellow]warning:[/yellow] {terminal.plain(str(error))}; until then nothing is answered")


def _host(given: str | None, settings: Settings) -> str:
    """Where to listen: an empty name would be every address of the machine, which nobody means by it."""
    if given is not None and not given.strip():
        raise BadSettings("--host is empty: name an address, for example 127.0.0.1, or leave it out")
    return settings.host if given is None else given


def _replayed(file: Path, json: bool) -> None:
    trace = read_trace(file)
    told = asked_again(_ready(), trace, ANONYMOUS)
    if json:
        terminal.data(TypeAdapter(Replayed).dump_json(told, indent=2).decode())
    else:
        trace_tables.replayed(told)
    if not told.same:
        raise typer.Exit(1)


def _ready() -> Asker:
    """An asker with an index to ask: a model is not prepared only to say that there is none."""
    settings = load_settings(os.environ)
    library(settings).current()
    with terminal.preparation() as notice:
        return asker(settings, notice)


if __name__ == "__main__":
    main()
