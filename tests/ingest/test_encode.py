from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ingest.cache import Cache
from ingest.encode import LOT, Split, average_lengths, embed, encode, moments, public_of
from ingest.report import Progress
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.model import Document, Facts, Language, Passage, Source, Span, Vectors
from polycite.terms import analysers


def one(path: str, text: str, language: Language = "nl", readers: tuple[str, ...] = ("public",)) -> Split:
    document = Document(path, Source(path, path, path, "text/plain"), Facts(path, language, readers=readers), text)
    span = Span(0, len(text))
    return Split(document, (Passage(f"p-{path}", path, span, "prose", (), language, (span,)),))


class Counting(HashingEmbedder):
    """Counts the texts it embeds, and fails when told to."""

    def __init__(self, fails_after: int = 10**9) -> None:
        super().__init__()
        self.embedded, self._fails_after = 0, fails_after

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.embedded + len(texts) > self._fails_after:
            raise RuntimeError("killed")
        self.embedded += len(texts)
        return super().embed_passages(texts)


def quiet(_: Progress) -> None:
    """Nobody watches."""


def test_a_second_run_embeds_nothing(tmp_path: Path) -> None:
    splits = [one("a", "Een zin over clusters."), one("b", "Een zin over verlof.")]
    first, second = Counting(), Counting()
    with Cache(tmp_path) as cache:
        made = embed(splits, first, cache, quiet)
        again = embed(splits, second, cache, quiet)
    assert (first.embedded, made.embedded) == (2, 2)
    assert (second.embedded, again.embedded) == (0, 0)
    assert all(np.array_equal(made.vectors[text], again.vectors[text]) for text in made.vectors)


def test_a_run_that_dies_is_resumed_after_its_last_lot(tmp_path: Path) -> None:
    splits = [one(str(number), f"Zin nummer {number}.") for number in range(3 * LOT)]
    resumed = Counting()
    with Cache(tmp_path) as cache:
        with pytest.raises(RuntimeError, match="killed"):
            embed(splits, Counting(fails_after=2 * LOT), cache, quiet)
        embed(splits, resumed, cache, quiet)
    assert resumed.embedded == LOT


def test_progress_ends_at_the_total(tmp_path: Path) -> None:
    seen: list[Progress] = []
    with Cache(tmp_path) as cache:
        embed([one(str(number), f"Zin {number}.") for number in range(LOT + 1)], HashingEmbedder(), cache, seen.append)
    assert [step.done for step in seen] == [0, LOT, LOT + 1]
    assert {step.total for step in seen} == {LOT + 1}


def test_the_average_length_is_counted_per_language() -> None:
    averages = average_lengths([one("a", "een twee drie"), one("b", "een"), one("c", "one two", "en")], analysers())
    assert averages == {"nl": 2.0, "fr": 1.0, "en": 2.0}


def test_a_passage_is_encoded_with_its_own_vector_its_sentences_and_its_terms(tmp_path: Path) -> None:
    split, words = one("a", "Een zin over clusters."), analysers()
    with Cache(tmp_path) as cache:
        vectors = embed([split], HashingEmbedder(), cache, quiet).vectors
    (made,) = encode(split, vectors, words, {"nl": 4.0, "fr": 1.0, "en": 1.0})
    assert np.array_equal(made.vector, vectors["Een zin over clusters."])
    assert made.sentences.shape == (1, len(made.vector))
    assert set(made.terms.indices) == set(words["nl"].question("Een zin over clusters.").indices)


def test_statistics_come_from_documents_everyone_may_read(tmp_path: Path) -> None:
    public, hidden = one("a", "Een zin over clusters."), one("b", "Een geheime zin.", readers=("hr",))
    assert public_of([public, hidden]) == [public]
    assert public_of([hidden]) == [hidden]


def test_a_language_without_passages_has_the_moments_of_all(tmp_path: Path) -> None:
    splits = [one("a", "Een zin over clusters."), one("b", "One about leave.", "en")]
    with Cache(tmp_path) as cache:
        vectors = embed(splits, HashingEmbedder(), cache, quiet).vectors
    found = moments(splits, vectors)
    pooled = (vectors["Een zin over clusters."] + vectors["One about leave."]) / 2
    assert found["passage", "fr"].mean == pytest.approx(pooled, abs=1e-6)
    assert found["passage", "fr"].count == 2
    assert found["sentence", "nl"].count == 1
