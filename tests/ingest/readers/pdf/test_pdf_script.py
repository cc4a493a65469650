"""The canonical text is written once, each character with its page and box."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.clean import Vocabulary
from ingest.readers.pdf_flow import Paragraph
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_script import Leaf, Script
from ingest.readers.pdf_tables import Row, Table
from ingest.reading import Block
from polycite.model import Span

MakeLine = Callable[..., Line]
MakeLines = Callable[..., tuple[Line, ...]]

LEAVES = tuple(Leaf(number, str(number), 600.0, 800.0) for number in (1, 2, 3))


@pytest.fixture
def script() -> Script:
    return Script(Vocabulary(["top-down"]))


def text_of(script: Script) -> str:
    return script.closed(LEAVES)[0]


def blocks_of(script: Script) -> tuple[Block, ...]:
    return script.closed(LEAVES)[2]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("een", "zin", "een zin"),
        ("steun-", "plafond", "steunplafond"),
        ("top-", "down", "top-down"),
        ("land-", "en tuinbouw", "land- en tuinbouw"),
        ("zoals -", "hier", "zoals - hier"),
        ("steun\u00ad", "plafond", "steunplafond"),
    ],
)
def test_lines_are_joined_by_what_belongs_between(
    script: Script, lines: MakeLines, first: str, second: str, whole: str
) -> None:
    script.piece(Paragraph(lines(first, second)))
    assert text_of(script) == whole


def test_a_soft_hyphen_at_the_very_end_goes(script: Script, lines: MakeLines) -> None:
    script.piece(Paragraph(lines("steun\u00ad")))
    assert text_of(script) == "steun"


def test_blocks_stand_on_lines_of_their_own(script: Script, lines: MakeLines) -> None:
    script.heading(Paragraph(lines("Kop")), 2)
    script.piece(Paragraph(lines("Zin.")))
    assert text_of(script) == "Kop\nZin."
    assert blocks_of(script) == (Block("heading", Span(0, 3), level=2), Block("prose", Span(4, 8)))


def test_a_paragraph_on_two_pages_is_divided_where_it_is_printed(script: Script, lines: MakeLines) -> None:
    script.piece(Paragraph((*lines("voor"), *lines("na", page=2))))
    text, pages, _ = script.closed(LEAVES)
    assert [page.span.of(text) for page in pages] == ["voor ", "na", ""]
    assert [len(page.boxes) for page in pages] == [40, 16, 0]


def test_a_page_without_text_lies_between_its_neighbours(script: Script, lines: MakeLines) -> None:
    script.piece(Paragraph(lines("voor")))
    script.piece(Paragraph(lines("na", page=3)))
    assert [page.span for page in script.closed(LEAVES)[1]] == [Span(0, 5), Span(5, 5), Span(5, 7)]


def test_pages_keep_number_label_and_size(script: Script) -> None:
    _, pages, _ = script.closed((Leaf(1, "iv", 300.0, 400.0),))
    assert [(page.number, page.label, page.width, page.height) for page in pages] == [(1, "iv", 300.0, 400.0)]


def test_items_are_as_deep_as_they_are_indented(script: Script, line: MakeLine) -> None:
    for left in (50.0, 70.0, 90.0, 71.0, 50.0):
        script.piece(Paragraph((line("• punt", (left, 100.0)),)))
    assert [block.level for block in blocks_of(script)] == [1, 2, 3, 2, 1]


def test_a_list_after_prose_begins_anew(script: Script, line: MakeLine, lines: MakeLines) -> None:
    script.piece(Paragraph((line("• punt", (50.0, 100.0)),)))
    script.piece(Paragraph(lines("Tussenzin.")))
    script.piece(Paragraph((line("• punt", (90.0, 100.0)),)))
    assert [block.level for block in blocks_of(script)] == [1, 0, 1]


def test_a_footnote_does_not_end_a_list(script: Script, line: MakeLine, lines: MakeLines) -> None:
    script.piece(Paragraph((line("• punt", (50.0, 100.0)),)))
    script.piece(Paragraph(lines("1. Noot."), note=True))
    script.piece(Paragraph((line("• punt", (90.0, 100.0)),)))
    assert [(block.kind, block.level) for block in blocks_of(script)] == [("item", 1), ("prose", 0), ("item", 2)]


def test_contents_entries_are_text_without_a_block(script: Script, lines: MakeLines) -> None:
    script.piece(Paragraph(lines("Doel . . . . . . . . 3")))
    assert text_of(script) == "Doel . . . . . . . . 3"
    assert blocks_of(script) == ()


def test_cells_are_set_apart_by_tabs_and_rows_by_lines(script: Script, lines: MakeLines) -> None:
    rows = (Row((lines("a"), (), lines("b", "c"))), Row((lines("d"), lines("e"), ())))
    script.piece(Table(1, rows, (50.0, 80.0, 110.0)))
    assert text_of(script) == "a\t\tb c\nd\te\t"
    first, second = blocks_of(script)
    assert first == Block("row", Span(0, 6), cells=(Span(0, 1), Span(2, 2), Span(3, 6)), table=1)
    assert second == Block("row", Span(7, 11), cells=(Span(7, 8), Span(9, 10), Span(11, 11)), table=1)


def test_only_the_header_rows_at_the_top_of_the_next_part_are_left_out(script: Script, lines: MakeLines) -> None:
    """The second part repeats both header rows; a data row of the same words further down is data."""

    def row(*words: str, page: int, header: bool = False) -> Row:
        return Row(tuple(lines(word, page=page) for word in words), header)

    heads = (row("Naam", "Rol", page=1, header=True), row("wie", "wat", page=1, header=True))
    again = (
        row("Naam", "Rol", page=2),
        row("wie", "wat", page=2),
        row("Bo", "bode", page=2),
        row("wie", "wat", page=2),
    )
    script.piece(Table(1, (*heads, row("An", "arts", page=1)), (50.0, 80.0)))
    script.piece(Table(2, again, (50.0, 80.0)))
    text, pages, blocks = script.closed(LEAVES)
    assert text == "Naam\tRol\nwie\twat\nAn\tarts\nBo\tbode\nwie\twat"
    assert [block.header for block in blocks] == [True, True, False, False, False]
    assert [page.span.of(text) for page in pages] == ["Naam\tRol\nwie\twat\nAn\tarts\n", "Bo\tbode\nwie\twat", ""]


def test_a_header_alone_on_the_next_page_writes_nothing(script: Script, lines: MakeLines) -> None:
    head = Row((lines("Naam"), lines("Rol")), header=True)
    for page in (1, 2):
        script.piece(Table(page, (head,), (50.0, 80.0)))
    assert text_of(script) == "Naam\tRol"


def test_prose_between_tables_of_the_same_columns_parts_them(script: Script, lines: MakeLines) -> None:
    for page in (1, 2):
        script.piece(Table(page, (Row((lines("a", page=page), lines("b", page=page))),), (50.0, 80.0)))
        script.piece(Paragraph(lines("Tussenzin.", page=page)))
    assert [block.table for block in blocks_of(script)] == [1, 0, 2, 0]
