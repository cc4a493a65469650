from __future__ import annotations

import struct
from dataclasses import replace
from datetime import date

from polycite.answer import Question
from polycite.ask import Asker
from polycite.model import ANONYMOUS, Citation, Document, Facts, Page, Passage, Scope, Source, Span
from polycite.web.highlight import Rectangle
from polycite.web.pages.pictures import Picture, picture_of
from polycite.web.pages.telling import page_of
from tests.polycite.web.shelves import QUESTION

TEXT = "Eerst dit\nDan dat"
"""Nine characters on the first line, seven on the second; each is 10 points wide and 10 high."""
LINES = {1: 100, 2: 700}
DAY = date(2026, 6, 1)


def boxes(tops: dict[int, int], indent: int) -> bytes:
    """In tenths of a point; a line break is not drawn."""
    made, line, column = b"", 1, 0
    for sign in TEXT:
        if sign == "\n":
            made, line, column = made + struct.pack("<4H", 0, 0, 0, 0), line + 1, 0
            continue
        left, top = 10 * indent + 100 * column, 10 * tops[line]
        made, column = made + struct.pack("<4H", left, top, left + 100, top + 100), column + 1
    return made


def cited(
    words: str,
    kind: str = "application/pdf",
    width: float = 600.0,
    drawn: bool = True,
    marker: int = 1,
    indent: int = 50,
) -> Citation:
    page = Page(1, "iv", Span(0, len(TEXT)), width, 800.0, boxes(LINES, indent) if drawn else b"")
    document = Document("d 1", Source("d 1", "a.pdf", "d", kind), Facts("Nota", "nl"), TEXT, (page,))
    start = TEXT.index(words)
    passage = Passage("p", "d 1", Span(0, len(TEXT)), "prose", (), "nl", ())
    return Citation(marker, document, passage, words, Span(start, start + len(words)))


def made(*citations: Citation) -> Picture:
    picture = picture_of(citations)
    assert picture is not None
    return picture


def test_a_strip_of_the_page_is_shown_around_what_is_quoted() -> None:
    picture = made(cited("Dan dat"))
    (mark,) = picture.marks
    shown = picture.shown
    assert shown.top <= mark.top - 40
    assert mark.top + mark.height + 40 <= shown.top + shown.height
    assert (picture.whole, picture.label) == (Rectangle(0, 0, 600.0, 800.0), "iv")


def test_the_strip_is_never_flatter_than_its_share_of_the_width() -> None:
    assert made(cited("Dan dat")).shown.height == 240.0


def test_the_strip_stays_on_the_page_at_both_ends() -> None:
    assert made(cited("Eerst dit")).shown.top == 0.0
    low = made(cited("Dan dat"))
    assert low.shown.top + low.shown.height <= low.whole.height


def test_the_margins_are_left_out_unless_something_is_marked_there() -> None:
    shown = made(cited("Dan dat", indent=60)).shown
    assert (shown.left, shown.left + shown.width) == (48.0, 552.0)
    mark = made(cited("Dan dat", indent=10)).marks[0]
    shown = made(cited("Dan dat", indent=10)).shown
    assert shown.left == round(mark.left, 1) < 48


def test_all_quotations_of_the_page_are_in_the_strip() -> None:
    picture = made(cited("Eerst dit"), cited("Dan dat", marker=2))
    assert len(picture.marks) == 2
    assert picture.shown.height == 700 + 10 - 100 + 80 + 2 * (picture.marks[0].height - 10) / 2


def test_the_picture_has_an_address_that_any_id_fits() -> None:
    assert made(cited("Dan dat")).url == "/v1/documents/d%201/pages/1/image?width=800"


def test_without_a_certain_place_there_is_no_picture() -> None:
    assert picture_of([cited("Dan dat", drawn=False)]) is None


def test_what_is_no_pdf_has_no_picture() -> None:
    assert picture_of([cited("Dan dat", kind="text/plain")]) is None
    assert picture_of([cited("Dan dat", width=0.0)]) is None


def test_only_where_the_original_is_there_the_answer_has_a_picture(asker: Asker) -> None:
    answer = asker.ask(Question(QUESTION, Scope(ANONYMOUS)))
    answer = replace(answer, citations=(cited("Dan dat"),), equivalents={}, changes=())
    for there in (True, False):
        asked: list[Source] = []

        def drawn(source: Source, asked: list[Source] = asked, there: bool = there) -> bool:
            asked.append(source)
            return there

        (source,) = page_of(answer, "nl", DAY, drawn).sources
        assert (source.picture is not None, [one.path for one in asked]) == (there, ["a.pdf"])
