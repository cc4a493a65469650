"""Our side of a race, as a child process: `python -m eval.bench.ours JOB`, wired as the command line wires it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from eval.bench import telling
from eval.bench.jobs import Job, Report
from eval.bench.telling import job_of, say
from eval.bench.texts import load, shelved, texts_of, words
from polycite.answer import Question
from polycite.bootstrap import asker, embedder, library
from polycite.fusion import moments_of
from polycite.model import ANONYMOUS, LANGUAGES, Document, Encoded, Scope, Vectors
from polycite.ports import Description, Embedder, Library
from polycite.settings import Settings, load_settings
from polycite.terms import analysers

Timed = TypeVar("Timed")


def quiet(_what: str, _share: float) -> None:
    """The model was prepared before: there is nothing to notice."""


def serve(job: Job) -> Report:
    """Answer questions; the median milliseconds of each step inside."""
    ready = asker(load_settings(os.environ), quiet)
    steps: list[Mapping[str, float]] = []

    def answer(question: str) -> None:
        steps.append(ready.ask(Question(question, Scope(ANONYMOUS))).trace.milliseconds)

    telling.serve(answer, job["questions"])
    warm = steps[telling.FIRST :]
    return {"steps": {step: float(np.median([one[step] for one in warm])) for step in (warm or steps)[0]}}


def texts(job: Job) -> Report:
    """Write down what both sides embed."""
    index = library(load_settings(os.environ)).current()
    found = texts_of(index)
    found.save(Path(job["texts"]))
    return {"passages": len(found.passages), "sentences": len(found.sentences), "documents": len(found.files)}


def embed(job: Job) -> Report:
    """Embed the passages, then their sentences, and store the passages in a new index: seconds of each."""
    settings = load_settings(os.environ)
    model, given = embedder(settings, quiet), load(Path(job["texts"]))
    model.embed_passages(given.passages[:2])
    seconds, vectors = clocked(lambda: model.embed_passages(given.passages))
    more, sentences = clocked(lambda: model.embed_passages(given.sentences))
    target = library(settings.model_copy(update={"data_dir": Path(job["folder"])}))
    storing, _ = clocked(lambda: store(settings, target, model, vectors))
    return {"embed": seconds, "store": storing, "sentences": more, "vectors": len(vectors) + len(sentences)}


def store(settings: Settings, target: Library, model: Embedder, vectors: Vectors) -> None:
    """Publish a generation of the same passages without their sentences; terms are counted here."""
    analyser = analysers()
    moments = {(view, language): moments_of(vectors) for view in ("passage", "sentence") for language in LANGUAGES}
    shelf: dict[str, tuple[Document, list[Encoded]]] = {}
    for vector, (document, passage) in zip(vectors, shelved(library(settings).current()), strict=True):
        bare = replace(passage, sentences=())
        terms = analyser[passage.language].passage(words(document, passage), 100.0)
        none = np.empty((0, vectors.shape[1]), np.float32)
        shelf.setdefault(document.id, (document, []))[1].append(Encoded(bare, vector, none, terms))
    with target.rebuild(model.fingerprint, vectors.shape[1], "bench") as draft:
        draft.describe(Description(moments))
        for document, passages in shelf.values():
            draft.add(document, passages)


def clocked(work: Callable[[], Timed]) -> tuple[float, Timed]:
    """Seconds and outcome."""
    started = time.perf_counter()
    outcome = work()
    return time.perf_counter() - started, outcome


TASKS: Mapping[str, Callable[[Job], Report]] = {"serve": serve, "texts": texts, "embed": embed}


def main(arguments: list[str]) -> None:
    """Do one job and say what came of it."""
    job = job_of(arguments)
    say(**TASKS[job["task"]](job))


if __name__ == "__main__":
    main(sys.argv)
