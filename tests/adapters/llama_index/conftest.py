"""A retriever and a query engine over the rules of an office."""

from __future__ import annotations

from datetime import date
from itertools import count

import numpy as np
import pytest

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.adapters.llama_index.retriever import PolyciteQueryEngine, PolyciteRetriever
from polycite.ask import Asker
from polycite.fusion import moments_of
from polycite.model import LANGUAGES
from polycite.phrases import Phrases
from polycite.ports import Description
from polycite.terms import analysers
from tests.adapters.llama_index.shelf import LEAVE, OLD, SALARIES, TELEWORK, TODAY, encoded, read


@pytest.fixture(scope="session")
def asker() -> Asker:
    embedder, library, numbers = HashingEmbedder(), MemoryLibrary(), count(1)
    documents = [
        read("en/telework.pdf", "en", TELEWORK, valid_from=date(2026, 1, 1)),
        read("en/telework-2022.pdf", "en", OLD, valid_to=date(2025, 12, 31)),
        read("fr/conges.html", "fr", LEAVE),
        read("en/pay.docx", "en", SALARIES, readers=("hr",)),
    ]
    ready = {document.id: encoded(document, embedder) for document in documents}
    vectors = [row for some in ready.values() for one in some for row in (one.vector, *one.sentences)]
    moments = moments_of(np.stack(vectors))
    with library.rebuild(embedder.fingerprint, 64, "shelf") as draft:
        draft.describe(
            Description({(view, language): moments for view in ("passage", "sentence") for language in LANGUAGES})
        )
        for document in documents:
            draft.add(document, ready[document.id])
    return Asker(library, embedder, Phrases(analysers()), 50, lambda: date(2026, 6, 1), lambda: str(next(numbers)))


@pytest.fixture(scope="session")
def retriever(asker: Asker) -> PolyciteRetriever:
    return PolyciteRetriever(asker, TODAY)


@pytest.fixture(scope="session")
def engine(asker: Asker) -> PolyciteQueryEngine:
    return PolyciteQueryEngine(asker, TODAY)
