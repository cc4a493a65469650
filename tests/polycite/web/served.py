"""Run as a script: serves one document on a free port of the loopback, and writes the address to stdout.

With the argument `slow` every answer waits until a line arrives on stdin; with `narrow` one question is worked on at a
time and one may wait.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count

import numpy as np

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.ask import Asker
from polycite.model import LANGUAGES, Document, Encoded, Facts, Moments, Passage, Source, Span, Vectors
from polycite.phrases import Phrases
from polycite.ports import Description
from polycite.terms import analysers
from polycite.web.serve import serve
from polycite.web.site import Site

TEXT = "Telewerk is toegestaan op twee dagen per week. De leidinggevende beslist."
SENTENCES = (Span(0, 46), Span(47, 73))


class WaitingEmbedder(HashingEmbedder):
    """Says on stdout that a question came, and embeds it once stdin says so."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors, later."""
        print("asked", flush=True)
        sys.stdin.readline()
        return super().embed_questions(texts)


def library(embedder: HashingEmbedder) -> MemoryLibrary:
    """One document of one passage."""
    shelf, words = MemoryLibrary(), analysers()["nl"]
    document = Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("Nota", "nl"), TEXT)
    passage = Passage("p", "d", Span(0, len(TEXT)), "prose", (), "nl", SENTENCES)
    vectors = embedder.embed_passages([TEXT, *(one.of(TEXT) for one in SENTENCES)])
    spread = np.diag(np.full(64, 1 / 64, np.float32))
    moments = Moments(np.zeros(64, np.float32), spread, 2)
    with shelf.rebuild(embedder.fingerprint, 64, "shelf") as draft:
        draft.describe(Description({(view, one): moments for view in ("passage", "sentence") for one in LANGUAGES}))
        draft.add(document, [Encoded(passage, vectors[0], vectors[1:], words.passage(TEXT, 12))])
    return shelf


def main() -> None:
    """Serve until told to stop."""
    embedder = WaitingEmbedder() if "slow" in sys.argv else HashingEmbedder()
    numbers = count(1)
    asker = Asker(
        library(embedder), embedder, Phrases(analysers()), 50, lambda: date(2026, 6, 1), lambda: str(next(numbers))
    )
    site = Site(origins=("http://127.0.0.1:8400",))
    if "narrow" in sys.argv:
        site = replace(site, at_once=1, waiting=1)
    serve(asker, "127.0.0.1", 0, lambda url: print(url, flush=True), site)


if __name__ == "__main__":
    main()
