from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder


def cosine(one: str, other: str) -> float:
    first, second = HashingEmbedder(dimension=4096).embed_passages([one, other])
    return float(first @ second)


def test_texts_that_share_a_word_are_nearer_than_texts_that_share_none() -> None:
    assert cosine("steun voor sport", "sport is gezond") > cosine("steun voor sport", "congé annuel") + 0.2


def test_words_that_share_a_part_are_near() -> None:
    assert cosine("subsidie", "subsidies") > 0.7


def test_case_and_punctuation_are_not_looked_at() -> None:
    assert cosine("Is it open?", "is IT open!") == pytest.approx(1.0)


def test_a_question_and_a_passage_of_the_same_words_are_the_same() -> None:
    embedder = HashingEmbedder()
    assert np.array_equal(embedder.embed_questions(["a day"]), embedder.embed_passages(["a day"]))


def test_a_text_without_a_word_is_the_first_axis() -> None:
    (vector,) = HashingEmbedder(dimension=4).embed_passages([" ?! "])
    assert vector.tolist() == [1.0, 0.0, 0.0, 0.0]


def test_its_window_counts_words() -> None:
    embedder = HashingEmbedder(window=3)
    assert embedder.fits("one, two; three.")
    assert not embedder.fits("one two three four")


def test_another_process_gives_the_same_vector() -> None:
    program = (
        "from polycite.adapters.encoder.hashing_embedder import HashingEmbedder\n"
        "print(HashingEmbedder().embed_passages(['één dag'])[0].tobytes().hex())"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said.strip() == HashingEmbedder().embed_passages(["één dag"])[0].tobytes().hex()
