"""Glyphs drawn by hand become the lines a reader sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from ingest.readers.pdf_frame import Frame
from ingest.readers.pdf_glyphs import Gap, Glyph, composed, sheet_of
from ingest.readers.pdf_lines import Line, lines_of

Drawn = Callable[..., Path]


def glyph(character: str, x: float, baseline: float = 100.0, size: float = 10.0, **looks: float) -> Glyph:
    box = (x, baseline - 0.7 * size, x + size / 2, baseline)
    return Glyph(character, box, x, baseline, size, bool(looks.get("bold", False)), int(looks.get("turn", 0)))


def word(text: str, x: float = 50.0, baseline: float = 100.0, size: float = 10.0, **looks: float) -> list[Glyph]:
    return [glyph(character, x + i * size / 2, baseline, size, **looks) for i, character in enumerate(text)]


def lines(*marks: Glyph | Gap) -> list[str]:
    return [line.text for line in lines_of(marks, 1, 600, 800)]


def seen(path: Path) -> tuple[Line, ...]:
    with pdfium.PdfDocument(path) as document:
        sheet = sheet_of(document[0])
    return lines_of(sheet.marks, 1, sheet.width, sheet.height)


SPACE = Gap(line_end=False)


def test_glyphs_on_one_baseline_are_a_line() -> None:
    assert lines(*word("een"), SPACE, *word("zin", 70)) == ["een zin"]


def test_a_lower_baseline_begins_a_line() -> None:
    assert lines(*word("boven"), *word("onder", 50, 112)) == ["boven", "onder"]


def test_a_step_back_begins_a_line() -> None:
    assert lines(*word("rechts", 300), *word("links", 50)) == ["rechts", "links"]


def test_a_wide_gap_parts_a_running_head_from_its_page_number() -> None:
    assert lines(*word("Kop"), SPACE, *word("7", 400)) == ["Kop", "7"]


def test_a_tab_is_only_a_space() -> None:
    assert lines(*word("Naam"), SPACE, *word("Bedrag", 120)) == ["Naam Bedrag"]


@pytest.mark.parametrize(
    ("opening", "rest", "label"), [("Datum:", "gisteren", True), ("Datum", "gisteren", False), ("Datum:", "", False)]
)
def test_bold_words_up_to_a_colon_are_a_label_when_others_follow(opening: str, rest: str, label: bool) -> None:
    bold = word(opening, bold=True)
    (line,) = lines_of([*bold, SPACE, *word(rest, 90)], 1, 600, 800)
    assert line.label is label


def test_a_raised_figure_after_a_word_is_a_footnote_mark() -> None:
    (line,) = lines_of([*word("zin"), *word("12", 65, 96, 6), *word(".", 72)], 1, 600, 800)
    assert line.text == "zin."
    assert not line.noted


def test_a_raised_figure_that_opens_a_line_opens_a_note() -> None:
    (line,) = lines_of([*word("3", 50, 96, 6), *word("Zie", 54)], 1, 600, 800)
    assert (line.text, line.noted) == ("Zie", True)


@pytest.mark.parametrize("unit", ["m", "km", "cm", "10", "x"])
def test_a_power_keeps_its_figure(unit: str) -> None:
    end = 50 + 5 * len(unit)
    assert lines(*word(unit), *word("2", end, 96, 6)) == [unit + "2"]


def test_a_mark_a_space_away_from_a_unit_is_a_mark() -> None:
    assert lines(*word("m"), SPACE, *word("2", 60, 96, 6)) == ["m"]


def test_raised_letters_are_no_mark() -> None:
    assert lines(*word("1"), *word("er", 55, 96, 6), SPACE, *word("mei", 70)) == ["1er mei"]


def test_a_lowered_figure_is_no_mark() -> None:
    assert lines(*word("CO"), *word("2", 60, 102, 6)) == ["CO2"]


def test_a_raised_star_is_a_mark_only_when_small() -> None:
    assert lines(*word("zin"), *word("*", 65, 96, 6)) == ["zin"]
    assert lines(*word("zin"), *word("*", 65)) == ["zin*"]


def test_a_raised_bracket_alone_is_no_mark() -> None:
    assert lines(*word("zin"), *word("(", 65, 96, 6)) == ["zin("]


def test_a_line_of_nothing_but_raised_figures_stays() -> None:
    line = lines_of([glyph("1", 50)], 1, 600, 800)
    assert [one.text for one in line] == ["1"]


def test_a_line_is_bold_when_nearly_all_of_it_is() -> None:
    heading, lead = lines_of(
        [*word("Vetkop", bold=True), *word("Vet", 50, 112, bold=True), *word(" en niet", 65, 112)], 1, 600, 800
    )
    assert (heading.bold, lead.bold) == (True, False)


def test_a_letter_and_its_accent_are_one_character() -> None:
    (line,) = lines_of([*word("cafe"), glyph("\u0301", 66, 98), *word("s", 70)], 1, 600, 800)
    assert line.text == "cafés"


def test_an_accent_that_does_not_combine_stays_itself() -> None:
    assert composed(glyph("q", 50), glyph("\u0301", 51)) is None
    assert composed(glyph("e", 50), glyph("x", 55)) is None
    assert lines(*word("q"), glyph("\u0301", 51)) == ["q\u0301"]


def test_a_composed_letter_has_the_box_of_both() -> None:
    both = composed(glyph("e", 50), Glyph("\u0301", (52, 80, 56, 90), 50, 100, 10, False, 0))
    assert both is not None
    assert both.box == (50, 80, 56, 100)


def test_office_bullets_become_bullets() -> None:
    assert lines(glyph("\uf0b7", 50), SPACE, *word("punt", 60)) == ["• punt"]


def test_a_hyphen_pdfium_marks_at_a_line_end_is_a_hyphen() -> None:
    assert lines(*word("steun\x02")) == ["steun-"]


def test_a_soft_hyphen_counts_only_at_the_line_end() -> None:
    assert lines(*word("steun\u00adplafond")) == ["steunplafond"]
    assert lines(*word("steun\u00ad")) == ["steun\u00ad"]


def test_control_characters_leave_no_trace() -> None:
    assert lines(*word("\x01\x03")) == []


def test_the_main_direction_comes_first() -> None:
    aside = [glyph(c, 20, 300 - 5 * i, turn=3) for i, c in enumerate("zij")]
    assert lines(*aside, *word("hoofdtekst")) == ["hoofdtekst", "zij"]


def test_bold_comes_from_the_fonts_name(drawn: Drawn) -> None:
    font = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >> >>"
    (line,) = seen(drawn("BT /F1 12 Tf 100 700 Td (Vet) Tj ET", font))
    assert line.bold


def test_a_scaled_font_has_the_size_displayed(drawn: Drawn) -> None:
    (line,) = seen(drawn("BT /F1 1 Tf 14 0 0 14 100 700 Tm (Groot) Tj ET"))
    assert line.size == 14
    assert (line.left, line.baseline) == pytest.approx((101, 100), abs=1)


def test_text_no_character_of_which_is_known_is_garbled(drawn: Drawn) -> None:
    with pdfium.PdfDocument(drawn("BT /F1 12 Tf 100 700 Td (Gewoon) Tj ET")) as document:
        assert sheet_of(document[0]).garbled == 0


def test_a_sheet_without_text_has_no_direction_but_upright(drawn: Drawn) -> None:
    with pdfium.PdfDocument(drawn("")) as document:
        sheet = sheet_of(document[0])
    assert (sheet.turn, sheet.garbled, sheet.marks) == (0, 0.0, ())


def test_a_frame_maps_points_and_arrows() -> None:
    frame = Frame(0, 1, -1, 0, 5, 7)
    assert frame.point(2, 3) == (2, 9)
    assert frame.direction(2, 3) == (-3, 2)
