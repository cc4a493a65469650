"""Ruled tables keep rows, columns and headers, however the page is turned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from ingest.readers import pdf_tables
from ingest.readers.pdf import read_pdf
from ingest.readers.pdf_tables import Grid, GridFinder, Row, Table, is_ruled
from ingest.reading import Block, Reading

Read = Callable[[str], Reading]
Typeset = Callable[[str], Path]
Drawn = Callable[..., Path]

A, B, C, D, E, F = (
    (0.0, 0.0, 10.0, 5.0),
    (10.0, 0.0, 20.0, 5.0),
    (20.0, 0.0, 30.0, 5.0),
    (0.0, 5.0, 10.0, 10.0),
    (10.0, 5.0, 20.0, 10.0),
    (20.0, 5.0, 30.0, 10.0),
)
GRID = Grid((0.0, 0.0, 30.0, 10.0), ((A, B, C), (D, E, F)))
SMALL = "#set page(width: 12cm, height: 12cm, margin: 1cm)\n#set text(size: 10pt)\n"


def rows(reading: Reading) -> list[tuple[bool, tuple[str, ...]]]:
    """Each row: whether it is a header, and the text of its cells."""
    return [(row.header, tuple(cell.of(reading.text) for cell in row.cells)) for row in of_rows(reading)]


def of_rows(reading: Reading) -> list[Block]:
    return [block for block in reading.blocks if block.kind == "row"]


def test_an_upright_grid_is_read_as_it_stands() -> None:
    assert GRID.turned(0) == GRID


def test_a_grid_turned_clockwise_is_read_from_its_last_column() -> None:
    assert GRID.turned(1).rows == ((C, F), (B, E), (A, D))


def test_a_grid_turned_the_other_way_is_read_from_its_first_column() -> None:
    assert GRID.turned(3).rows == ((D, A), (E, B), (F, C))


def test_a_grid_upside_down_is_read_from_its_end() -> None:
    assert GRID.turned(2).rows == ((F, E, D), (C, B, A))


def test_a_bold_first_row_is_the_header(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, [*Naam*], [*Rol*], [An], [arts], [Bo], [jurist])")
    assert rows(reading) == [(True, ("Naam", "Rol")), (False, ("An", "arts")), (False, ("Bo", "jurist"))]


def test_two_bold_rows_are_both_header(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, [*Naam*], [*Rol*], [*voluit*], [*kort*], [An], [arts])")
    assert [header for header, _ in rows(reading)] == [True, True, False]


def test_words_above_figures_are_the_header(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, [Jaar], [Bedrag], [een], [10], [twee], [20])")
    assert [header for header, _ in rows(reading)] == [True, False, False]


def test_words_above_words_are_no_header(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, [Wie], [An], [Wat], [beslist], [Waar], [hier])")
    assert [header for header, _ in rows(reading)] == [False, False, False]


def test_figures_in_the_first_row_are_no_header(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, [een], [10], [twee], [20], [drie], [30])")
    assert [header for header, _ in rows(reading)] == [False, False, False]


def test_a_table_all_in_bold_has_no_header(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, [*a*], [*b*], [*c*], [*d*])")
    assert [header for header, _ in rows(reading)] == [False, False]


def test_a_bold_first_column_is_no_header(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, [*Wie*], [een raad], [*Waar*], [te Gent], [*Hoe*], [per brief])")
    assert [header for header, _ in rows(reading)] == [False, False, False]


def test_a_cell_over_two_rows_is_in_the_first_only(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, table.cell(rowspan: 2)[Raad], [beslist], [adviseert], [An], [kijkt])")
    assert [cells for _, cells in rows(reading)] == [("Raad", "beslist"), ("", "adviseert"), ("An", "kijkt")]


def test_a_cell_over_two_columns_is_in_the_first_only(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, table.cell(colspan: 2)[Samen], [links], [rechts])")
    assert [cells for _, cells in rows(reading)] == [("Samen", ""), ("links", "rechts")]


def test_empty_rows_are_left_out(read: Read) -> None:
    reading = read(SMALL + "#table(columns: 2, [a], [b], [], [], [c], [d])")
    assert [cells for _, cells in rows(reading)] == [("a", "b"), ("c", "d")]


def test_two_tables_have_two_numbers(read: Read) -> None:
    table = "#table(columns: 2, [a], [b], [c], [d])\n"
    reading = read(SMALL + table + "Een zin tussen beide.\n" + table)
    assert [row.table for row in of_rows(reading)] == [1, 1, 2, 2]


def test_a_table_of_other_columns_on_the_next_page_is_another(read: Read) -> None:
    reading = read(
        SMALL + "#table(columns: 2, [a], [b], [c], [d])\n#pagebreak()\n#table(columns: 3, ..range(6).map(n => [x#n]))"
    )
    assert [row.table for row in of_rows(reading)] == [1, 1, 2, 2]


def test_a_part_without_its_header_repeated_has_none(read: Read) -> None:
    """Its first row is bold and would be taken for one, were it not for the table it goes on from."""
    first = "#table(columns: (3cm, 3cm), [*Naam*], [*Rol*], [An], [arts])\n"
    second = "#table(columns: (3cm, 3cm), [*Bo*], [*jurist*], [Cis], [bode])\n"
    reading = read(SMALL + first + "#pagebreak()\n" + second)
    assert [header for header, _ in rows(reading)] == [True, False, False, False]
    assert {row.table for row in of_rows(reading)} == {1}


def test_a_header_repeated_on_a_third_page_is_left_out(read: Read) -> None:
    head, plain = "[*Naam*], [*Rol*], ", "[An], [arts], [Bo], [jurist]"
    parts = [f"#table(columns: (3cm, 3cm), {top}{plain})\n" for top in (head, "", head)]
    reading = read(SMALL + "#pagebreak()\n".join(parts))
    assert [header for header, _ in rows(reading)] == [True, False, False, False, False, False, False]
    assert [cells for _, cells in rows(reading)].count(("Naam", "Rol")) == 1
    assert {row.table for row in of_rows(reading)} == {1}


def test_a_divided_word_in_a_cell_is_whole(read: Read) -> None:
    reading = read(
        SMALL
        + '#set text(lang: "nl", hyphenate: true)\n'
        + "#table(columns: (2.4cm, 2cm), [ondersteuningsmaatregelen], [ja], [nee], [ook])"
    )
    assert rows(reading)[0][1] == ("ondersteuningsmaatregelen", "ja")


def test_parts_go_together_by_page_and_columns() -> None:
    first = Table(1, (), (50.0, 100.0))
    assert Table(2, (), (52.0, 99.0)).continues(first)
    assert not Table(3, (), (50.0, 100.0)).continues(first)
    assert not Table(2, (), (50.0, 120.0)).continues(first)
    assert not Table(2, (), (50.0,)).continues(first)


def test_a_rows_words_are_its_cells_lines_set_apart() -> None:
    assert Row(((), ())).words == ("", "")


def lines(count: int) -> str:
    return " ".join(f"{50 + n % 90} 100 m {50 + n % 90} 500 l S" for n in range(count))


@pytest.mark.parametrize(
    ("operators", "ruled"),
    [
        ("", False),
        (lines(3), False),
        (lines(4), True),
        ("50 50 200 100 re S", True),
        ("50 50 2 2 re f " * 20, False),
        (lines(5_100), False),
    ],
)
def test_a_page_is_ruled_when_it_has_rules_enough_and_is_no_drawing(drawn: Drawn, operators: str, ruled: bool) -> None:
    with pdfium.PdfDocument(drawn(operators)) as document:
        assert is_ruled(document[0]) == ruled


def test_a_page_pdfplumber_cannot_read_keeps_its_words(typeset: Typeset, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ValueError("no such operator")

    monkeypatch.setattr(pdf_tables, "_straighten", fail)
    reading = read_pdf(typeset(SMALL + "#table(columns: 2, [links], [rechts], [onder], [boven])"))
    assert of_rows(reading) == []
    assert reading.text.split() == ["links", "rechts", "onder", "boven"]
    assert reading.warnings == ("tables on page 1 could not be taken apart: read as plain lines.",)


def test_a_finder_opens_its_file_only_when_asked(tmp_path: Path) -> None:
    finder = GridFinder(tmp_path / "absent.pdf")
    finder.close()
    with pytest.raises(FileNotFoundError, match=r"absent\.pdf"):
        finder.grids(1)
