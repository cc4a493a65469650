"""Claims about plain text: what is a paragraph, a heading, a list item, a row, a note, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.plain import plain_reading, read_plain
from polycite.model import Span
from tests.ingest.readers.reads import headers, is_sound, rows, shown, told

WRAPPED = """De dienst Vervoer leent fietsen uit aan wie in een van onze drie gebouwen
werkt. Een fiets blijft hoogstens vijf werkdagen bij dezelfde
collega.
Wie een fiets kwijtraakt, meldt dat dezelfde dag aan het onthaal, dat de
verzekering verwittigt en een nieuwe fiets uitzoekt voor
de volgende werkdag.
"""


def test_lines_broken_because_they_were_full_are_one_paragraph() -> None:
    kinds = told(plain_reading(WRAPPED))
    assert [kind for kind, _ in kinds] == ["prose", "prose"]
    assert kinds[0][1].endswith("gebouwen werkt. Een fiets blijft hoogstens vijf werkdagen bij dezelfde collega.")
    assert kinds[1][1].endswith("en een nieuwe fiets uitzoekt voor de volgende werkdag.")


def test_text_with_a_blank_after_every_line_is_still_paragraphs() -> None:
    doubled = "\n\n".join(WRAPPED.strip().split("\n"))
    assert told(plain_reading(doubled)) == told(plain_reading(WRAPPED))


def test_lines_that_are_whole_paragraphs_stay_apart() -> None:
    text = "Eerste alinea, met een zin die nogal lang is en dus telt.\nTweede alinea, ook met een hele zin erin.\n"
    assert [words for _, words in told(plain_reading(text))] == text.strip().split("\n")


def test_a_sentence_runs_on_over_a_blank_line() -> None:
    text = "De aanvrager voegt bij het dossier een begroting en een planning die\n\nde dienst vooraf goedkeurt.\n"
    assert told(plain_reading(text)) == [("prose", " ".join(text.split()))]


def test_a_page_number_between_two_halves_of_a_sentence_is_not_read() -> None:
    text = "De aanvrager voegt bij het dossier een begroting en een planning die\n\n7\n\nde dienst vooraf goedkeurt.\n"
    [(kind, words)] = told(plain_reading(text))
    assert kind == "prose"
    assert words == "De aanvrager voegt bij het dossier een begroting en een planning die de dienst vooraf goedkeurt."


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("# Reglement", 1),
        ("### Duur van de uitlening", 3),
        ("2.4 Duur van de uitlening", 2),
        ("2.3.1\tDuur van de uitlening", 3),
        ("3. Duur van de uitlening", 1),
        ("IV. Duur van de uitlening", 1),
        ("1. HOE LANG DUURT HET?", 1),
        ("4.1.\n\nDuur van de uitlening", 2),
    ],
)
def test_headings_are_told_by_number_or_hash(line: str, level: int) -> None:
    text = f"Vooraf staat hier een zin.\n\n{line}\n\nDaarna volgt de tekst van het artikel zelf.\n"
    blocks = plain_reading(text).blocks
    assert [(block.kind, block.level) for block in blocks] == [("prose", 0), ("heading", level), ("prose", 0)]
    assert blocks[1].span.of(text) == line


def test_a_heading_without_a_number_stands_below_the_last_one_with_a_number() -> None:
    text = (
        "2.1 Fietsen\n\nOver fietsen is alles gezegd in deze zin.\n\nElektrische fietsen\n\n"
        "Een elektrische fiets wordt geladen in de kelder, nooit op kantoor, en staat daar ook 's nachts.\n"
    )
    assert [(block.kind, block.level) for block in plain_reading(text).blocks] == [
        ("heading", 2),
        ("prose", 0),
        ("heading", 3),
        ("prose", 0),
    ]


@pytest.mark.parametrize(
    "line", ["Contact: Jan Peeters", "Tabel 3 Fietsen per gebouw", "Bron: eigen telling", "de rest"]
)
def test_labels_captions_and_half_sentences_are_no_headings(line: str) -> None:
    text = f"Een zin.\n\n{line}\n\nDaarna volgt een alinea die lang genoeg is om onder een kop te staan, ja, ook zo\n"
    assert all(kind == "prose" for kind, _ in told(plain_reading(text)))


def test_a_short_first_line_is_the_title() -> None:
    reading = plain_reading("Reglement fietsen\n\nDit reglement geldt voor iedereen.\n")
    assert reading.title == "Reglement fietsen"
    assert reading.blocks[0].kind == "heading"
    assert plain_reading("Dit reglement geldt voor iedereen.\n").title is None


def test_a_heading_broken_over_two_lines_is_one() -> None:
    text = WRAPPED + "\n3.2 Aanvragen van fietsen voor\ngroepen\n\nEen groep vraagt fietsen schriftelijk aan.\n"
    assert ("heading", "3.2 Aanvragen van fietsen voor groepen") in told(plain_reading(text))


@pytest.mark.parametrize("bullet", ["-", "•", "*", "–", "1.", "a)", "(2)"])
def test_bullets_numbers_and_letters_begin_items(bullet: str) -> None:
    text = f"Meebrengen:\n{bullet} een slot\n{bullet} een helm\n"
    kinds = told(plain_reading(text))
    assert [kind for kind, _ in kinds] == ["prose", "item", "item"]
    assert kinds[1][1].endswith("een slot")


def test_a_sign_before_an_item_is_left_out_and_its_number_is_kept() -> None:
    assert told(plain_reading("- een slot\n"))[0] == ("item", "een slot")
    assert told(plain_reading("2) een slot\n"))[0] == ("item", "2) een slot")


def test_an_indented_item_is_deeper() -> None:
    assert [block.level for block in plain_reading("- een\n  - twee\n    - drie\n").blocks] == [1, 2, 3]


def test_a_lone_bullet_takes_the_text_below_it() -> None:
    text = WRAPPED + "\n•\n\nEen slot, dat de dienst vooraf\nuitleent.\n\n•\n\nEen helm.\n"
    assert told(plain_reading(text))[2:] == [
        ("item", "Een slot, dat de dienst vooraf uitleent."),
        ("item", "Een helm."),
    ]


def test_bullets_copied_before_their_lines_go_to_each_line() -> None:
    assert told(plain_reading("•\n•\n•\n\nAalst\nBrugge\nGent\n")) == [
        ("item", "Aalst"),
        ("item", "Brugge"),
        ("item", "Gent"),
    ]


def test_bullets_copied_before_wrapped_clauses_go_to_each_clause() -> None:
    text = WRAPPED + "\n1.\n2.\n\nHet slot van de fiets sluit\nniet meer;\nDe band is lek.\n"
    assert told(plain_reading(text))[2:] == [
        ("item", "Het slot van de fiets sluit niet meer;"),
        ("item", "De band is lek."),
    ]


def test_bullets_that_fit_no_lines_leave_them_as_they_are() -> None:
    assert told(plain_reading("•\n•\n\nEen enkele zin staat hier.\n")) == [("prose", "Een enkele zin staat hier.")]


def test_tabs_make_rows_and_short_names_a_header() -> None:
    reading = plain_reading("Gebouw\tFietsen\tSinds\nNoord\t12\t2019\nZuid\t8\t2021\n")
    assert rows(reading) == [["Gebouw", "Fietsen", "Sinds"], ["Noord", "12", "2019"], ["Zuid", "8", "2021"]]
    assert headers(reading) == ["Gebouw Fietsen Sinds"]
    assert {block.table for block in reading.blocks} == {1}


def test_years_name_columns_and_other_figures_do_not() -> None:
    assert headers(plain_reading("\t2021\t2022\nNoord\t12\t14\n")) == ["2021 2022"]
    assert headers(plain_reading("Noord\t12\t14\nZuid\t8\t9\n")) == []


def test_empty_cells_keep_their_place() -> None:
    assert rows(plain_reading("Gebouw\tFietsen\tSinds\nNoord\t\t2019\n"))[1] == ["Noord", "", "2019"]


def test_a_line_of_dashes_below_names_makes_them_a_header() -> None:
    reading = plain_reading("Aantal fietsen op 31.12.\tGebouw\n------\t------\n12\tNoord\n")
    assert headers(reading) == ["Aantal fietsen op 31.12. Gebouw"]
    assert len(reading.blocks) == 2


def test_upright_bars_make_rows() -> None:
    reading = plain_reading("| Gebouw | Fietsen |\n|--------|---------|\n| Noord | 12 |\n")
    assert rows(reading) == [["Gebouw", "Fietsen"], ["Noord", "12"]]
    assert headers(reading) == ["Gebouw Fietsen"]


def test_cells_written_as_html_are_cells_of_words() -> None:
    reading = plain_reading(
        'Lenen\tKopen\n<p>Een fiets <b>lenen</b> kan gratis.</p>\t<ul style="x: y"> • Kopen kost geld.</ul>\n'
    )
    assert rows(reading)[1] == ["Een fiets lenen kan gratis.", "• Kopen kost geld."]


def test_a_title_over_all_columns_is_no_row() -> None:
    reading = plain_reading("Fietsen en steppen\t\nGebouw\tAantal\nNoord\t12\n")
    assert told(reading)[0] == ("prose", "Fietsen en steppen")
    assert headers(reading) == ["Gebouw Aantal"]


def test_names_between_two_rows_of_prose_begin_another_table() -> None:
    long = "Dit is een lange cel over het lenen van fietsen in alle gebouwen van de dienst. " * 2
    reading = plain_reading(f"Sterk\tZwak\n{long}\t{long}\nKans\tGevaar\n{long}\t{long}\n")
    assert headers(reading) == ["Sterk Zwak", "Kans Gevaar"]
    assert [block.table for block in reading.blocks] == [1, 1, 2, 2]


def test_tables_apart_have_numbers_of_their_own() -> None:
    reading = plain_reading("A\tB\n1\t2\n\nDaartussen staat een zin.\n\nC\tD\n3\t4\n")
    assert [block.table for block in reading.blocks if block.kind == "row"] == [1, 1, 2, 2]


@pytest.mark.parametrize("title", ["Inhoud", "Contents", "Table des matières", "# Inhoudsopgave"])
def test_a_table_of_contents_is_not_read(title: str) -> None:
    text = (
        f"{title}\n\nDoel.....\t3\n2\tDuur\t4\n<b>DEEL I</b>\t<b>5</b>\n\nHet doel van deze tekst is fietsen lenen.\n"
    )
    assert told(plain_reading(text)) == [("prose", "Het doel van deze tekst is fietsen lenen.")]


def test_leaders_tell_a_table_of_contents_without_title() -> None:
    text = "Doel ............ 3\nDuur ............ 4\n\nHet doel van deze tekst is fietsen lenen.\n"
    assert told(plain_reading(text)) == [("prose", "Het doel van deze tekst is fietsen lenen.")]


def test_a_note_stands_for_itself_and_loses_its_mark() -> None:
    text = "De fiets is gratis.¹ Een slot ook.\n\n¹ Behalve in het weekend.\n² Zolang er zijn.\n"
    assert told(plain_reading(text)) == [
        ("prose", "De fiets is gratis. Een slot ook."),
        ("prose", "Behalve in het weekend."),
        ("prose", "Zolang er zijn."),
    ]


def test_entries_of_a_form_stay_apart_though_their_lines_are_full() -> None:
    text = WRAPPED + "\nUitgever: dienst Vervoer van de stad, gebouw Noord, tweede\nDatum: 3 mei 2025\n"
    assert [words for _, words in told(plain_reading(text))][2:] == [
        "Uitgever: dienst Vervoer van de stad, gebouw Noord, tweede",
        "Datum: 3 mei 2025",
    ]


def test_form_feeds_divide_numbered_pages_that_cover_the_text() -> None:
    text = "Eerste bladzijde.\n\fTweede bladzijde.\n\f\fVierde.\n"
    pages = plain_reading(text).pages
    assert [(page.number, page.label) for page in pages] == [(1, "1"), (2, "2"), (3, "3"), (4, "4")]
    assert [page.span for page in pages] == [Span(0, 19), Span(19, 38), Span(38, 39), Span(39, 47)]
    assert plain_reading("Geen bladzijden.").pages == ()


def test_the_canonical_text_is_the_file_to_the_letter(tmp_path: Path) -> None:
    file = tmp_path / "regel.txt"
    file.write_bytes("Één regel.\r\n\r\n**Nog** een regel.\r\n".encode())
    reading = read_plain(file)
    assert reading.text == "Één regel.\r\n\r\n**Nog** een regel.\r\n"
    assert told(reading) == [("prose", "Één regel."), ("prose", "Nog een regel.")]
    assert shown(reading, reading.blocks[1].span) == "Nog een regel."


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "- a",
            "•",
            "1.",
            "1. Titel",
            "2.3\tTitel",
            "a\tb",
            "\tx",
            "|a|b|",
            "---",
            "7",
            "¹ noot",
            "Zin met woorden.",
            "en nog",
            "\f",
            "# H",
            "Inhoud",
            "x....3",
            "A\t1",
        ]
    ),
    max_size=30,
).map("\n".join)


@given(LINES | st.text(max_size=200))
def test_any_text_reads_into_ordered_disjoint_blocks_and_marks(text: str) -> None:
    reading = plain_reading(text)
    assert is_sound(reading)
    assert reading.text == text
    if reading.pages:
        assert [page.span.start for page in reading.pages] == [0, *(page.span.end for page in reading.pages[:-1])]
        assert reading.pages[-1].span.end == len(text)
