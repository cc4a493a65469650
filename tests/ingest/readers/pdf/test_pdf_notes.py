"""Small lines under the body, one of them with a mark, are footnotes."""

from __future__ import annotations

from collections.abc import Callable

from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_notes import footnotes

MakeLine = Callable[..., Line]
MakeLines = Callable[..., tuple[Line, ...]]

BODY_SIZE = 10.0


def texts(lines: tuple[Line, ...], tabled: tuple[Line, ...] = ()) -> list[str]:
    return [" ".join(line.text for line in note) for note in footnotes(lines, BODY_SIZE, tabled)]


def test_each_mark_begins_a_note(lines: MakeLines, line: MakeLine) -> None:
    body = lines("Gewone tekst", "over twee regels")
    notes = (line("Eerste noot,", (50, 700), size=8.0, noted=True), line("nog steeds.", (50, 710), size=8.0))
    second = line("Tweede noot.", (50, 720), size=8.0, noted=True)
    assert texts((*body, *notes, second)) == ["Eerste noot, nog steeds.", "Tweede noot."]


def test_a_plain_number_begins_a_note_too(lines: MakeLines) -> None:
    assert texts(lines("1 Zie artikel 3.", "(2) Zie artikel 4.", "* Zie artikel 5.", size=8.0)) == [
        "1 Zie artikel 3.",
        "(2) Zie artikel 4.",
        "* Zie artikel 5.",
    ]


def test_a_number_that_opens_a_line_by_chance_is_no_mark_beside_raised_ones(line: MakeLine) -> None:
    first = line("Dit geldt tot en met", (50, 700), size=8.0, noted=True)
    assert texts((first, line("28 februari.", (50, 710), size=8.0))) == ["Dit geldt tot en met 28 februari."]


def test_what_stands_above_the_first_mark_goes_on_from_the_page_before(line: MakeLine) -> None:
    rest, note = line("en zo verder.", (50, 700), size=8.0), line("Nieuw.", (50, 710), size=8.0, noted=True)
    assert texts((rest, note)) == ["en zo verder.", "Nieuw."]


def test_small_print_without_a_mark_is_no_note(lines: MakeLines) -> None:
    assert texts(lines("Bron: eigen berekening", size=8.0)) == []


def test_small_print_above_the_body_is_no_note(lines: MakeLines) -> None:
    assert texts((*lines("1 Klein", size=8.0), *lines("Gewone tekst", top=200.0))) == []


def test_a_note_under_one_column_stands_beside_the_other(line: MakeLine) -> None:
    left, note = line("Links", (50, 100)), line("Noot.", (50, 700), size=8.0, noted=True)
    right = line("Rechts, tot onderaan", (300, 750))
    assert texts((left, note, right)) == ["Noot."]


def test_a_caption_over_a_table_is_no_note(lines: MakeLines, line: MakeLine) -> None:
    caption, note = line("Tabel 1", (50, 500), size=8.0), line("Noot.", (50, 700), size=8.0, noted=True)
    assert texts((*lines("Gewone tekst"), caption, note), lines("rij", "rij", top=520.0)) == ["Noot."]


def test_small_print_of_another_size_is_no_part_of_the_notes(lines: MakeLines, line: MakeLine) -> None:
    source, note = line("Bron: eigen berekening", (50, 500), size=9.0), line("Noot.", (50, 700), size=8.0, noted=True)
    assert texts((*lines("Gewone tekst"), source, note)) == ["Noot."]


def test_a_list_in_smaller_type_under_a_heading_is_no_note(lines: MakeLines) -> None:
    page = (*lines("Kop", bold=True), *lines("Kleinere tekst", "1. eerste;", "2. tweede.", top=120.0, size=9.0))
    assert texts(page) == []


def test_notes_under_smaller_type_are_smaller_still(lines: MakeLines, line: MakeLine) -> None:
    page = (*lines("Kop", bold=True), *lines("Kleinere tekst", "1. eerste;", top=120.0, size=9.0))
    assert texts((*page, line("Noot.", (50, 700), size=7.5, noted=True))) == ["Noot."]


def test_text_of_nearly_the_bodys_size_is_no_note(lines: MakeLines) -> None:
    assert texts(lines("1 Gewoon", size=9.6)) == []
