"""Whole documents: set with typst, read back, and compared with what was written."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfWriter

from ingest.readers.pdf import read_pdf
from ingest.reading import Block, Reading
from polycite.model import Page, Span

Typeset = Callable[[str], Path]
Read = Callable[[str], Reading]

PAGE = '#set page(width: 105mm, height: 148mm, margin: 18mm)\n#set text(size: 10pt, lang: "nl", hyphenate: true)\n'
JUSTIFIED = PAGE + "#set par(justify: true)\n"

POLICY = (
    '#set document(title: "Reisbeleid van de dienst")\n'
    + JUSTIFIED
    + """
#set page(header: [Dienst voor proeven #h(1fr) Reisbeleid])
#set page(footer: context [versie 2 #h(1fr) #counter(page).display()])
#set heading(numbering: "1.1")
= Dienstreizen
== Toestemming
Een personeelslid vraagt de toestemming voor een dienstreis tien werkdagen vooraf aan.#footnote[De termijn telt
vanaf de dag na de aanvraag, ook in de vakanties.] De leiding beslist binnen drie werkdagen.

Wie geen antwoord krijgt, mag niet vertrekken, tenzij de reis dringend is#footnote[Dringend is een reis die laat bekend
werd.]: dan volstaat een mondeling akkoord, dat de leiding daarna binnen een week op papier bevestigt.
#for n in range(1, 8) [

