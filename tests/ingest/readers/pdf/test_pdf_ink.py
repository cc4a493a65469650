"""Text and boxes stay together through every cut and join."""

from __future__ import annotations

import struct

import pytest

from ingest.readers.pdf_ink import BOX_BYTES, Ink, area, joined, pack, undrawn

HELLO = Ink(" dag ", b"".join(pack((i, 0, i + 1, 2)) for i in range(5)))


def test_a_box_is_four_tenths_of_a_point_little_endian() -> None:
    assert pack((1.0, 2.26, 30.04, 400.5)) == struct.pack("<4H", 10, 23, 300, 4005)


def test_the_area_of_a_box_is_width_times_height() -> None:
    assert area((1.0, 2.0, 4.0, 7.0)) == 15.0


def test_a_box_off_the_page_ends_at_its_edge() -> None:
    assert pack((-3.0, 0.0, 9_999.0, 1.0)) == struct.pack("<4H", 0, 0, 65535, 10)


def test_text_and_boxes_must_match() -> None:
    with pytest.raises(ValueError, match="2 characters"):
        Ink("ab", bytes(BOX_BYTES))


def test_a_cut_keeps_each_characters_box() -> None:
    assert HELLO.cut(1, 3) == Ink("da", pack((1, 0, 2, 2)) + pack((2, 0, 3, 2)))


def test_a_cut_may_count_from_the_end() -> None:
    assert HELLO.cut(0, -1).text == " dag"


def test_stripping_takes_the_boxes_of_the_spaces_along() -> None:
    assert HELLO.stripped() == HELLO.cut(1, 4)


def test_stripping_only_white_space_leaves_nothing() -> None:
    assert undrawn("   ").stripped() == undrawn("")


def test_undrawn_characters_have_boxes_of_zeros() -> None:
    assert undrawn("\t ").boxes == bytes(2 * BOX_BYTES)


def test_joining_keeps_order() -> None:
    whole = joined([HELLO, undrawn("\n"), HELLO])
    assert whole.text == " dag \n dag "
    assert whole.cut(6, 11) == HELLO
