"""What every Embedder must do, whatever is below; each adapter's test class inherits it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from polycite.model import Vectors
from polycite.ports import Embedder

TEXTS = (
    "Een aanvraag wordt binnen dertig dagen behandeld.",
    "La demande est traitée dans un délai de trente jours, sauf si le dossier est incomplet.",
    "Parking permits are issued by the reception desk.",
    "Ja",
    "",
)
PARKING = 2


class EmbedderContract:
    """Subclasses give a fixture `make` that builds the same embedder anew, and one `stranger` of another model."""

    @pytest.fixture
    def embedder(self, make: Callable[[], Embedder]) -> Embedder:
        return make()

    def test_vectors_are_float32_one_row_a_text_in_the_order_given(self, embedder: Embedder) -> None:
        vectors, backwards = embedder.embed_passages(TEXTS), embedder.embed_passages(TEXTS[::-1])
        assert (vectors.dtype.name, vectors.ndim, len(vectors)) == ("float32", 2, len(TEXTS))
        assert np.array_equal(backwards[::-1], vectors)

    def test_questions_and_passages_have_one_dimension(self, embedder: Embedder) -> None:
        assert embedder.embed_questions(TEXTS).shape == embedder.embed_passages(TEXTS).shape

    def test_every_vector_has_unit_length_even_of_an_empty_text(self, embedder: Embedder) -> None:
        for vectors in (embedder.embed_questions(TEXTS), embedder.embed_passages(TEXTS)):
            assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)

    def test_a_text_has_the_same_vector_alone_and_among_others_to_the_last_bit(self, embedder: Embedder) -> None:
        passages, questions = embedder.embed_passages(TEXTS), embedder.embed_questions(TEXTS)
        assert np.array_equal(np.concatenate([embedder.embed_passages([text]) for text in TEXTS]), passages)
        assert np.array_equal(np.concatenate([embedder.embed_questions([text]) for text in TEXTS]), questions)

    def test_no_texts_give_no_rows_of_the_same_width(self, embedder: Embedder) -> None:
        width = embedder.embed_passages(TEXTS[:1]).shape[1]
        for vectors in (embedder.embed_passages([]), embedder.embed_questions([])):
            assert (vectors.shape, vectors.dtype.name) == ((0, width), "float32")

    def test_a_question_is_nearest_to_the_passage_that_shares_its_words(self, embedder: Embedder) -> None:
        question = embedder.embed_questions(["Which desk issues parking permits?"])
        assert _cosines(question, embedder.embed_passages(TEXTS)).argmax() == PARKING

    def test_the_same_embedder_built_twice_gives_the_same_vectors_under_one_fingerprint(
        self, make: Callable[[], Embedder]
    ) -> None:
        first, second = make(), make()
        assert first.fingerprint == second.fingerprint
        assert np.array_equal(first.embed_passages(TEXTS), second.embed_passages(TEXTS))

    def test_a_fingerprint_is_one_line_that_another_model_does_not_share(
        self, embedder: Embedder, stranger: Embedder
    ) -> None:
        assert embedder.fingerprint.splitlines() == [embedder.fingerprint]
        assert embedder.fingerprint != stranger.fingerprint

    def test_a_sentence_fits_and_a_book_does_not(self, embedder: Embedder) -> None:
        assert embedder.fits(TEXTS[0])
        assert not embedder.fits("Artikel één bepaalt de regels. " * 2_000)

    def test_a_text_that_does_not_fit_still_has_a_vector(self, embedder: Embedder) -> None:
        (vector,) = embedder.embed_passages(["Artikel één bepaalt de regels. " * 2_000])
        assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def _cosines(question: Vectors, passages: Vectors) -> Vectors:
    cosines: Vectors = passages @ question[0]
    return cosines
