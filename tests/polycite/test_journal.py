from __future__ import annotations

from datetime import UTC, datetime

import pytest

from polycite.journal import Feedback, Kept, Line, said

KEPT = Kept("ans_1", datetime(2026, 6, 1, tzinfo=UTC), "?", "nl", "answered", None, None, "g", (), ())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  te   oud ", "te oud"),
        ("één\r\ntwee\tdrie\x0bvier", "één twee drie vier"),
        ("a\x00b\x1b[31mc\x7fd\x9fe", "a b [31mc d e"),
        ("file\u202egnp.exe\u2066!\u2069", "filegnp.exe!"),
        ("zero\u200bwidth\ufeff \u00adsoft", "zerowidth soft"),
        ("un\ud800paired", "unpaired"),
        ("👩\u200d💼 می\u200cخواهم", "👩\u200d💼 می\u200cخواهم"),
        ("<b>=cmd|' /C'!A0</b>", "<b>=cmd|' /C'!A0</b>"),
        ("\x00\u202e", ""),
    ],
)
def test_words_are_on_one_line_without_what_steers_a_screen(given: str, kept: str) -> None:
    assert said(given) == kept


def test_a_vote_says_whether_it_helped() -> None:
    votes = [None, Feedback("up"), Feedback("down")]
    assert [Line(KEPT, one).helpful for one in votes] == [None, True, False]
