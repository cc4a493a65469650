from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from polycite.model import Span
from polycite.web.pages.view_links import Look, look_of


def request(address: str) -> Request:
    path, _, query = address.partition("?")
    return Request({"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []})


def read(address: str) -> Look:
    """The look of an address, as a server is sent it."""
    return look_of("d", request(address.partition("#")[0]))


def test_an_address_is_read_as_it_is_written() -> None:
    look = read("/view/d?start=3&end=9&page=2&answer=ans_1&n=4&zoom=150&whole=1&lang=fr")
    assert look == Look("d", "fr", 3, 9, 2, "ans_1", 4, 150, True, asked=True)


@pytest.mark.parametrize("given", ["-1", "a", "1e3", "٣", "99999999999999", "2147483649", " 5", "+5", "5.0", ""])
def test_what_is_no_number_is_as_if_it_were_not_there(given: str) -> None:
    look = read(f"/view/d?start={given}&end={given}&page={given}&n={given}&lang=nl")
    assert look == Look("d", "nl", asked=True)


@pytest.mark.parametrize("zoom", ["0", "99", "1000", "x"])
def test_only_three_zooms_are_known(zoom: str) -> None:
    assert read(f"/view/d?zoom={zoom}").zoom == 100


numbers = st.none() | st.integers(0, 2**31)


looks = st.builds(
    Look,
    document=st.just("d"),
    language=st.sampled_from(["nl", "fr", "en"]),
    start=numbers,
    end=numbers,
    page=numbers,
    answer=st.none() | st.text("ans_0&#=é/", min_size=1),
    n=numbers,
    zoom=st.sampled_from([100, 150, 200]),
    whole=st.booleans(),
)


@given(looks)
def test_every_look_has_an_address_that_leads_to_it(look: Look) -> None:
    asked = look.start is not None or look.end is not None
    assert read(look.url) == replace(look, asked=asked)


def test_an_address_jumps_to_the_mark_where_there_is_one() -> None:
    assert Look("a/b ?#", "nl", 1, 2).url == "/view/a%2Fb%20%3F%23?start=1&end=2&lang=nl#quote"
    assert Look("d", "nl").url == "/view/d?lang=nl#text"


def test_another_document_is_looked_at_outside_the_answer() -> None:
    here = Look("d", "fr", 1, 2, 3, "ans_1", 2, 150)
    assert here.to("e", Span(5, 6)) == Look("e", "fr", 5, 6, zoom=150)
    assert here.cited("e", Span(5, 6), 3) == Look("e", "fr", 5, 6, answer="ans_1", n=3, zoom=150)
