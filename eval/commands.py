"""`polycite eval`: the gate by itself, `fit` to calibrate declining,
`ablation` for what each part is worth, `public` for test sets of others, `bench` for
speed and memory."""

from __future__ import annotations

import os
import platform
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from eval.ablation_command import ablation
from eval.bench import prepare, report
from eval.bench.race import QUICK, Size, Track
from eval.bench.texts import QUESTIONS, questions
from eval.fit_command import fit
from eval.gate_command import gate
from eval.public.command import public
from polycite import terminal
from polycite.errors import BadSettings
from polycite.settings import load_settings

app = typer.Typer(name="eval", add_completion=False, pretty_exceptions_enable=False)
app.callback(invoke_without_command=True)(gate)
app.command()(fit)
app.command()(ablation)
app.command()(public)


class Race(StrEnum):
    """What can be measured by itself."""

    embedding = "embedding"
    asking = "asking"
    searching = "searching"


@app.command()
def bench(
    corpus: Annotated[Path, typer.Option(help="A folder of documents.")] = Path("corpus"),
    ask: Annotated[Path, typer.Option(help="Questions, one a line.")] = QUESTIONS,
    only: Annotated[list[Race] | None, typer.Option(help="Run this race alone; may be repeated.")] = None,
    repeats: Annotated[int, typer.Option(min=1, max=20, help="Rounds of each race.")] = Size().repeats,
    quick: Annotated[bool, typer.Option("--quick", help="One small round: does it run, not how fast.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print every repeat as one JSON object.")] = False,
) -> None:
    """Compare speed and memory with the pipeline a LlamaIndex tutorial gives, on this machine."""
    settings = load_settings(os.environ)
    if not ask.is_file():
        raise BadSettings(f"--ask {ask} is not a file: write one question a line, or leave the option out")
    size = QUICK if quick else Size(repeats=repeats)
    track = Track(settings.data_dir / "bench", corpus, questions(ask), size, _progress)
    done = run(track, settings.data_dir / "models", tuple(only or Race))
    if json:
        terminal.data(report.to_json(done))
    else:
        terminal.out.print(report.table(done))
        for note in done.notes:
            terminal.out.print(note, style="dim")


def run(track: Track, models: Path, races: tuple[Race, ...]) -> report.Run:
    """Run some races and gather what they found."""
    findings, notes = [], [f"load at the start {os.getloadavg()[0]:.1f}: timings of a busy machine are worth little"]
    if races != (Race.searching,):
        with terminal.preparation() as notice:
            prepare.weights(track, models, notice)
        notes.append(prepare.index(track))
    if Race.embedding in races:
        findings += track.embedding()
    if Race.asking in races:
        found, steps = track.asking()
        findings += found
        notes.append("our steps, median ms: " + ", ".join(f"{step} {spent:.2f}" for step, spent in steps.items()))
    if Race.searching in races:
        findings += track.searching()
    return report.Run(str(track.corpus), machine(), track.size.repeats, tuple(notes), tuple(findings))


def machine() -> str:
    """Where this is measured, and with which versions."""
    vendors = ("onnxruntime", "torch", "llama-index-core", "qdrant-client", "qdrant-edge-py")
    versions = ", ".join(f"{one} {version(one)}" for one in vendors)
    return f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}, {versions}"


def _progress(what: str) -> None:
    terminal.notes.print(what, style="dim")
