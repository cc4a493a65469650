from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polycite.model import ANONYMOUS, Principal
from polycite.web.cursors import BadCursor, Cursors

CURSORS = Cursors(b"k" * 32)
WORDS = st.text(st.characters(codec="utf-8"))


@given(WORDS, WORDS)
def test_a_cursor_is_read_back_as_the_place_it_was_written_for(path: str, identifier: str) -> None:
    cursor = CURSORS.write((path, identifier), ANONYMOUS)
    assert CURSORS.read(cursor, ANONYMOUS) == (path, identifier)
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text(max_size=200))
def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        CURSORS.read(cursor, ANONYMOUS)


def test_a_cursor_with_one_character_changed_is_refused() -> None:
    cursor = CURSORS.write(("nl/a.pdf", "1"), ANONYMOUS)
    for place, letter in enumerate(cursor[:-1]):
        forged = cursor[:place] + ("A" if letter != "A" else "B") + cursor[place + 1 :]
        with pytest.raises(BadCursor):
            CURSORS.read(forged, ANONYMOUS)


def test_a_cursor_is_for_the_one_it_was_given_to() -> None:
    cursor = CURSORS.write(("nl/a.pdf", "1"), ANONYMOUS)
    with pytest.raises(BadCursor):
        CURSORS.read(cursor, Principal("ann", frozenset({"public"})))


def test_a_cursor_of_another_key_is_refused() -> None:
    with pytest.raises(BadCursor):
        Cursors(b"l" * 32).read(CURSORS.write(("nl/a.pdf", "1"), ANONYMOUS), ANONYMOUS)
