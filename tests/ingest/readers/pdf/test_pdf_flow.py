"""Sentences run on over page and column ends, and over nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from ingest.readers.pdf_flow import Paragraph, Piece, flow, stands_out
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_paragraphs import Body
from ingest.readers.pdf_tables import Edge, Row, Table
from ingest.readers.pdf_tables import Piece as Printed

MakeLine = Callable[..., Line]
MakeLines = Callable[..., tuple[Line, ...]]

BODY = Body(10.0, 12.0, False)
FULL = "een regel die de hele breedte van de kolom vult"


def texts(pieces: Sequence[Piece]) -> list[str]:
    return [piece.text if isinstance(piece, Paragraph) else "TABEL" for piece in pieces]


def two_pages(lines: MakeLines, last: str, first: str, **looks: Any) -> list[str]:
    pages = [lines(FULL, last, top=700.0), lines(first, FULL, page=2, **looks)]
    return texts(flow(pages, BODY))


def test_a_sentence_goes_on_in_small_letters(lines: MakeLines) -> None:
    assert two_pages(lines, FULL, FULL) == [f"{FULL} {FULL} {FULL} {FULL}"]


def test_a_closed_sentence_does_not_go_on(lines: MakeLines) -> None:
    assert two_pages(lines, FULL[:-1] + ".", "Een nieuwe zin " + FULL[15:]) == [
        f"{FULL} {FULL[:-1]}.",
        f"Een nieuwe zin {FULL[15:]} {FULL}",
    ]


def test_an_abbreviation_at_the_end_of_a_full_line_goes_on(lines: MakeLines) -> None:
    assert len(two_pages(lines, FULL[:-3] + "bv.", FULL)) == 1


def test_a_name_goes_on_after_a_full_line_only(lines: MakeLines) -> None:
    name = "Brussel " + FULL[8:]
    assert len(two_pages(lines, FULL, name)) == 1
    assert len(two_pages(lines, "kort", name)) == 2


def test_a_divided_word_always_goes_on(lines: MakeLines) -> None:
    assert len(two_pages(lines, FULL[:-1] + "-", "Werk " + FULL[5:])) == 1


@pytest.mark.parametrize("first", ["• een punt", "1. een punt", "a) een punt"])
def test_an_item_never_goes_on_from_prose(lines: MakeLines, first: str) -> None:
    assert two_pages(lines, FULL, first)[1].startswith(first)


def test_a_heading_never_goes_on(lines: MakeLines) -> None:
    assert len(two_pages(lines, FULL, FULL, bold=True)) == 2
    assert len(two_pages(lines, FULL, FULL, size=14.0)) == 2


def test_a_sentence_goes_on_in_the_next_column(lines: MakeLines) -> None:
    assert texts(flow([(*lines(FULL, top=700.0), *lines(FULL, left=320.0))], BODY)) == [f"{FULL} {FULL}"]


def test_a_frame_is_never_run_into(lines: MakeLines) -> None:
    page: tuple[Printed, ...] = (*lines(FULL), Edge(), *lines(FULL, top=112.0), Edge(), *lines(FULL, top=124.0))
    assert texts(flow([page], BODY)) == [FULL, FULL, FULL]


def test_notes_come_after_their_page_when_nothing_runs_on(lines: MakeLines) -> None:
    note = lines("Een noot.", size=8.0, top=750.0, noted=True)
    pages = [(*lines("Klaar."), *note), lines("Verder.", page=2)]
    assert texts(flow(pages, BODY)) == ["Klaar.", "Een noot.", "Verder."]


def test_notes_come_before_the_sentence_that_leaves_their_page(lines: MakeLines) -> None:
    note = lines("Een noot.", size=8.0, top=750.0, noted=True)
    pages = [(*lines("Klaar."), *lines(FULL, top=700.0), *note), lines(FULL, page=2)]
    pieces = flow(pages, BODY)
    assert texts(pieces) == ["Klaar.", "Een noot.", f"{FULL} {FULL}"]
    assert [isinstance(piece, Paragraph) and piece.note for piece in pieces] == [False, True, False]


def test_a_sentence_over_three_pages_is_parted_where_a_note_must_stand(lines: MakeLines) -> None:
    """Pages must stay in order, so the second page's note cannot stand before the first page's words."""
    note = lines("Een noot.", size=8.0, top=750.0, noted=True, page=2)
    pages = [lines(FULL, top=700.0), (*lines(FULL, page=2, top=700.0), *note), lines(FULL, page=3)]
    assert texts(flow(pages, BODY)) == [f"{FULL} {FULL}", "Een noot.", FULL]


def test_a_sentence_goes_on_past_a_page_without_text(lines: MakeLines) -> None:
    assert texts(flow([lines(FULL, top=700.0), (), lines(FULL, page=3)], BODY)) == [f"{FULL} {FULL}"]


def test_nothing_runs_on_over_a_table(lines: MakeLines) -> None:
    table = Table(1, (Row((lines("a"), lines("b"))),), (50.0, 100.0))
    pages: list[tuple[Printed, ...]] = [(*lines(FULL, top=600.0), table), (table, *lines(FULL, page=2))]
    assert texts(flow(pages, BODY)) == [FULL, "TABEL", "TABEL", FULL]


def test_standing_out_is_larger_or_bolder_than_the_body(lines: MakeLines) -> None:
    assert stands_out(lines("Kop", size=12.0), BODY)
    assert stands_out(lines("Kop", bold=True), BODY)
    assert not stands_out(lines("Tekst", bold=True), Body(10.0, 12.0, True))
    assert not stands_out(lines("Tekst", size=8.0), BODY)
