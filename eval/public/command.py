"""`polycite eval public`: the system as it is, on test sets that others made."""

from __future__ import annotations

import json as json_format
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from eval.public.asking import Asking, Progress, Searching
from eval.public.beside import PeerSearching
from eval.public.documents import Files, published
from eval.public.ours import OursSearching, searching
from eval.public.outcome import Outcome
from eval.public.references import references
from eval.public.sets import BadSet, PublicSet, Query, load_set, sample
from eval.public.told import kept, tables
from eval.subject import known
from polycite import terminal
from polycite.bootstrap import asker
from polycite.errors import BadSettings, PolyciteError
from polycite.model import Language
from polycite.settings import Settings, load_settings

_MANY = 100  # questions between two lines of progress
NAME = "public.json"


@dataclass(frozen=True, slots=True)
class Ready:
    """A corpus that can be asked about: its files, and polycite over them."""

    files: Files
    languages: Mapping[Language, int]
    ours: OursSearching


def public(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Test sets, one a folder.")],
    count: Annotated[int | None, typer.Option("--sample", min=1, help="Ask only N questions of each set.")] = None,
    peers: Annotated[list[str] | None, typer.Option("--peer", help="MODULE:FUNCTION of a retriever beside.")] = None,
    reference: Annotated[list[Path] | None, typer.Option(help="A file of published figures.")] = None,
    folder: Annotated[Path, typer.Option("--report", help="Where the JSON goes.")] = Path("var/eval"),
) -> None:
    """Measure retrieval and declining on test sets of others, beside what was published of them.

    A set without documents of its own asks its questions of the documents of the set before it.
    """
    besides = [known(one) for one in dict.fromkeys(peers or ())]
    sets = [(one, load_set(one)) for one in folders]
    if not sets[0][1].corpus:
        raise BadSet(f"{folders[0] / 'corpus.jsonl'}: is empty: name a set with documents before this one")
    figures = [[one for file in reference or () for one in references(file, place)] for place, _ in sets]
    _ready(folder)
    done: list[dict[str, object]] = []
    for outcomes, own in zip(_outcomes([one for _, one in sets], count, besides), figures, strict=True):
        terminal.data(tables(outcomes, own) + "\n")
        done.append(kept(outcomes, own))
        # After each set: what breaks the next one off must not lose it.
        text = json_format.dumps({"sets": done}, indent=1, ensure_ascii=False)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")
    terminal.out.print(f"report: {folder / NAME}", markup=False)


def _outcomes(sets: Sequence[PublicSet], count: int | None, besides: Sequence[str]) -> Iterator[list[Outcome]]:
    """For each set what comes of polycite, then of each peer."""
    settings, ready = load_settings(os.environ), None
    for one in sets:
        if one.corpus or ready is None:
            ready = _indexed(one, settings)
        queries, made = sample(one.queries, count), ready
        peers = [PeerSearching(named, made.files.folder, date.today()) for named in besides]
        beside = (outcome for peer in peers for outcome in _beside(one, made, queries, peer))
        yield [_outcome(one, made, queries, made.ours), *beside]


def _indexed(one: PublicSet, settings: Settings) -> Ready:
    files, own = published(one, settings, _say)
    with terminal.preparation() as notice:
        ours = searching(asker(own, notice))
    return Ready(files, dict(sorted(Counter(entry.lang for entry in one.corpus).items())), ours)


def _outcome(of: PublicSet, ready: Ready, queries: Sequence[Query], system: Searching) -> Outcome:
    asking = Asking(of, ready.files, tuple(ready.languages))
    asked, refused = asking.ask(system, queries, _progress(of.name, system.name))
    cross = sum(asking.searched(one.query) is not None for one in asked)
    unread = len(ready.files.ids) - ready.ours.size
    return Outcome(of, ready.languages, system.name, tuple(queries), asked, refused, cross, unread)


def _beside(of: PublicSet, ready: Ready, queries: Sequence[Query], peer: Searching) -> Iterator[Outcome]:
    """What comes of a peer; one that fails is named with its reason and left out."""
    try:
        yield _outcome(of, ready, queries, peer)
    except PolyciteError as error:
        _say(f"{peer.name} is left out: {error}")


def _ready(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettings(f"--report {folder} cannot be made ({error.strerror}): name a folder") from error


def _progress(name: str, system: str) -> Progress:
    def show(number: int, count: int) -> None:
        if number % _MANY == 0 or number == count:
            _say(f"{name}: asked {system} {number} of {count} questions")

    return show


def _say(what: str) -> None:
    terminal.notes.print(what, style="dim", markup=False)
