"""Tables of whole documents keep their rows, cells and header, and a frame or a caption is no table."""

from __future__ import annotations

from tests.ingest.readers.pdf.whole.readings import Read, pages_of, rows, said
from tests.ingest.readers.pdf.whole.sources import PAGE, POLICY


def test_a_table_over_three_pages_is_one_and_has_its_header_once(read: Read) -> None:
    reading = read(POLICY)
    table = rows(reading)
    assert {block.table for block in table} == {1}
    cells = [tuple(cell.of(reading.text) for cell in block.cells) for block in table if not block.header]
    assert cells == [(f"Land nummer {n}", f"{100 + n} euro", f"{30 + n} euro") for n in range(1, 31)]
    heads = [block for block in table if block.header]
    assert [block.span.of(reading.text) for block in heads] == ["Land\tHotel\tDag"]
    assert reading.text.count("Land\tHotel\tDag") == 1
    assert len({pages_of(reading, block.span)[0] for block in table}) > 1


def test_a_caption_before_a_table_is_prose(read: Read) -> None:
    assert "Tabel met bedragen per land:" in said(read(POLICY), "prose")


def test_a_framed_paragraph_is_prose_not_a_table(read: Read) -> None:
    reading = read(
        PAGE + "#table(columns: 1, [Let op: dit is een kader.], [Het is geen tabel.])\nErna volgt gewone tekst."
    )
    assert said(reading, "row") == []
    assert " ".join(said(reading, "prose")[:-1]) == "Let op: dit is een kader. Het is geen tabel."
    assert said(reading, "prose")[-1] == "Erna volgt gewone tekst."


def test_cells_with_several_lines_and_empty_cells_keep_their_columns(read: Read) -> None:
    reading = read(
        PAGE
        + "#table(columns: (2cm, 3cm, 1cm), [*Wie*], [*Wat*], [*Nr*], [Directie], [beslist over de "
        + "toekenningsvoorwaarden van de subsidie], [1], [Raad], [], [2])"
    )
    cells = [tuple(cell.of(reading.text) for cell in block.cells) for block in rows(reading)]
    assert cells == [
        ("Wie", "Wat", "Nr"),
        ("Directie", "beslist over de toekenningsvoorwaarden van de subsidie", "1"),
        ("Raad", "", "2"),
    ]
    assert rows(reading)[2].span.of(reading.text) == "Raad\t\t2"
