"""Whatever is set on a page, and however wrong its boxes are, no rectangle covers too much."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from polycite.model import Page, Span
from polycite.web.highlight import Rectangle, highlights
from tests.polycite.web.set_pages import document, typeset, words_under

lines = st.lists(st.text("abcdefg ,.'", min_size=1, max_size=30), min_size=1, max_size=6)


@given(lines, lines, st.data())
def test_rectangles_cover_the_quotation_and_no_other_character(
    left: list[str], right: list[str], data: st.DataObject
) -> None:
    one = document(typeset("\n".join(left) + "\n", left=20) + typeset("\n".join(right), left=220), typeset(left[0]))
    start = data.draw(st.integers(0, len(one.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(one.text))))
    found = highlights(one, span)
    pieces = [words_under(one, number, each) for number, rectangles in found.items() for each in rectangles]
    assert "".join(pieces) == "".join(span.of(one.text).split())
    assert len(pieces) <= sum(len(line.split()) for line in span.of(one.text).split("\n")) + 1
    for number, rectangles in found.items():
        assert all(_inside(each, one.pages[number - 1]) for each in rectangles)


def _inside(rectangle: Rectangle, page: Page) -> bool:
    right, bottom = rectangle.left + rectangle.width, rectangle.top + rectangle.height
    return 0 <= rectangle.left < right <= page.width + 0.02 and 0 <= rectangle.top < bottom <= page.height + 0.02


@given(st.binary(max_size=200), st.text("ab \n", max_size=20), st.floats(0, 500), st.data())
def test_no_boxes_however_wrong_make_it_fail(boxes: bytes, text: str, side: float, data: st.DataObject) -> None:
    page = Page(1, "1", Span(0, len(text)), side, side, boxes)
    one = replace(document(), text=text, pages=(page,))
    end = data.draw(st.integers(0, len(text)))
    found = highlights(one, Span(data.draw(st.integers(0, end)), end))
    assert all(_inside(each, page) for each in found.get(1, ()))
