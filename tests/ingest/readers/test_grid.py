"""Claims about tables under construction and about canonical text being written."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.readers import writing
from ingest.readers.grid import Grid
from ingest.readers.writing import Canonical, seen
from ingest.reading import Block
from polycite.errors import BadSource
from polycite.model import Span

TABLE = etree.fromstring("<table/>")


def test_each_block_covers_its_own_line() -> None:
    canonical = Canonical()
    canonical.paragraph("heading", "Regels", 2)
    canonical.paragraph("prose", "  Een\n zin. ")
    canonical.row(["a", "", "b c"], table=3, header=True)
    assert canonical.text == "Regels\nEen zin.\na\t\tb c"
    assert canonical.blocks == [
        Block("heading", Span(0, 6), 2),
        Block("prose", Span(7, 15)),
        Block("row", Span(16, 22), cells=(Span(16, 17), Span(18, 18), Span(19, 22)), header=True, table=3),
    ]


def test_what_is_empty_is_not_written_and_what_is_unsearched_has_no_block() -> None:
    canonical = Canonical()
    canonical.paragraph("prose", " \u200b ")
    canonical.row(["", " "], table=1)
    canonical.unsearched("Inhoud 3")
    canonical.unsearched("")
    assert (canonical.text, canonical.blocks) == ("Inhoud 3", [])


def test_a_document_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LONGEST", 10)
    canonical = Canonical()
    canonical.paragraph("prose", "123456789")
    with pytest.raises(BadSource) as caught:
        canonical.paragraph("prose", "1")
    assert caught.value.reason == "too_large"


def test_what_is_seen_is_on_one_line_without_what_is_not_drawn() -> None:
    assert seen("\ufeffa\u00a0\u00adb \n c\u2066") == "a b c"


def test_a_cell_without_a_row_begins_one() -> None:
    grid = Grid(TABLE)
    grid.cell("a")
    grid.cell("b")
    canonical = Canonical()
    assert grid.write(canonical, 4) == 1
    assert (canonical.text, canonical.blocks[0].table) == ("a\tb", 4)


def test_a_table_without_words_is_none() -> None:
    grid = Grid(TABLE)
    grid.begin_row()
    grid.cell(" ")
    canonical = Canonical()
    assert grid.write(canonical, 1) == 0
    assert canonical.blocks == []


def test_a_cell_that_reaches_down_at_the_end_of_a_row_leaves_a_place_there() -> None:
    grid = Grid(TABLE)
    for row in (["a", "tall"], ["b"], ["c", "d"]):
        grid.begin_row()
        for cell in row:
            grid.cell(cell, below=2 if cell == "tall" else 1)
    assert [row.cells for row in grid.rows] == [["a", "tall"], ["b", ""], ["c", "d"]]
