from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polycite.adapters.pages.replies import CHANGED, DRAWN, FLAWED, LARGEST, receive, send

tags = st.sampled_from([DRAWN, CHANGED, FLAWED])


@given(st.lists(st.tuples(tags, st.binary(max_size=50))))
def test_what_is_sent_is_received_in_order(replies: list[tuple[bytes, bytes]]) -> None:
    wire = BytesIO()
    for tag, body in replies:
        send(wire, tag, body)
    wire.seek(0)
    assert [receive(wire) for _ in replies] == replies


@given(tags, st.binary(max_size=20), st.data())
def test_a_reply_that_breaks_off_is_none(tag: bytes, body: bytes, data: st.DataObject) -> None:
    wire = BytesIO()
    send(wire, tag, body)
    whole = wire.getvalue()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(EOFError):
        receive(BytesIO(whole[:cut]))


@pytest.mark.parametrize("said", [b"x\0\0\0\0", DRAWN + (LARGEST + 1).to_bytes(4, "big")])
def test_an_unknown_tag_or_a_length_beyond_all_bounds_is_no_reply(said: bytes) -> None:
    with pytest.raises(EOFError):
        receive(BytesIO(said + b" " * 9))
