from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polycite.model import Document, Facts, Page, Source, Span
from polycite.web.highlight import Rectangle, highlights

WIDTH, HEIGHT = 400.0, 300.0
ACROSS, TALL, LEADING = 5.0, 8.0, 12.0
"""Points of a letter, and from a line to the next."""
NOT_DRAWN = (0.0, 0.0, 0.0, 0.0)
Place = tuple[float, float, float, float]


@dataclass(frozen=True)
class Set:
    """A text set on a page: its characters and where each stands."""

    text: str
    places: tuple[Place, ...]

    def __add__(self, other: Set) -> Set:
        return Set(self.text + other.text, self.places + other.places)


def typeset(text: str, left: float = 50.0, top: float = 50.0) -> Set:
    """Lines of letters of one width; white space is not drawn."""
    x, y, places = left, top, []
    for sign in text:
        places.append(NOT_DRAWN if sign.isspace() else (x, y, x + ACROSS - 1, y + TALL))
        x, y = (left, y + LEADING) if sign == "\n" else (x + ACROSS, y)
    return Set(text, tuple(places))


def packed(places: Sequence[Place]) -> bytes:
    return b"".join(struct.pack("<4H", *(round(10 * edge) for edge in place)) for place in places)


def document(*pages: Set) -> Document:
    made, at = [], 0
    for number, one in enumerate(pages, 1):
        span = Span(at, at + len(one.text))
        made.append(Page(number, str(number), span, WIDTH, HEIGHT, packed(one.places)))
        at = span.end
    text = "".join(one.text for one in pages)
    return Document("d", Source("d", "a.pdf", "d", "application/pdf"), Facts("T", "nl"), text, tuple(made))


def span_of(one: Document, words: str) -> Span:
    start = one.text.index(words)
    return Span(start, start + len(words))


def words_under(one: Document, number: int, rectangle: Rectangle) -> str:
    """Every character of a page whose middle lies in a rectangle, by its own reckoning."""
    page = one.pages[number - 1]
    seen = ""
    for at, sign in enumerate(page.span.of(one.text)):
        left, top, right, bottom = (edge / 10 for edge in struct.unpack_from("<4H", page.boxes, 8 * at))
        across, along = (left + right) / 2 - rectangle.left, (top + bottom) / 2 - rectangle.top
        if (left, top, right, bottom) != NOT_DRAWN and 0 < across < rectangle.width and 0 < along < rectangle.height:
            seen += sign
    return seen


def marked(one: Document, words: str) -> list[str]:
    found = highlights(one, span_of(one, words))
    return [words_under(one, number, each) for number, rectangles in found.items() for each in rectangles]


def test_a_quotation_on_one_line_is_one_rectangle_around_its_ink() -> None:
    one = document(typeset("een twee drie"))
    (rectangle,) = highlights(one, span_of(one, "twee"))[1]
    assert rectangle.left <= 70.0 <= 89.0 <= rectangle.left + rectangle.width
    assert rectangle.top <= 50.0 <= 58.0 <= rectangle.top + rectangle.height
    assert words_under(one, 1, rectangle) == "twee"
    assert rectangle.height <= LEADING


def test_a_quotation_over_lines_is_one_rectangle_a_line() -> None:
    assert marked(document(typeset("een twee\ndrie vier\nvijf zes")), "twee\ndrie vier\nvijf") == [
        "twee",
        "drievier",
        "vijf",
    ]


def test_a_quotation_over_a_blank_page_is_marked_before_and_after_it() -> None:
    one = document(typeset("een twee "), typeset(""), typeset("drie vier"))
    found = highlights(one, span_of(one, "twee drie"))
    assert {number: words_under(one, number, *marks) for number, marks in found.items()} == {1: "twee", 3: "drie"}


def test_columns_are_not_joined_over_the_space_between_them() -> None:
    columns = typeset("links een\nlinks twee\n") + typeset("rechts een\nrechts twee", left=220)
    assert marked(document(columns), "links twee\nrechts een") == ["linkstwee", "rechtseen"]


