"""What cannot be placed is marked nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from polycite.model import Document, Span
from polycite.web.highlight import highlights
from tests.polycite.web.set_pages import NOT_DRAWN, Place, Set, document, packed, span_of, typeset


def changed(**page: object) -> Document:
    one = document(typeset("een twee drie"))
    return replace(one, pages=(replace(one.pages[0], **page),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "page",
    [
        {"boxes": b""},
        {"boxes": packed(typeset("een twee drie").places)[:-3]},
        {"boxes": packed(typeset("een twee dri").places)},
        {"width": 60.0},
        {"height": 40.0},
        {"width": 0.0, "height": 0.0},
    ],
    ids=["no boxes", "cut off", "one too few", "beyond the right", "beyond the bottom", "no size"],
)
def test_what_cannot_be_true_of_a_page_marks_nothing(page: dict[str, object]) -> None:
    assert highlights(changed(**page), Span(4, 8)) == {}


@pytest.mark.parametrize(
    "place",
    [NOT_DRAWN, (70, 50, 70, 58), (75, 50, 70, 58), (70, 58, 74, 50), (390, 50, 430, 58)],
    ids=["not drawn", "no width", "right before left", "bottom above top", "off the page"],
)
def test_one_character_without_a_place_marks_nothing(place: Place) -> None:
    one = typeset("een twee drie")
    places = (*one.places[:4], place, *one.places[5:])
    assert highlights(document(Set(one.text, places)), Span(4, 8)) == {}


def test_a_quotation_that_cannot_be_placed_on_one_page_is_marked_on_none() -> None:
    first, second = typeset("een zin die\n"), typeset("doorloopt hier")
    lost = Set(second.text, tuple(NOT_DRAWN for _ in second.text))
    one = document(first, lost)
    assert highlights(one, span_of(one, "die\ndoorloopt")) == {}


def test_words_drawn_over_each_other_mark_nothing() -> None:
    one = document(typeset("onder\n") + typeset("boven", top=51))
    assert highlights(one, span_of(one, "onder")) == {}


def test_a_format_without_pages_has_nothing_to_mark() -> None:
    one = replace(document(typeset("een twee")), pages=())
    assert highlights(one, Span(0, 3)) == {}
