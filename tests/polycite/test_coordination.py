from __future__ import annotations

from math import log

import numpy as np
import pytest

from polycite.coordination import Word, rareness, words_met
from polycite.evidence import Read
from polycite.model import Evidence, Language, Passage, Span
from polycite.phrases import phrase_of
from polycite.terms import analysers

WORDS = analysers()


def read(words: str, language: Language = "nl") -> Read:
    passage = Passage("p", "d", Span(0, 9), "prose", (), language, (Span(0, 9),))
    phrase = phrase_of(words, WORDS[language])
    return Read(Evidence(passage, Span(0, 9), 1.0), 0, phrase, np.zeros(2, np.float32))


def word(**terms: str) -> Word:
    """A word of the question, by what it is looked for as in each language."""
    return {language: WORDS[language].said(terms[language]) for language in WORDS if language in terms}


LEAVE = word(en="leave", nl="verlof vakantie", fr="congé")
BABY = word(en="baby", nl="baby", fr="bébé")
SENTENCES = (read("Het verlof duurt tien dagen."), read("Le congé du bébé.", "fr"), read("Een dienstfiets."))


def weight(sentences: int, of: int) -> float:
    """Of a word that so many of the sentences have."""
    return log((of + 1) / (sentences + 0.5)) / log((of + 1) / 0.5)


def test_a_word_is_met_in_whatever_language_it_is_bridged_to() -> None:
    _, met = rareness((LEAVE, BABY), SENTENCES)
    assert met.tolist() == [[True, True, False], [False, True, False]]


def test_a_word_weighs_more_the_fewer_sentences_have_it_and_one_at_most() -> None:
    weights, _ = rareness((LEAVE, BABY, word(nl="raket")), SENTENCES)
    assert weights.tolist() == pytest.approx([weight(2, 3), weight(1, 3), 1.0])
    assert weights[0] < weights[1] < weights[2]


def test_two_bridges_of_one_word_count_once() -> None:
    met, together = words_met((LEAVE,), (read("Verlof is vakantie."),), [True])
    assert met == together == pytest.approx(weight(1, 1))


def test_words_met_apart_are_more_than_those_in_one_sentence() -> None:
    sentences = (read("Verlof."), read("De baby."), read("Fiets."))
    apart, together = words_met((LEAVE, BABY), sentences, [True, True, False])
    assert apart == pytest.approx(2 * weight(1, 3))
    assert together == pytest.approx(weight(1, 3))


def test_what_other_documents_say_is_not_met_together_with_the_quoted_one() -> None:
    apart, together = words_met((LEAVE, BABY), SENTENCES, [True, False, False])
    assert apart == pytest.approx(weight(2, 3))  # the baby stands elsewhere
    assert together == pytest.approx(weight(2, 3) + weight(1, 3))  # the second sentence has both


@pytest.mark.parametrize(("words", "sentences"), [((), SENTENCES), ((LEAVE,), ()), ((), ())])
def test_nothing_asked_or_nothing_read_meets_nothing(words: tuple[Word, ...], sentences: tuple[Read, ...]) -> None:
    assert words_met(words, sentences, [True] * len(sentences)) == (0.0, 0.0)


def test_the_weight_of_a_word_is_a_share_whatever_is_read() -> None:
    for count in (1, 3, 300):
        weights, _ = rareness((LEAVE, BABY), [read("verlof"), *[read("fiets")] * (count - 1)])
        assert 0 < weights[0] < weights[1] == pytest.approx(1.0)
