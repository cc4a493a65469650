from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polycite.adapters.encoder.unigram import UnigramTokenizer, Vocabulary, load
from polycite.errors import BadModel

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
SPACE = 4
LEARNED = {"▁": -2.0, "▁ab": -3.0, "a": -4.0, "b": -4.0, "abc": -9.0, "▁abc": -6.5, "c": -3.4, "é": -5.0, "▁b": -5.0}
PIECES = ("<s>", "<pad>", "</s>", "<unk>", *LEARNED, "<mask>")
SCORES = np.array([0, 0, 0, 0, *LEARNED.values(), 0], np.float32)
REPLACEMENTS = {"\n": " ", "\u00a0": " ", "\x01": "", "ﬀ": "ab"}
VOCABULARY = Vocabulary(PIECES, SCORES, REPLACEMENTS, BEGIN, END, PAD, UNKNOWN)


def pieces(text: str, vocabulary: Vocabulary = VOCABULARY) -> list[str]:
    """The pieces of a text, the marks of beginning and end checked and left out."""
    begin, *ids, end = UnigramTokenizer(vocabulary).ids(text)
    assert (begin, end) == (BEGIN, END)
    return [PIECES[number] for number in ids]


def test_a_word_is_cut_where_the_sum_of_scores_is_greatest() -> None:
    # ▁ab c = -6.4, ▁abc = -6.5, ▁ abc = -11, ▁ a b c = -13.4
    assert pieces("abc") == ["▁ab", "c"]


def test_a_small_change_of_a_score_moves_the_cut() -> None:
    scores = SCORES.copy()
    scores[PIECES.index("▁abc")] = -6.3
    assert pieces("abc", replace(VOCABULARY, scores=scores)) == ["▁abc"]


def test_each_word_is_led_by_its_space() -> None:
    assert pieces("ab b ab") == ["▁ab", "▁b", "▁ab"]


def test_several_spaces_of_any_kind_are_one() -> None:
    assert pieces("ab \n\u00a0 b") == pieces("ab b")


def test_a_leading_space_adds_nothing_and_a_trailing_one_is_a_word_of_its_own() -> None:
    assert pieces(" ab") == ["▁ab"]
    assert pieces("ab ") == ["▁ab", "▁"]


def test_a_text_of_nothing_has_no_pieces() -> None:
    assert pieces("") == []
    assert pieces("\x01") == []


def test_characters_are_replaced_before_the_cut() -> None:
    assert pieces("ﬀ\x01c") == pieces("abc")


def test_a_decomposed_accent_is_the_composed_letter() -> None:
    assert pieces("e\u0301") == pieces("é") == ["▁", "é"]


def test_neighbouring_unknown_characters_are_one_unknown() -> None:
    assert pieces("ab§§b§") == ["▁ab", "<unk>", "b", "<unk>"]


def test_a_text_that_spells_a_mark_does_not_become_one() -> None:
    assert pieces("ab</s>b<mask>") == ["▁ab", "<unk>", "b", "<unk>", "a", "<unk>"]


def test_a_vocabulary_is_loaded_as_it_was_saved(tmp_path: Path) -> None:
    VOCABULARY.save(tmp_path / "unigram.npz")
    loaded = load(tmp_path / "unigram.npz")
    assert replace(loaded, scores=SCORES) == VOCABULARY
    assert loaded.scores.dtype == np.float32
    assert np.array_equal(loaded.scores, SCORES)


def test_a_damaged_vocabulary_is_named_with_the_next_command(tmp_path: Path) -> None:
    path = tmp_path / "unigram.npz"
    path.write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(BadModel, match=r"unigram\.npz.*polycite model prepare"):
        load(path)


def test_a_missing_vocabulary_is_named_with_the_next_command(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match=r"unigram\.npz.*polycite model prepare"):
        load(tmp_path / "unigram.npz")
