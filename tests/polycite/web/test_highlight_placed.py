"""A quotation is marked where its letters stand, line by line, and nothing beside it."""

from __future__ import annotations

from polycite.model import Document, Span
from polycite.web.highlight import highlights
from tests.polycite.web.set_pages import LEADING, NOT_DRAWN, TALL, Set, document, span_of, typeset, words_under


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


def test_near_a_page_only_that_page_and_its_neighbours_are_looked_at() -> None:
    pages = [typeset(f"blad {number}\n") for number in range(1, 6)]
    lost = Set(pages[4].text, tuple(NOT_DRAWN for _ in pages[4].text))
    one = document(*pages[:4], lost)
    whole = Span(0, len(one.text))
    assert highlights(one, whole) == {}
    assert [list(highlights(one, whole, near)) for near in (1, 2, 3, 4)] == [[1, 2], [1, 2, 3], [2, 3, 4], []]


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
