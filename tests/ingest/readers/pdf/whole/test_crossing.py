"""What is set over a page or column end is read as one."""

from __future__ import annotations

import pypdfium2 as pdfium

from tests.ingest.readers.pdf.whole.readings import Read, Typeset, box, pages_of, said
from tests.ingest.readers.pdf.whole.sources import JUSTIFIED

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
