"""Headings are told by outline, looks and number, and so is their depth."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.readers.pdf_flow import Paragraph
from ingest.readers.pdf_headings import heading_levels
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_paragraphs import Body
from ingest.readers.pdf_structure import Bookmark
from ingest.readers.pdf_tables import Table

MakeLines = Callable[..., tuple[Line, ...]]
Level = Callable[..., int | None]

BODY = Body(10.0, 12.0, False)


@pytest.fixture
def level(lines: MakeLines) -> Level:
    """The level of one paragraph, None where it is no heading."""

    def of(text: str, *outline: Bookmark, note: bool = False, **looks: object) -> int | None:
        return heading_levels([Paragraph(lines(text, **looks), note)], BODY, outline).get(0)

    return of


def test_a_larger_line_is_a_heading(level: Level) -> None:
    assert level("Doel van het beleid", size=14.0) == 1


def test_a_bold_line_is_a_heading(level: Level) -> None:
    assert level("Doel van het beleid", bold=True) == 1


def test_body_text_is_none(level: Level) -> None:
    assert level("Doel van het beleid") is None


@pytest.mark.parametrize(("number", "depth"), [("1", 1), ("2.", 1), ("2.3", 2), ("2.3.1", 3), ("1.2.3.4.5.6", 6)])
def test_a_number_tells_the_depth(level: Level, number: str, depth: int) -> None:
    assert level(f"{number} Titel", bold=True) == depth


def test_the_outline_outweighs_the_number(level: Level) -> None:
    assert level("2.3 Titel", Bookmark("2.3 Titel", 3), bold=True) == 3


def test_the_outline_makes_a_heading_of_plain_text(level: Level) -> None:
    assert level("3 Slot", Bookmark("Slot", 2)) == 2


def test_looks_shared_with_a_named_heading_share_its_depth(lines: MakeLines) -> None:
    pieces = [Paragraph(lines(text, bold=True)) for text in ("Genoemd", "Ongenoemd")]
    assert heading_levels(pieces, BODY, [Bookmark("Genoemd", 4)]) == {0: 4, 1: 4}


def test_larger_headings_stand_higher(lines: MakeLines) -> None:
    sizes = (18.0, 14.0, 12.0, 14.0)
    pieces = [Paragraph(lines(f"Kop van {size}", size=size)) for size in sizes]
    assert heading_levels(pieces, BODY, []) == {0: 1, 1: 2, 2: 3, 3: 2}


@pytest.mark.parametrize(
    "text",
    [
        "Een hele vette zin.",
        "Een vette inleiding:",
        "• Een vet punt",
        "– Een vet streepje",
        "Tabel 3: Bedragen",
        "Figure 2 Costs",
        "Graphique 1",
        "12 345",
        "woord " * 40,
        "Inhoud . . . . . . . . . 3",
    ],
)
def test_bold_lines_that_are_no_heading(level: Level, text: str) -> None:
    assert level(text.strip(), bold=True) is None


@pytest.mark.parametrize("text", ["Wat moet u doen?", "(a) Kosten", "« Objectif »", "Let op!"])
def test_bold_lines_that_are(level: Level, text: str) -> None:
    assert level(text, bold=True) == 1


def test_a_plainly_larger_line_may_end_with_a_stop(level: Level) -> None:
    assert level("Een groot besluit.", size=16.0) == 1
    assert level("Een inleiding in iets groter schrift.", size=11.0) is None


def test_a_footnote_is_never_a_heading(level: Level) -> None:
    assert level("Noot", bold=True, note=True) is None


def test_a_table_is_never_a_heading() -> None:
    assert heading_levels([Table(1, (), ())], BODY, []) == {}


def test_no_heading_is_deeper_than_six(lines: MakeLines) -> None:
    pieces = [Paragraph(lines("Kop", size=20.0 - step)) for step in range(8)]
    assert max(heading_levels(pieces, BODY, []).values()) == 6
