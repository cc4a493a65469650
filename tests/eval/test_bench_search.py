from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest
from qdrant_client import models

from eval.bench.search import ask_edge, ask_edge_all, ask_local, edge, local, search
from eval.bench.synthetic import DIMENSION, PER_DOCUMENT, Synthesis
from polycite.model import Hit
from polycite.ports import Index

PASSAGES = 240


@pytest.fixture(scope="module")
def data() -> Synthesis:
    return Synthesis(PASSAGES)


@pytest.fixture(scope="module")
def index(data: Synthesis, tmp_path_factory: pytest.TempPathFactory) -> Index:
    return edge(tmp_path_factory.mktemp("edge"), data)


def test_vectors_have_unit_length_and_the_encoders_size(data: Synthesis) -> None:
    assert data.vectors.shape == (PASSAGES, DIMENSION)
    assert np.allclose(np.linalg.norm(data.vectors, axis=1), 1, atol=1e-6)


def test_a_passage_has_about_a_hundred_terms_some_of_them_everywhere(data: Synthesis) -> None:
    sizes = [len(one.indices) for one in data.terms]
    assert 80 <= np.mean(sizes) <= 120
    commonest = sum(0 in one.indices for one in data.terms)
    assert commonest > 0.95 * PASSAGES


def test_passages_fill_documents_and_have_one_or_two_sentences_inside(data: Synthesis) -> None:
    shelf = list(data.documents())
    assert [len(passages) for _, passages in shelf] == [PER_DOCUMENT, PER_DOCUMENT, PASSAGES - 2 * PER_DOCUMENT]
    for document, passages in shelf:
        for one in passages:
            assert {sentence.of(document.text) for sentence in one.passage.sentences} == {"Zin."}
            assert len(one.passage.sentences) in (1, 2)
            assert all(one.passage.span.holds(sentence) for sentence in one.passage.sentences)


def test_the_same_seed_gives_the_same_race() -> None:
    one, other = Synthesis(20), Synthesis(20)
    assert np.array_equal(one.vectors, other.vectors)
    assert one.questions(3)[2].terms == other.questions(3)[2].terms


def test_both_engines_are_asked_for_the_same_rankings(data: Synthesis, index: Index) -> None:
    client = local(data)
    for asked in data.questions(4):
        dense, terms = cast(tuple[tuple[Hit, ...], ...], ask_edge(index, asked))
        theirs = [found.points for found in cast(list[models.QueryResponse], ask_local(client, asked))]
        assert all(hit.passage.language == asked.language for hit in (*dense, *terms))
        assert [hit.score for hit in dense] == pytest.approx([point.score for point in theirs[0]], abs=1e-4)
        assert len(terms) == len(theirs[1])
    client.close()


def test_a_question_of_ours_asks_nine_rankings(data: Synthesis, index: Index) -> None:
    rankings = cast(tuple[tuple[Hit, ...], ...], ask_edge_all(index, data.questions(1)[0]))
    assert len(rankings) == 9
    assert {hit.passage.language for hits in rankings for hit in hits} == {"nl", "fr", "en"}


def test_every_repeat_gives_a_time_for_each_engine(tmp_path: Path) -> None:
    report = search({"passages": 60, "questions": 2, "repeats": 2, "folder": str(tmp_path / "edge")})
    assert {name: len(times) for name, times in report.items()} == {"edge": 2, "local": 2, "edge_all": 2}
    assert all(time > 0 for times in report.values() for time in times)
