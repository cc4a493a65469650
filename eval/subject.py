"""Who is judged: polycite on a fresh index of the corpus, or a deployment at a URL; and who stands beside it."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import cast

import httpx

from eval.bench.processes import OFFLINE
from eval.deployment import Deployment
from eval.foreign import foreign
from eval.indexing import ingested, own
from eval.locate import letters_of
from eval.ours import Ours
from eval.questions import Canary, GoldQuestion
from eval.report.told import Environment
from eval.secrets import Kept, Secrets
from eval.shelf import Shelf, entries_of, readers_of, shelf_of
from eval.suite import Suite
from eval.systems import System
from eval.validation import validate
from polycite import terminal
from polycite.bootstrap import asker
from polycite.errors import BadGold, BadSettings
from polycite.model import PUBLIC
from polycite.settings import load_settings

_VENDORS = ("polycite", "onnxruntime", "qdrant-edge-py", "numpy", "scipy")
_PATIENCE = 60.0  # seconds a deployment has to answer one question
_SHOWN = 60  # characters of a quotation that a problem repeats


@dataclass(frozen=True, slots=True)
class Subject:
    """A system with what has to be known to judge it again, the titles of its documents by path, and who may read
    them."""

    system: System
    environment: Environment
    titles: Mapping[str, str]
    secrets: Secrets


@contextmanager
def subject_of(suite: Suite, corpus: Path, url: str | None, progress: Callable[[str], None]) -> Iterator[Subject]:
    """The service at a URL, or without one polycite as this code is. Raises what the two raise."""
    if url is None:
        yield embedded(suite, corpus, progress)
        return
    with httpx.Client(base_url=address(url), timeout=_PATIENCE) as client:
        yield deployed(suite, Deployment(client), corpus)


def embedded(suite: Suite, corpus: Path, progress: Callable[[str], None]) -> Subject:
    """polycite on the embedded engine, over the corpus as this code ingests it; gold is held against it first.

    Raises BadGold where gold is stale, BadSource or Unavailable where the corpus cannot be ingested whole.
    """
    settings = ingested(corpus, load_settings(os.environ), progress)
    with terminal.preparation() as notice:
        ready = asker(settings, notice)
    index = ready.index()
    shelf = shelf_of(index, readers_of(corpus, suite.questions))
    problems = validate(suite, shelf)
    if problems:
        raise BadGold(problems)
    environment = _environment(suite, index.generation.fingerprint, _corpus_digest(shelf))
    titles = {path: one.facts.title for path, one in sorted(shelf.documents.items())}
    return Subject(Ours(ready), environment, titles, secrets_of(shelf, suite))


def _corpus_digest(shelf: Shelf) -> str:
    """Of the documents everybody may read, as a deployment shows them too; then of the others."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for one in shelf.documents.values():
        parts[one.is_read_by((PUBLIC,))].append(f"{one.path} {one.document.id}")
    return f"{_digest(parts[True])}+{_digest(parts[False])}"


def secrets_of(shelf: Shelf, suite: Suite) -> Secrets:
    """Who may read what as it was ingested, with what each document says."""
    return Secrets(tuple(_kept(shelf)), _canaries(suite))


def _kept(shelf: Shelf) -> Iterator[Kept]:
    for path, one in sorted(shelf.documents.items()):
        yield Kept(path, frozenset(one.facts.readers), (letters_of(one.facts.title), one.folded.letters))


def _canaries(suite: Suite) -> tuple[Canary, ...]:
    return tuple(one.canary for one in suite.questions if one.canary)


def deployed(suite: Suite, deployment: Deployment, corpus: Path) -> Subject:
    """A service with what it says of itself; who may read what, the catalogue of the corpus here says.

    Raises Unavailable, BadCatalog, and BadGold where it has not what gold is about.
    """
    entries = deployment.documents()
    problems = tuple(f"{one.where}: {said}" for one in suite.placed for said in _lacking(one.question, deployment))
    if problems:
        raise BadGold(problems)
    digest = _digest(f"{one.path} {one.id}" for one in entries)
    environment = _environment(suite, deployment.fingerprint(), digest)
    titles = {one.path: one.title for one in entries}
    return Subject(deployment, environment, titles, Secrets(tuple(_catalogued(corpus, deployment)), _canaries(suite)))


