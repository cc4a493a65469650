"""What a system gave, as reports and measures take it."""

from __future__ import annotations

from dataclasses import replace

from eval.systems import GivenQuote
from tests.eval.reports import gave, quote


def test_a_place_is_a_file_and_its_pages_where_it_has_any() -> None:
    assert GivenQuote("nl/verlof.pdf", "x", (3,)).place == "nl/verlof.pdf p. 3"
    assert GivenQuote("nl/verlof.pdf", "x", (3, 4)).place == "nl/verlof.pdf p. 3,4"
    assert GivenQuote("nl/verlof.txt", "x").place == "nl/verlof.txt"


def test_a_row_of_column_names_is_no_evidence_by_itself() -> None:
    names, row = replace(quote("Graad | Dagen"), is_header=True), quote("A1 | 26")
    assert gave(quotes=(names, row)).evidence == (row,)
    assert gave().evidence == ()
