from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polycite.adapters.index.point_schema import from_payload, point_id, to_payload
from polycite.errors import IndexDamaged
from polycite.model import Facts, Passage, Span

PASSAGE = Passage("a/1", "a", Span(3, 9), "table", ("H",), "fr", (Span(3, 5), Span(5, 9)), Span(0, 2))
spans = st.tuples(st.integers(0, 10**7), st.integers(0, 5000)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
passages = st.builds(
    Passage,
    st.text(),
    st.text(),
    spans,
    st.sampled_from(("prose", "table", "list")),
    st.lists(st.text()).map(tuple),
    st.sampled_from(("nl", "fr", "en")),
    st.lists(spans).map(tuple),
    st.none() | spans,
)


@given(passages)
def test_a_passage_survives_its_payload_as_json(passage: Passage) -> None:
    payload = json.loads(json.dumps(to_payload(passage, Facts("t", "nl"))))
    assert from_payload(1, payload).passage == passage


def test_a_point_is_a_number_of_64_bits_that_depends_on_the_passage_only() -> None:
    assert point_id("a/1") == point_id("a/1") != point_id("a/2")
    assert {point_id(f"a/{number}") >> 63 for number in range(100)} == {0, 1}
    assert max(point_id(f"a/{number}") for number in range(100)) < 2**64


def test_days_are_ordinals_and_open_ends_are_absent() -> None:
    payload = to_payload(PASSAGE, Facts("t", "fr", valid_from=date(1, 1, 2)))
    assert payload["valid_from"] == 2
    assert "valid_to" not in payload
    assert "family" not in payload


def test_who_may_read_it_and_where_its_sentences_are_come_back() -> None:
    stored = from_payload(1, to_payload(PASSAGE, Facts("t", "fr", readers=("hr", "staff")), row=7))
    assert (stored.readers, stored.row, stored.point) == (frozenset({"hr", "staff"}), 7, 1)


@pytest.mark.parametrize("flaw", [{"span": [5, 3]}, {"sentences": [1, 2, 3]}, {"readers": None}, {"heading": 3}])
def test_a_damaged_payload_says_what_to_run(flaw: dict[str, object]) -> None:
    with pytest.raises(IndexDamaged, match=r"payload of point 1 .* 'polycite ingest PATH'"):
        from_payload(1, to_payload(PASSAGE, Facts("t", "fr")) | flaw)


@pytest.mark.parametrize("field", ["passage", "document", "readers", "language", "kind"])
def test_a_payload_without_a_field_is_damaged(field: str) -> None:
    payload = to_payload(PASSAGE, Facts("t", "fr"))
    del payload[field]
    with pytest.raises(IndexDamaged, match=field):
        from_payload(1, payload)