def _catalogued(corpus: Path, deployment: Deployment) -> Iterator[Kept]:
    """What the service lists is open, unless the catalogue here names other readers."""
    listed = {one.path: one.title for one in deployment.documents()}
    named = {str(one["path"]): one for one in entries_of(corpus) if one.get("path") and one["readers"]}
    for path in sorted(listed.keys() | named.keys()):
        entry = named.get(path, {"readers": (PUBLIC,)})
        said = (listed.get(path), entry.get("title"))
        letters = (*(letters_of(str(one)) for one in said if one), deployment.letters(path) or "")
        yield Kept(path, frozenset(entry["readers"]), letters)


def _lacking(question: GoldQuestion, deployment: Deployment) -> Iterator[str]:
    """What a question it can be asked needs and the service's own texts do not say: no answer could be right."""
    if not deployment.can_ask(question):
        return
    for one in (*(quotation for need in question.evidence for quotation in need), *question.correction):
        letters = deployment.letters(one.document)
        if letters is None:
            yield f"{deployment.name} has no document {one.document}: serve the corpus that the gold is about"
        elif letters_of(one.quote) not in letters:
            yield f"stale: {one.document} at {deployment.name} does not say {one.quote[:_SHOWN]!r}"


def address(url: str) -> httpx.URL:
    """An address as a user gives it. Raises BadSettings where it is none."""
    wrong = f"--url {url!r} is no address: write http://HOST:PORT"
    try:
        read = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise BadSettings(f"{wrong} ({error})") from error
    if read.scheme not in ("http", "https") or not read.host:
        raise BadSettings(wrong)
    return read


def known(named: str) -> str:
    """The name of a peer, if there is such a module, also in the folder one stands in. Raises BadSettings.

    What it imports is left for later: loading it before polycite is judged would slow polycite down.
    """
    if str(Path.cwd()) not in sys.path:
        sys.path.append(str(Path.cwd()))  # last, so that nothing there hides what is installed
    module, colon, function = named.partition(":")
    try:
        found = importlib.util.find_spec(module) if module and colon and function else None
    except (ImportError, ValueError) as error:
        raise _unloaded(named, str(error)) from error
    if found is None:
        raise _unloaded(named, f"no module {module!r}" if colon else "no function")
    return named


def peer(named: str, corpus: Path) -> System:
    """What MODULE:FUNCTION gives for the corpus and a work folder: a LlamaIndex retriever or query engine.

    Raises BadSettings where it cannot be loaded, fails or gives something else.
    """
    module, _, name = named.partition(":")
    os.environ.update(OFFLINE)  # before the peer's libraries are imported: they would look for a hub
    try:
        make = getattr(importlib.import_module(module), name)
        inspect.signature(make).bind(corpus, corpus)
        peers = importlib.import_module("eval.peers")
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise _unloaded(named, str(error)) from error
    work = own(load_settings(os.environ)).data_dir / "peers"
    work.mkdir(parents=True, exist_ok=True)
    with foreign(partial(_unloaded, named)):
        made = make(corpus, work)
    if not isinstance(made, peers.JUDGED):
        raise _unloaded(named, f"it gives {type(made).__name__}, no LlamaIndex retriever or query engine")
    return cast(System, peers.Peer(called(named), made, corpus.resolve()))


def called(named: str) -> str:
    """What the report calls a peer."""
    return named.removeprefix("eval.")


def _unloaded(named: str, why: str) -> BadSettings:
    return BadSettings(
        f"--peer {named!r} cannot be loaded ({why}): write MODULE:FUNCTION, and install what it imports "
        "(pip install 'polycite[eval,dev]' for eval.plain)"
    )


def _environment(suite: Suite, fingerprint: str, corpus: str) -> Environment:
    versions = {"python": platform.python_version()} | {one: version(one) for one in _VENDORS}
    return Environment(versions, fingerprint, corpus, suite.digest)


def _digest(lines: Iterable[str]) -> str:
    return blake2b("\n".join(sorted(lines)).encode(), digest_size=16).hexdigest()
