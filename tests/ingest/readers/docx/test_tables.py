"""Tables of Word documents keep their cells and header, and a frame is none."""

from __future__ import annotations

from tests.ingest.readers.docx.styles import Read
from tests.ingest.readers.office import paragraph, table
from tests.ingest.readers.reads import headers, is_sound, rows, told


def test_a_repeated_header_row_is_marked_and_names_are_guessed_otherwise(read: Read) -> None:
    assert headers(read(table(["In 2024: 12.", "Gebouw"], ["3", "Noord"], header=True))) == ["In 2024: 12. Gebouw"]
    assert headers(read(table(["Gebouw", "Fietsen"], ["Noord", "12"]))) == ["Gebouw Fietsen"]
    assert headers(read(table(["Noord", "12"], ["Zuid", "9"]))) == []


def test_a_cell_over_two_columns_and_a_table_in_a_cell_keep_their_words(read: Read) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("breed")}{paragraph("twee")}</w:tc>'
    inner = f"<w:tc>{table(['p', 'q'])}{paragraph('r')}</w:tc>"
    reading = read(
        f"<w:tbl><w:tr>{wide}<w:tc>{paragraph('c')}</w:tc></w:tr><w:tr>{inner}<w:tc>{paragraph('e')}</w:tc></w:tr></w:tbl>"
    )
    assert rows(reading) == [["breed twee", "", "c"], ["p q r", "e"]]
    assert is_sound(reading)


def test_a_frame_of_one_column_holds_paragraphs(read: Read) -> None:
    assert told(read(table(["Let op: dit is een kader."]))) == [("prose", "Let op: dit is een kader.")]