def test_the_cells_of_a_row_are_marked_each_for_itself() -> None:
    row = typeset("Voltijds\t") + typeset("3 dagen\t", left=150) + typeset("8 dagen", left=260)
    below = typeset("\nDeeltijds\t", top=50) + typeset("2 dagen", left=150, top=62)
    assert marked(document(row + below), "Voltijds\t3 dagen\t8 dagen") == ["Voltijds", "3dagen", "8dagen"]


def test_a_cell_of_two_lines_keeps_its_lines() -> None:
    row = typeset("Wat wordt\nondertekend\t") + typeset("actieplan", left=200)
    assert marked(document(row), "Wat wordt\nondertekend\tactieplan") == ["Watwordt", "ondertekend", "actieplan"]


def test_a_word_divided_at_the_end_of_a_line_is_marked_on_both() -> None:
    divided = typeset("een beleids") + typeset("verklaring hier", top=50 + LEADING)
    assert marked(document(divided), "beleidsverklaring") == ["beleids", "verklaring"]


def test_a_quotation_over_a_page_break_is_marked_on_both_pages() -> None:
    one = document(typeset("een zin die\n"), typeset("doorloopt hier"))
    found = highlights(one, span_of(one, "zin die\ndoorloopt"))
    assert {number: [words_under(one, number, each) for each in found[number]] for number in found} == {
        1: ["zindie"],
        2: ["doorloopt"],
    }


def test_a_page_with_only_white_space_of_the_quotation_has_no_rectangle() -> None:
    one = document(typeset("een zin.\n"), typeset("Nog een."))
    assert list(highlights(one, Span(4, 9))) == [1]


def test_marks_that_hang_high_or_low_belong_to_their_line() -> None:
    one = typeset("'k zag, o.")
    places = list(one.places)
    places[0] = (50, 50, 52, 52)
    places[6] = (80, 57, 82, 60)
    assert marked(document(Set(one.text, tuple(places))), "'k zag, o.") == ["'kzag,o."]


def test_text_that_runs_up_the_page_is_marked_line_by_line() -> None:
    flat = typeset("een twee\ndrie vier")
    turned = tuple(NOT_DRAWN if p == NOT_DRAWN else (p[1], 290 - p[2], p[3], 290 - p[0]) for p in flat.places)
    assert marked(document(Set(flat.text, turned)), "twee\ndrie") == ["twee", "drie"]


def test_letters_that_one_glyph_draws_share_a_box() -> None:
    one = typeset("afi ij")
    places = list(one.places)
    places[1] = places[2] = (55, 50, 64, 58)
    assert marked(document(Set(one.text, tuple(places))), "af") == ["afi"]


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


def test_near_a_page_only_that_page_and_its_neighbours_are_looked_at() -> None:
    pages = [typeset(f"blad {number}\n") for number in range(1, 6)]
    lost = Set(pages[4].text, tuple(NOT_DRAWN for _ in pages[4].text))
    one = document(*pages[:4], lost)
    whole = Span(0, len(one.text))
    assert highlights(one, whole) == {}
    assert [list(highlights(one, whole, near)) for near in (1, 2, 3, 4)] == [[1, 2], [1, 2, 3], [2, 3, 4], []]


def test_words_drawn_over_each_other_mark_nothing() -> None:
    one = document(typeset("onder\n") + typeset("boven", top=51))
    assert highlights(one, span_of(one, "onder")) == {}


def test_a_list_of_letters_is_not_taken_for_text_that_runs_down_the_page() -> None:
    one = document(typeset("a\n", left=20) + typeset("a\na\na\naa\naaa\naa", left=220))
    quoted = Span(0, len(one.text) - 1)
    marked = "".join(words_under(one, 1, each) for each in highlights(one, quoted)[1])
    assert marked == "".join(quoted.of(one.text).split())


def test_room_around_a_line_is_given_up_where_another_stands_close() -> None:
    one = document(typeset("een\n") + typeset("twee", top=55))
    (rectangle,) = highlights(one, span_of(one, "een"))[1]
    assert (rectangle.top, rectangle.height) == (50, TALL)
    assert words_under(one, 1, rectangle) == "een"


def test_a_format_without_pages_has_nothing_to_mark() -> None:
    one = replace(document(typeset("een twee")), pages=())
    assert highlights(one, Span(0, 3)) == {}


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
