"""Every character has its place on the page as it is displayed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfWriter

from ingest.readers.pdf import read_pdf
from polycite.model import Span
from tests.ingest.readers.pdf.whole.readings import Read, Typeset, around, box
from tests.ingest.readers.pdf.whole.sources import LANDSCAPE, PAGE, POLICY


def test_pages_cover_the_text_and_every_character_has_a_box(read: Read) -> None:
    reading = read(POLICY)
    assert reading.pages[0].span.start == 0
    assert reading.pages[-1].span.end == len(reading.text)
    for before, after in zip(reading.pages, reading.pages[1:], strict=False):
        assert before.span.end == after.span.start
    for page in reading.pages:
        assert len(page.boxes) == 8 * len(page.span)
        drawn = [any(box(page, offset)) for offset in range(page.span.start, page.span.end)]
        assert drawn == [not character.isspace() for character in page.span.of(reading.text)]


def test_the_box_of_a_word_is_where_pdfium_finds_it(read: Read, typeset: Typeset) -> None:
    reading = read(POLICY)
    compared = 0
    with pdfium.PdfDocument(typeset(POLICY)) as document:
        for page, seen in zip(reading.pages, document, strict=True):
            text = seen.get_textpage()
            for word in {word for word in page.span.of(reading.text).split() if len(word) > 6 and word.isalpha()}:
                found = text.search(word, match_case=True, match_whole_word=True).get_next()
                if found is None:  # divided on the page
                    continue
                places = pdfium_rectangles(text, found, page.height)
                spans = occurrences(reading.text, word, page.span)
                assert any(near(around(page, span), place) for span in spans for place in places), word
                compared += 1
    assert compared > 25


def pdfium_rectangles(text: pdfium.PdfTextPage, found: tuple[int, int], height: float) -> list[tuple[float, ...]]:
    """What pdfium would mark for a search hit, downwards from the top left corner."""
    return [
        (left, height - top, right, height - bottom)
        for left, bottom, right, top in (text.get_rect(i) for i in range(text.count_rects(*found)))
    ]


def occurrences(text: str, word: str, within: Span) -> list[Span]:
    starts = [i for i in range(within.start, within.end - len(word) + 1) if text.startswith(word, i)]
    return [Span(start, start + len(word)) for start in starts]


def near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True))


def test_ligatures_are_spelled_out_and_share_one_box(read: Read) -> None:
    reading = read(
        '#set page(width: 10cm, height: 5cm)\n#set text(ligatures: true, lang: "fr")\nUne offre efficace et fiable.'
    )
    assert reading.text == "Une offre efficace et fiable."
    page = reading.pages[0]
    start = reading.text.index("ffi")
    assert box(page, start) == box(page, start + 1) == box(page, start + 2)
    assert box(page, start + 3) != box(page, start)


def test_signs_beyond_the_first_plane_are_one_character_with_one_box(read: Read) -> None:
    reading = read(PAGE + "Stel dat $𝔹 = x$ geldt voor allen.")
    assert reading.text == "Stel dat 𝔹 = 𝑥 geldt voor allen."
    page = reading.pages[0]
    assert len(page.boxes) == 8 * len(reading.text)
    assert box(page, reading.text.index("𝔹"))[2] > box(page, reading.text.index("𝔹"))[0] > 0


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_turned_page_gives_boxes_as_displayed(typeset: Typeset, read: Read, tmp_path: Path, quarter: int) -> None:
    """The same page, its content turned one way and the page the other: displayed alike."""
    writer = PdfWriter(clone_from=typeset(LANDSCAPE))
    writer.pages[0].rotate(-quarter)
    writer.pages[0].transfer_rotation_to_content()
    writer.pages[0].rotate(quarter)
    path = tmp_path / "turned.pdf"
    writer.write(path)
    turned, straight = read_pdf(path), read(LANDSCAPE)
    assert turned.text == straight.text
    assert turned.blocks == straight.blocks
    assert (turned.pages[0].width, turned.pages[0].height) == pytest.approx((567, 283.5), abs=0.5)
    for offset in range(len(straight.text)):
        assert box(turned.pages[0], offset) == pytest.approx(box(straight.pages[0], offset), abs=0.2)


@pytest.mark.parametrize("quarter", [90, 270])
def test_a_page_set_sideways_is_read_upright(typeset: Typeset, read: Read, tmp_path: Path, quarter: int) -> None:
    writer = PdfWriter(clone_from=typeset(LANDSCAPE))
    writer.pages[0].rotate(quarter)
    path = tmp_path / "sideways.pdf"
    writer.write(path)
    sideways = read_pdf(path)
    assert sideways.text == read(LANDSCAPE).text
    assert sideways.pages[0].width == pytest.approx(283.5, abs=0.5)
    left, top, right, bottom = around(sideways.pages[0], Span(0, len("Boven de tabel")))
    assert bottom - top > 4 * (right - left)


def test_a_cropped_page_counts_from_what_is_displayed(typeset: Typeset, read: Read, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(LANDSCAPE))
    crop = writer.pages[0].cropbox
    crop.lower_left, crop.upper_right = (20, 10), (crop.right, crop.top - 15)
    path = tmp_path / "cropped.pdf"
    writer.write(path)
    cropped, whole = read_pdf(path), read(LANDSCAPE)
    assert cropped.text == whole.text
    assert cropped.blocks == whole.blocks
    left, top, right, bottom = box(whole.pages[0], 0)
    assert box(cropped.pages[0], 0) == pytest.approx((left - 20, top - 15, right - 20, bottom - 15), abs=0.2)
