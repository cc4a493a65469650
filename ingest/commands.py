"""`polycite ingest PATH`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from ingest.looking import without_documents
from ingest.pipeline import Options, Pipeline
from ingest.record import recorded
from ingest.report import Report
from ingest.screen import show, watching
from polycite import terminal
from polycite.bootstrap import embedder, library, words
from polycite.last_ingest import write_last_ingest
from polycite.settings import Settings, load_settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

FILES_FAILED = 6
"""Exit code of a run that did its work but could not read every file."""


@app.command()
def ingest(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder of documents, or one file.")],
    allow_mass_delete: Annotated[
        bool, typer.Option("--allow-mass-delete", help="Go on when much of what is indexed is not in the folder.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Make the index hold exactly the documents of a folder."""
    settings = load_settings(os.environ)
    report = without_documents(library(settings), path) or _run(settings, path, allow_mass_delete)
    _record(report, path, settings.data_dir)
    if json:
        terminal.data(TypeAdapter(Report).dump_json(report, indent=2).decode())
    else:
        show(report, terminal.out)
    if report.bad:
        raise typer.Exit(FILES_FAILED)


def _run(settings: Settings, path: Path, allow_mass_delete: bool) -> Report:
    with terminal.preparation() as notice:
        ready = embedder(settings, notice)
    with watching(terminal.notes) as watch:
        options = _options(settings, allow_mass_delete)
        pipeline = Pipeline(library(settings), ready, settings.data_dir, options, watch, words=words(settings))
        return pipeline.ingest(path)


def _record(report: Report, root: Path, folder: Path) -> None:
    """Leave the report for the owner's page; the index is published by then, so a full disk costs only a line."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_last_ingest(folder, recorded(report, root, datetime.now(UTC)))
    except OSError as error:
        terminal.notes.print(terminal.plain(f"the report could not be left in {folder}: {error.strerror}"))


def _options(settings: Settings, allow_mass_delete: bool) -> Options:
    return Options(
        default_readers=settings.default_readers,
        reader_seconds=settings.reader_seconds,
        deletion_share=settings.deletion_share,
        allow_mass_delete=allow_mass_delete,
    )