Alinea #n bepaalt dat de vergoedingsregeling van toepassing blijft op iedereen die verantwoordelijkheid draagt voor de
ondersteuningsmaatregelen en de innovatiesubsidies van de dienst, en dat de uitbetaling binnen dertig dagen volgt.
]
== Bedragen
Tabel met bedragen per land:
#table(columns: (1fr, auto, auto), table.header([*Land*], [*Hotel*], [*Dag*]),
  ..range(1, 31).map(n => ([Land nummer #n], [#(100 + n) euro], [#(30 + n) euro])).flatten())
Na de tabel volgt een slotzin.
== Lijsten
De aanvraag bevat:
- de bestemming;
- het doel, met een toelichting die zo lang is dat ze niet op een enkele regel past;
  - eerste onderdeel;
  - tweede onderdeel;
- de kosten.
Stappen:
+ vragen
+ wachten
+ reizen
"""
)


def said(reading: Reading, *kinds: str) -> list[str]:
    """The text of each block of these kinds, or of every block."""
    return [block.span.of(reading.text) for block in reading.blocks if not kinds or block.kind in kinds]


def rows(reading: Reading) -> list[Block]:
    return [block for block in reading.blocks if block.kind == "row"]


def pages_of(reading: Reading, span: Span) -> list[int]:
    return [page.number for page in reading.pages if page.span.meets(span)]


def box(page: Page, offset: int) -> tuple[float, ...]:
    """Left, top, right, bottom in points of the character at an offset of the text."""
    tenths: tuple[int, ...] = struct.unpack_from("<4H", page.boxes, 8 * (offset - page.span.start))
    return tuple(edge / 10 for edge in tenths)


def around(page: Page, span: Span) -> tuple[float, ...]:
    """The rectangle around every drawn character of a span."""
    boxes = [b for offset in range(span.start, span.end) if any(b := box(page, offset))]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def test_headings_have_the_depth_of_the_outline(read: Read) -> None:
    reading = read(POLICY)
    headings = [(block.level, block.span.of(reading.text)) for block in reading.blocks if block.kind == "heading"]
    assert headings == [(1, "1 Dienstreizen"), (2, "1.1 Toestemming"), (2, "1.2 Bedragen"), (2, "1.3 Lijsten")]


def test_running_heads_feet_and_page_numbers_are_no_text(read: Read) -> None:
    reading = read(POLICY)
    assert len(reading.pages) > 3
    assert "Dienst voor proeven" not in reading.text
    assert "versie 2" not in reading.text
    assert not any(text.isdigit() for text in said(reading))


def test_divided_words_are_whole_again(read: Read, typeset: Typeset) -> None:
    reading = read(POLICY)
    with pdfium.PdfDocument(typeset(POLICY)) as document:
        divided = sum(page.get_textpage().get_text_bounded().count("\x02") for page in document)
    assert divided > 3
    for number in range(1, 8):
        assert (
            f"Alinea {number} bepaalt dat de vergoedingsregeling van toepassing blijft op iedereen die "
            "verantwoordelijkheid draagt voor de ondersteuningsmaatregelen en de innovatiesubsidies van de dienst, "
            "en dat de uitbetaling binnen dertig dagen volgt."
        ) in said(reading, "prose")


def test_a_footnote_is_its_own_block_and_leaves_no_figure_in_the_sentence(read: Read) -> None:
    prose = said(read(POLICY), "prose")
    assert "De termijn telt vanaf de dag na de aanvraag, ook in de vakanties." in prose
    assert any("tenzij de reis dringend is: dan volstaat" in text for text in prose)
    assert any("tien werkdagen vooraf aan. De leiding" in text for text in prose)


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


def test_list_items_keep_bullet_and_depth(read: Read) -> None:
    reading = read(POLICY)
    items = [(block.level, block.span.of(reading.text)) for block in reading.blocks if block.kind == "item"]
    assert items == [
        (1, "• de bestemming;"),
        (1, "• het doel, met een toelichting die zo lang is dat ze niet op een enkele regel past;"),
        (2, "‣ eerste onderdeel;"),
        (2, "‣ tweede onderdeel;"),
        (1, "• de kosten."),
        (1, "1. vragen"),
        (1, "2. wachten"),
        (1, "3. reizen"),
    ]


def test_the_file_says_its_title_language_and_date(read: Read) -> None:
    reading = read(POLICY)
    assert (reading.title, reading.language, reading.published) == ("Reisbeleid van de dienst", "nl", date(2024, 3, 1))
    assert reading.warnings == ()


def test_pages_cover_the_text_and_every_character_has_a_box(read: Read) -> None:
    reading = read(POLICY)
    assert reading.pages[0].span.start == 0
    assert reading.pages[-1].span.end == len(reading.text)
    for before, after in zip(reading.pages, reading.pages[1:], strict=False):
        assert before.span.end == after.span.start
    for page in reading.pages:
        assert len(page.boxes) == 8 * len(page.span)
        drawn = [any(box(page, offset)) for offset in range(page.span.start, page.span.end)]
        assert drawn == [not character.isspace() for character in page.span.of(reading.text)]


def test_blocks_are_in_order_and_leave_nothing_out(read: Read) -> None:
    reading = read(POLICY)
    for before, after in zip(reading.blocks, reading.blocks[1:], strict=False):
        assert before.span.end < after.span.start
    assert "\n".join(said(reading)) == reading.text


def test_the_box_of_a_word_is_where_pdfium_finds_it(read: Read, typeset: Typeset) -> None:
    reading = read(POLICY)
    compared = 0
    with pdfium.PdfDocument(typeset(POLICY)) as document:
        for page, seen in zip(reading.pages, document, strict=True):
            text = seen.get_textpage()
            for word in {word for word in page.span.of(reading.text).split() if len(word) > 6 and word.isalpha()}:
                found = text.search(word, match_case=True, match_whole_word=True).get_next()
                if found is None:  # divided on the page
                    continue
                places = pdfium_rectangles(text, found, page.height)
                spans = occurrences(reading.text, word, page.span)
                assert any(near(around(page, span), place) for span in spans for place in places), word
                compared += 1
    assert compared > 25


def pdfium_rectangles(text: pdfium.PdfTextPage, found: tuple[int, int], height: float) -> list[tuple[float, ...]]:
    """What pdfium would mark for a search hit, downwards from the top left corner."""
    return [
        (left, height - top, right, height - bottom)
        for left, bottom, right, top in (text.get_rect(i) for i in range(text.count_rects(*found)))
    ]


def occurrences(text: str, word: str, within: Span) -> list[Span]:
    starts = [i for i in range(within.start, within.end - len(word) + 1) if text.startswith(word, i)]
    return [Span(start, start + len(word)) for start in starts]


def near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True))


CROSSING = (
    JUSTIFIED
    + """
#for n in range(8) [Regel #n vult de bladzijde met gewone woorden over de werking van de dienst en haar taken.

]
Deze lange zin begint onderaan op de eerste bladzijde#footnote[De noot hoort bij de eerste bladzijde.] en loopt, langs
een reeks van woorden die samen de overgebleven regels van het blad vullen, zonder enige onderbreking door tot boven aan
de tweede bladzijde, waar zij na veel omwegen en nog een aantal gewone woorden pas echt tot haar einde komt.

Slot.
"""
)


def test_a_sentence_over_a_page_end_is_one_paragraph_on_two_pages(read: Read) -> None:
    reading = read(CROSSING)
    (crossing,) = [block for block in reading.blocks if block.span.of(reading.text).startswith("Deze lange zin")]
    assert crossing.span.of(reading.text) == (
        "Deze lange zin begint onderaan op de eerste bladzijde en loopt, langs een reeks van woorden die samen de "
        "overgebleven regels van het blad vullen, zonder enige onderbreking door tot boven aan de tweede bladzijde, "
        "waar zij na veel omwegen en nog een aantal gewone woorden pas echt tot haar einde komt."
    )
    assert pages_of(reading, crossing.span) == [1, 2]


def test_each_half_of_a_crossing_sentence_is_on_the_page_it_is_printed_on(read: Read, typeset: Typeset) -> None:
    reading = read(CROSSING)
    with pdfium.PdfDocument(typeset(CROSSING)) as document:
        printed = document[1].get_textpage().get_text_bounded()
    first, second = reading.pages[0].span.of(reading.text), reading.pages[1].span.of(reading.text)
    assert printed.split()[:4] == second.split()[:4]
    assert "Slot." in second
    assert first.split()[-1] not in printed.split()[:4]


def test_the_footnote_of_the_first_page_stands_before_the_crossing_sentence(read: Read) -> None:
    reading = read(CROSSING)
    blocks = said(reading)
    note = blocks.index("De noot hoort bij de eerste bladzijde.")
    assert blocks[note + 1].startswith("Deze lange zin")
    assert pages_of(reading, reading.blocks[note].span) == [1]


COLUMNS = """
#set page(width: 160mm, height: 100mm, margin: 12mm, columns: 2)
#set text(size: 10pt, lang: "nl", hyphenate: true)
#set par(justify: true)
Links begint de tekst, en de zin die nu volgt is lang genoeg om van de eerste kolom over te gaan in de tweede kolom.
#for n in range(6) [Zin #n staat in dezelfde kolom en vult haar met woorden over de werking van deze proef. ]
Op het einde van de eerste kolom begint deze zin, die langs alle overgebleven regels loopt en boven aan de tweede kolom
verder gaat, zodat wie leest van links naar rechts moet springen zonder een enkel woord over te slaan onderweg.

Rechts onderaan staat het slot.
"""


def test_two_columns_are_read_one_after_the_other(read: Read) -> None:
    reading = read(COLUMNS)
    assert len(reading.pages) == 1
    first, last = said(reading)
    assert last == "Rechts onderaan staat het slot."
    assert first.startswith("Links begint de tekst, en de zin die nu volgt")
    assert "Zin 0 staat" in first
    assert first.endswith(
        "zodat wie leest van links naar rechts moet springen zonder een enkel woord over te slaan onderweg."
    )
    start = reading.text.index("Links begint")
    end = reading.text.index("Rechts onderaan")
    page = reading.pages[0]
    assert box(page, start)[0] < page.width / 2 < box(page, end)[0]


def test_page_labels_are_those_printed(read: Read) -> None:
    reading = read(
        PAGE
        + '#set page(numbering: "i")\nVoorwoord van dit verslag.\n#pagebreak()\nNog een woord vooraf.\n'
        + '#set page(numbering: "1")\n#counter(page).update(1)\nHet eerste hoofdstuk.\n#pagebreak()\nHet tweede.'
    )
    assert [page.label for page in reading.pages] == ["i", "ii", "1", "2"]
    assert said(reading) == [
        "Voorwoord van dit verslag.",
        "Nog een woord vooraf.",
        "Het eerste hoofdstuk.",
        "Het tweede.",
    ]


def test_ligatures_are_spelled_out_and_share_one_box(read: Read) -> None:
    reading = read(
        '#set page(width: 10cm, height: 5cm)\n#set text(ligatures: true, lang: "fr")\nUne offre efficace et fiable.'
    )
    assert reading.text == "Une offre efficace et fiable."
    page = reading.pages[0]
    start = reading.text.index("ffi")
    assert box(page, start) == box(page, start + 1) == box(page, start + 2)
    assert box(page, start + 3) != box(page, start)


def test_superscripts_that_are_words_or_units_stay(read: Read) -> None:
    reading = read(
        PAGE + "Op 1#super[er] mei telt het terrein 20 m#super[2], de aanvraag#footnote[Formulier A.] volgt."
    )
    assert said(reading)[0] == "Op 1er mei telt het terrein 20 m2, de aanvraag volgt."


def test_spaces_that_do_not_break_become_plain_ones(read: Read) -> None:
    assert read(PAGE + "Artikel~7 kost 650~000~euro in totaal.").text == "Artikel 7 kost 650 000 euro in totaal."


def test_signs_beyond_the_first_plane_are_one_character_with_one_box(read: Read) -> None:
    reading = read(PAGE + "Stel dat $𝔹 = x$ geldt voor allen.")
    assert reading.text == "Stel dat 𝔹 = 𝑥 geldt voor allen."
    page = reading.pages[0]
    assert len(page.boxes) == 8 * len(reading.text)
    assert box(page, reading.text.index("𝔹"))[2] > box(page, reading.text.index("𝔹"))[0] > 0


LANDSCAPE = """
#set page(width: 20cm, height: 10cm, margin: 1cm)
Boven de tabel staat een zin.
#table(columns: 2, table.header([*Soort*], [*Bedrag*]), [Trein], [40 euro], [Vliegtuig], [190 euro])
"""


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_turned_page_gives_boxes_as_displayed(typeset: Typeset, read: Read, tmp_path: Path, quarter: int) -> None:
    """The same page, its content turned one way and the page the other: displayed alike."""
    writer = PdfWriter(clone_from=typeset(LANDSCAPE))
    writer.pages[0].rotate(-quarter)
    writer.pages[0].transfer_rotation_to_content()
    writer.pages[0].rotate(quarter)
    path = tmp_path / "turned.pdf"
    writer.write(path)
    turned, straight = read_pdf(path), read(LANDSCAPE)
    assert turned.text == straight.text
    assert turned.blocks == straight.blocks
    assert (turned.pages[0].width, turned.pages[0].height) == pytest.approx((567, 283.5), abs=0.5)
    for offset in range(len(straight.text)):
        assert box(turned.pages[0], offset) == pytest.approx(box(straight.pages[0], offset), abs=0.2)


@pytest.mark.parametrize("quarter", [90, 270])
def test_a_page_set_sideways_is_read_upright(typeset: Typeset, read: Read, tmp_path: Path, quarter: int) -> None:
    writer = PdfWriter(clone_from=typeset(LANDSCAPE))
    writer.pages[0].rotate(quarter)
    path = tmp_path / "sideways.pdf"
    writer.write(path)
    sideways = read_pdf(path)
    assert sideways.text == read(LANDSCAPE).text
    assert sideways.pages[0].width == pytest.approx(283.5, abs=0.5)
    left, top, right, bottom = around(sideways.pages[0], Span(0, len("Boven de tabel")))
    assert bottom - top > 4 * (right - left)


def test_a_cropped_page_counts_from_what_is_displayed(typeset: Typeset, read: Read, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(LANDSCAPE))
    crop = writer.pages[0].cropbox
    crop.lower_left, crop.upper_right = (20, 10), (crop.right, crop.top - 15)
    path = tmp_path / "cropped.pdf"
    writer.write(path)
    cropped, whole = read_pdf(path), read(LANDSCAPE)
    assert cropped.text == whole.text
    assert cropped.blocks == whole.blocks
    left, top, right, bottom = box(whole.pages[0], 0)
    assert box(cropped.pages[0], 0) == pytest.approx((left - 20, top - 15, right - 20, bottom - 15), abs=0.2)


def test_contents_with_leader_dots_are_text_but_no_block(read: Read) -> None:
    reading = read(PAGE + "#outline()\n#pagebreak()\n= Eerste deel\nHier staat tekst.\n= Tweede deel\nHier ook.")
    assert "....." in reading.text.replace(" ", "")
    assert not any("..." in text.replace(" ", "") for text in said(reading))
    assert said(reading, "prose") == ["Hier staat tekst.", "Hier ook."]


def test_attached_files_are_named_as_unread(typeset: Typeset, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(LANDSCAPE))
    writer.add_attachment("cijfers.csv", b"a;b")
    path = tmp_path / "attached.pdf"
    writer.write(path)
    assert read_pdf(path).warnings == ("1 attached files were not read: cijfers.csv.",)


LONG_TABLE = """
#set figure.caption(position: top)
#show figure: set block(breakable: true)
#show figure.caption: set text(size: 8.5pt)
#figure(kind: table, caption: [Lange lijst], supplement: [Tabel],
  table(columns: 2, table.header([*Rij*], [*Waarde*]), ..range(1, 26).map(n => ([Rij #n], [#n])).flatten()))
"""


def test_a_footnote_under_a_cut_table_stands_before_it_and_its_caption(read: Read) -> None:
    reading = read(PAGE + "Vooraf geldt voor iedereen een regel.#footnote[De noot onderaan.]\n" + LONG_TABLE)
    assert len(reading.pages) > 1
    assert {block.table for block in rows(reading)} == {1}
    said_in_order = [
        "Vooraf geldt voor iedereen een regel.",
        "De noot onderaan.",
        "Tabel 1: Lange lijst",
        "Rij\tWaarde",
    ]
    assert said(reading) == said_in_order + [f"Rij {n}\t{n}" for n in range(1, 26)]


SMALLER_COLUMNS = (
    '#set text(size: 11pt, lang: "nl")\n#set page(width: 148mm, height: 105mm, margin: 12mm)\n'
    + "Deze pagina loopt over de volle breedte. " * 30
    + """
#pagebreak()
#set page(columns: 2)
#set text(size: 10pt)
#show footnote.entry: set text(size: 8pt)
= Kop een
Links staat gewone tekst in een kleiner corps.

1. eerste punt;
2. tweede punt.
#colbreak()
= Kop twee
Rechts staat een zin met een noot.#footnote[De noot onder de tweede kolom.]
"""
)


def test_columns_smaller_than_the_body_are_no_footnotes(read: Read) -> None:
    assert said(read(SMALLER_COLUMNS))[-7:] == [
        "Kop een",
        "Links staat gewone tekst in een kleiner corps.",
        "1. eerste punt;",
        "2. tweede punt.",
        "Kop twee",
        "Rechts staat een zin met een noot.",
        "De noot onder de tweede kolom.",
    ]


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


FACTS = """
#stack(spacing: 0.6em,
  [*Uitgever:* Agentschap voor Slimme Streken in Gent.],
  [*Bekendgemaakt:* 4 september 2023.],
  [*Geldig :* tot 2025.])
"""


def test_each_fact_on_a_front_page_is_a_line_of_its_own(read: Read) -> None:
    assert said(read(PAGE + FACTS)) == [
        "Uitgever: Agentschap voor Slimme Streken in Gent.",
        "Bekendgemaakt: 4 september 2023.",
        "Geldig : tot 2025.",
    ]
