from __future__ import annotations

import pytest

from eval.foreign import foreign
from polycite.errors import BadQuestion, Unavailable


def test_whatever_others_raise_is_told_by_its_kind_and_its_words() -> None:
    stops = pytest.raises(Unavailable, match="it stops: ZeroDivisionError: none left")
    with stops, foreign(lambda why: Unavailable(f"it stops: {why}")):
        raise ZeroDivisionError("none left")


def test_an_error_of_ours_stays_what_it_is() -> None:
    with pytest.raises(BadQuestion, match="empty"), foreign(Unavailable):
        raise BadQuestion("the question is empty")


def test_whoever_interrupts_is_not_held_up() -> None:
    with pytest.raises(KeyboardInterrupt), foreign(Unavailable):
        raise KeyboardInterrupt
