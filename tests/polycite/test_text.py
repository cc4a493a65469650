from __future__ import annotations

import re

from polycite.model import Document, Facts, Source, Span
from polycite.text import cells, counted, display, fold_accents, fold_space


def shown(text: str, marks: list[Span], span: Span | None = None) -> str:
    document = Document("d", Source("d", "a.md", "d", "text/markdown"), Facts("A", "nl"), text, (), tuple(marks))
    return display(document, span or Span(0, len(text)))


def marked(text: str, pattern: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(pattern, text)]


def test_marks_are_left_out_of_what_people_read() -> None:
    text = "De **maximale** steun"
    assert shown(text, marked(text, r"\*\*")) == "De maximale steun"


def test_a_span_that_begins_inside_a_mark_shows_only_its_words() -> None:
    text = "<b>steun</b>"
    assert shown(text, marked(text, "<[^>]+>"), Span(1, 8)) == "steun"


def test_block_tags_part_words_and_inline_tags_do_not() -> None:
    text = "<p>een</p><p>twee</p> <b>drie</b>s"
    assert shown(text, marked(text, "<[^>]+>")) == "een twee dries"


def test_soft_hyphens_and_direction_controls_are_not_shown() -> None:
    assert shown("steun\u00adplafond \u202egeheim\u202c", []) == "steunplafond geheim"


def test_line_breaks_are_spaces() -> None:
    assert fold_space("  een\n\n twee\u00a0drie ") == "een twee drie"


def test_accents_and_case_do_not_count() -> None:
    assert fold_accents("Été À Financiële") == "ete a financiele"


def test_one_of_a_thing_is_no_plural() -> None:
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


def row(text: str, pattern: str = r"[|]") -> tuple[str, ...]:
    marks = tuple(marked(text, pattern))
    document = Document("d", Source("d", "a.md", "d", "text/markdown"), Facts("A", "nl"), text, (), marks)
    return cells(document, Span(0, len(text)))


def test_a_row_is_parted_by_tabs_and_its_empty_cells_keep_their_place() -> None:
    assert row("\t2\t\n") == ("", "2", "")


def test_a_row_of_markdown_is_parted_by_its_bars() -> None:
    assert row("| Viervijfde | 2 dagen | |\n") == ("Viervijfde", "2 dagen", "")
    assert row("Viervijfde | 2 dagen") == ("Viervijfde", "2 dagen")


def test_a_bar_that_is_no_markup_parts_nothing() -> None:
    assert row("links | rechts", "x") == ("links | rechts",)
    assert row("[hier](a|b) links", r"\[|\]\([^)]*\)") == ("hier links",)
