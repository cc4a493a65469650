"""Which lines of plain text are the rows of a table, and which of them name its columns."""

from __future__ import annotations

from ingest.readers.plain import plain_reading
from tests.ingest.readers.reads import headers, rows, told


def test_tabs_make_rows_and_short_names_a_header() -> None:
    reading = plain_reading("Gebouw\tFietsen\tSinds\nNoord\t12\t2019\nZuid\t8\t2021\n")
    assert rows(reading) == [["Gebouw", "Fietsen", "Sinds"], ["Noord", "12", "2019"], ["Zuid", "8", "2021"]]
    assert headers(reading) == ["Gebouw Fietsen Sinds"]
    assert {block.table for block in reading.blocks} == {1}


def test_years_name_columns_and_other_figures_do_not() -> None:
    assert headers(plain_reading("\t2021\t2022\nNoord\t12\t14\n")) == ["2021 2022"]
    assert headers(plain_reading("Noord\t12\t14\nZuid\t8\t9\n")) == []


def test_empty_cells_keep_their_place() -> None:
    assert rows(plain_reading("Gebouw\tFietsen\tSinds\nNoord\t\t2019\n"))[1] == ["Noord", "", "2019"]


def test_a_line_of_dashes_below_names_makes_them_a_header() -> None:
    reading = plain_reading("Aantal fietsen op 31.12.\tGebouw\n------\t------\n12\tNoord\n")
    assert headers(reading) == ["Aantal fietsen op 31.12. Gebouw"]
    assert len(reading.blocks) == 2


def test_upright_bars_make_rows() -> None:
    reading = plain_reading("| Gebouw | Fietsen |\n|--------|---------|\n| Noord | 12 |\n")
    assert rows(reading) == [["Gebouw", "Fietsen"], ["Noord", "12"]]
    assert headers(reading) == ["Gebouw Fietsen"]


def test_cells_written_as_html_are_cells_of_words() -> None:
    reading = plain_reading(
        'Lenen\tKopen\n<p>Een fiets <b>lenen</b> kan gratis.</p>\t<ul style="x: y"> • Kopen kost geld.</ul>\n'
    )
    assert rows(reading)[1] == ["Een fiets lenen kan gratis.", "• Kopen kost geld."]


def test_a_title_over_all_columns_is_no_row() -> None:
    reading = plain_reading("Fietsen en steppen\t\nGebouw\tAantal\nNoord\t12\n")
    assert told(reading)[0] == ("prose", "Fietsen en steppen")
    assert headers(reading) == ["Gebouw Aantal"]


def test_names_between_two_rows_of_prose_begin_another_table() -> None:
    long = "Dit is een lange cel over het lenen van fietsen in alle gebouwen van de dienst. " * 2
    reading = plain_reading(f"Sterk\tZwak\n{long}\t{long}\nKans\tGevaar\n{long}\t{long}\n")
    assert headers(reading) == ["Sterk Zwak", "Kans Gevaar"]
    assert [block.table for block in reading.blocks] == [1, 1, 2, 2]


def test_tables_apart_have_numbers_of_their_own() -> None:
    reading = plain_reading("A\tB\n1\t2\n\nDaartussen staat een zin.\n\nC\tD\n3\t4\n")
    assert [block.table for block in reading.blocks if block.kind == "row"] == [1, 1, 2, 2]
