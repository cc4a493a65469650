"""Footnotes stand by themselves, and nothing is taken for one that is none."""

from __future__ import annotations

from tests.ingest.readers.pdf.whole.readings import Read, rows, said
from tests.ingest.readers.pdf.whole.sources import PAGE, POLICY


def test_a_footnote_is_its_own_block_and_leaves_no_figure_in_the_sentence(read: Read) -> None:
    prose = said(read(POLICY), "prose")
    assert "De termijn telt vanaf de dag na de aanvraag, ook in de vakanties." in prose
    assert any("tenzij de reis dringend is: dan volstaat" in text for text in prose)
    assert any("tien werkdagen vooraf aan. De leiding" in text for text in prose)


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
