"""Lines become the paragraphs and items a reader sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_paragraphs import Body, body_of, ends_sentence, is_contents, is_item, paragraphs_of

MakeLine = Callable[..., Line]
MakeLines = Callable[..., tuple[Line, ...]]

BODY = Body(10.0, 12.0, False)
FULL = "een regel die de hele breedte van de kolom vult"


def parts(lines: Sequence[Line]) -> list[list[str]]:
    return [[line.text for line in part] for part in paragraphs_of(lines, BODY)]


def test_full_lines_are_one_paragraph(lines: MakeLines) -> None:
    assert parts(lines(FULL, FULL, "en het einde.")) == [[FULL, FULL, "en het einde."]]


def test_a_line_that_ends_early_ends_its_paragraph(lines: MakeLines) -> None:
    assert parts(lines(FULL, "einde.", FULL)) == [[FULL, "einde."], [FULL]]


def test_a_long_word_that_would_not_have_fitted_ends_nothing(lines: MakeLines) -> None:
    short = FULL[:-14]
    assert parts(lines(FULL, short, "ondersteuningsmaatregelen zijn")) == [
        [FULL, short, "ondersteuningsmaatregelen zijn"]
    ]


def test_white_space_parts_paragraphs(lines: MakeLines) -> None:
    assert parts((*lines(FULL), *lines(FULL, top=118.0))) == [[FULL], [FULL]]


def test_a_line_a_little_lower_does_not_part(lines: MakeLines) -> None:
    assert parts((*lines(FULL), *lines(FULL, top=113.0))) == [[FULL, FULL]]


def test_another_size_begins_a_paragraph(lines: MakeLines) -> None:
    assert parts((*lines("Titel van dit deel", size=14.0), *lines(FULL, top=114.0))) == [["Titel van dit deel"], [FULL]]


def test_bold_above_plain_is_a_heading_unless_it_fills_its_line(lines: MakeLines) -> None:
    below = lines(FULL, FULL, top=112.0)
    assert parts((*lines("Kop", bold=True), *below)) == [["Kop"], [FULL, FULL]]
    assert parts((*lines(FULL, bold=True), *below)) == [[FULL, FULL, FULL]]


def test_a_bold_label_after_a_sentence_begins_a_paragraph(lines: MakeLines) -> None:
    facts = (*lines("Uitgever: het agentschap."), *lines("Datum: 1 mei.", top=112.0, label=True))
    assert parts(facts) == [["Uitgever: het agentschap."], ["Datum: 1 mei."]]


def test_a_bold_label_in_the_middle_of_a_sentence_begins_nothing(lines: MakeLines) -> None:
    sentence = (*lines("Hier staat het woord"), *lines("let op: en het gaat", top=112.0, label=True))
    assert parts(sentence) == [["Hier staat het woord", "let op: en het gaat"]]


def test_a_large_title_over_two_lines_stays_whole(lines: MakeLines) -> None:
    title = lines("Kort", "Een veel langere tweede regel", size=16.0)
    spaced = (title[0], *lines(title[1].text, size=16.0, top=118.0))
    assert parts(spaced) == [["Kort", "Een veel langere tweede regel"]]


def test_the_next_column_begins_a_paragraph(lines: MakeLines) -> None:
    assert parts((*lines(FULL, top=500.0), *lines(FULL, left=320.0))) == [[FULL], [FULL]]


def test_turned_text_is_apart(lines: MakeLines) -> None:
    assert parts((*lines(FULL), *lines(FULL, top=112.0, turn=1))) == [[FULL], [FULL]]


def test_an_indented_line_after_a_sentence_begins_a_paragraph(lines: MakeLines) -> None:
    end = FULL[:-1] + "."
    indented = (*lines(end), *lines("  " + FULL[:-4], left=62.0, top=112.0), *lines(FULL, top=124.0))
    assert parts(indented) == [[end], ["  " + FULL[:-4], FULL]]


def test_bullets_begin_items(lines: MakeLines) -> None:
    assert parts(lines("• " + FULL, "• kort", "• " + FULL)) == [["• " + FULL], ["• kort"], ["• " + FULL]]


def test_an_item_goes_on_under_its_words(lines: MakeLines) -> None:
    item = (*lines("• " + FULL), *lines("verder", left=60.0, top=112.0), *lines(FULL, top=124.0))
    assert parts(item) == [["• " + FULL, "verder"], [FULL]]


def test_text_further_out_leaves_a_hanging_item(lines: MakeLines) -> None:
    item = (
        *lines("- " + FULL, left=70.0),
        *lines(FULL, left=80.0, top=112.0),
        *lines(FULL + FULL[:6], left=50.0, top=124.0),
    )
    assert parts(item) == [["- " + FULL, FULL], [FULL + FULL[:6]]]


def test_numbers_in_a_row_are_items(lines: MakeLines) -> None:
    assert parts(lines("1. vragen", "2. wachten", "3. reizen")) == [["1. vragen"], ["2. wachten"], ["3. reizen"]]


def test_a_number_that_opens_a_line_by_chance_is_no_item(lines: MakeLines) -> None:
    assert parts(lines(FULL, "3. " + FULL[3:], FULL)) == [[FULL, "3. " + FULL[3:], FULL]]


def test_a_dash_after_a_lead_in_is_an_item(lines: MakeLines) -> None:
    lead = FULL[:-1] + ":"
    assert parts(lines(lead, "– " + FULL[2:])) == [[lead], ["– " + FULL[2:]]]


def test_each_entry_of_a_contents_list_stands_alone(lines: MakeLines) -> None:
    entries = lines("1 Doel . . . . . . . . . . . . . . . . 1", "2 Bereik ......................... 2")
    assert [len(part) for part in paragraphs_of(entries, BODY)] == [1, 1]
    assert all(is_contents((entry,)) for entry in entries)
    assert not is_contents(lines("Wacht ... en zie"))


@pytest.mark.parametrize(
    "text", ["• punt", "- punt", "– punt", "a) punt", "(b) punt", "1. punt", "iv. punt", "3° punt"]
)
def test_markers_open_items(lines: MakeLines, text: str) -> None:
    assert is_item(lines(text))


@pytest.mark.parametrize("text", ["punt", "•punt", "2024 was", "A. Janssens", "1.2 Deel", "art. 3", "-5 graden"])
def test_words_and_numbers_open_no_item(lines: MakeLines, text: str) -> None:
    assert not is_item(lines(text))


@pytest.mark.parametrize("text", ["Zo.", "Zo?", "zei hij.”", "(zie boven.)", "als volgt:", "ten eerste;", "enzovoort…"])
def test_stops_end_sentences(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["zo", "art. 3", "daarom,", "(zie boven)"])
def test_other_signs_do_not(text: str) -> None:
    assert not ends_sentence(text)


def test_the_body_is_what_most_characters_look_like(lines: MakeLines) -> None:
    small = lines(*["klein"] * 3, size=8.0)
    assert body_of((*lines("Kop", size=18.0, bold=True), *lines(FULL, FULL, FULL), *small)) == BODY


def test_leading_comes_from_running_text_not_from_spaced_rows(lines: MakeLines, line: MakeLine) -> None:
    rows = tuple(line("rij", (50, 300 + 18 * n)) for n in range(8))
    assert body_of((*lines(FULL, FULL, FULL), *rows)).leading == 12.0


def test_a_document_without_lines_still_has_a_body() -> None:
    assert body_of(()) == Body(10.0, 12.0, False)
    assert list(paragraphs_of((), BODY)) == []
