"""Any plain text is read to the letter, in pages and blocks, and its table of contents is no block."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.plain import plain_reading, read_plain
from polycite.model import Span
from tests.ingest.readers.reads import is_sound, shown, told


@pytest.mark.parametrize("title", ["Inhoud", "Contents", "Table des matières", "# Inhoudsopgave"])
def test_a_table_of_contents_is_not_read(title: str) -> None:
    text = (
        f"{title}\n\nDoel.....\t3\n2\tDuur\t4\n<b>DEEL I</b>\t<b>5</b>\n\nHet doel van deze tekst is fietsen lenen.\n"
    )
    assert told(plain_reading(text)) == [("prose", "Het doel van deze tekst is fietsen lenen.")]


def test_leaders_tell_a_table_of_contents_without_title() -> None:
    text = "Doel ............ 3\nDuur ............ 4\n\nHet doel van deze tekst is fietsen lenen.\n"
    assert told(plain_reading(text)) == [("prose", "Het doel van deze tekst is fietsen lenen.")]


def test_form_feeds_divide_numbered_pages_that_cover_the_text() -> None:
    text = "Eerste bladzijde.\n\fTweede bladzijde.\n\f\fVierde.\n"
    pages = plain_reading(text).pages
    assert [(page.number, page.label) for page in pages] == [(1, "1"), (2, "2"), (3, "3"), (4, "4")]
    assert [page.span for page in pages] == [Span(0, 19), Span(19, 38), Span(38, 39), Span(39, 47)]
    assert plain_reading("Geen bladzijden.").pages == ()


def test_the_canonical_text_is_the_file_to_the_letter(tmp_path: Path) -> None:
    file = tmp_path / "regel.txt"
    file.write_bytes("Één regel.\r\n\r\n**Nog** een regel.\r\n".encode())
    reading = read_plain(file)
    assert reading.text == "Één regel.\r\n\r\n**Nog** een regel.\r\n"
    assert told(reading) == [("prose", "Één regel."), ("prose", "Nog een regel.")]
    assert shown(reading, reading.blocks[1].span) == "Nog een regel."


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "- a",
            "•",
            "1.",
            "1. Titel",
            "2.3\tTitel",
            "a\tb",
            "\tx",
            "|a|b|",
            "---",
            "7",
            "¹ noot",
            "Zin met woorden.",
            "en nog",
            "\f",
            "# H",
            "Inhoud",
            "x....3",
            "A\t1",
        ]
    ),
    max_size=30,
).map("\n".join)


@given(LINES | st.text(max_size=200))
def test_any_text_reads_into_ordered_disjoint_blocks_and_marks(text: str) -> None:
    reading = plain_reading(text)
    assert is_sound(reading)
    assert reading.text == text
    if reading.pages:
        assert [page.span.start for page in reading.pages] == [0, *(page.span.end for page in reading.pages[:-1])]
        assert reading.pages[-1].span.end == len(text)
