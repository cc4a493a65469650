"""What is a heading, an item, a note or a paragraph of a Word document."""

from __future__ import annotations

from pathlib import Path

import docx

from ingest.readers.docx import read_docx
from tests.ingest.readers.docx.styles import STYLES, Read
from tests.ingest.readers.office import MAIN, paragraph, part, run
from tests.ingest.readers.reads import headers, told


def test_a_document_made_by_another_library_reads_whole(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Fietsen lenen"
    document.add_heading("Voorwaarden", level=2)
    document.add_paragraph("Wie leent, brengt mee:")
    document.add_paragraph("een slot;", style="List Bullet")
    document.add_paragraph("een helm.", style="List Number")
    grid = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in grid.rows for cell in row.cells), ["Gebouw", "Fietsen", "Noord", "12"], strict=True
    ):
        cell.text = words
    file = tmp_path / "d.docx"
    document.save(str(file))
    reading = read_docx(file)
    assert reading.title == "Fietsen lenen"
    assert told(reading) == [
        ("heading", "Voorwaarden"),
        ("prose", "Wie leent, brengt mee:"),
        ("item", "een slot;"),
        ("item", "een helm."),
        ("row", "Gebouw Fietsen"),
        ("row", "Noord 12"),
    ]
    assert headers(reading) == ["Gebouw Fietsen"]
    assert reading.pages == ()


def test_headings_are_told_by_style_by_what_it_is_based_on_and_by_outline(read: Read) -> None:
    reading = read(
        paragraph("Een", "Kop1")
        + paragraph("Twee", "Kop2")
        + paragraph("Drie", "Artikel")
        + paragraph("Vier", inner='<w:outlineLvl w:val="3"/>')
        + paragraph("Vijf", "Kop1", '<w:outlineLvl w:val="9"/>')
        + paragraph("Zes", "Kring")
        + paragraph("Zeven", "Onbekend"),
        styles=STYLES,
    )
    assert [(block.kind, block.level) for block in reading.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("heading", 4),
        ("prose", 0),
        ("prose", 0),
        ("prose", 0),
    ]


def test_list_items_know_their_depth(read: Read) -> None:
    def item(depth: str, number: str = "1") -> str:
        return paragraph("punt", inner=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    reading = read(item("0") + item("2") + item("0", number="0") + paragraph("punt", "Lijst"), styles=STYLES)
    assert [(block.kind, block.level) for block in reading.blocks] == [
        ("item", 1),
        ("item", 3),
        ("prose", 0),
        ("item", 1),
    ]


def test_a_text_box_is_read_once_after_its_paragraph(read: Read) -> None:
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('In het kader.')}</w:txbxContent>"
    either = f"<c:Choice>{box}</c:Choice><c:Fallback>{box}</c:Fallback>"
    choice = f'<c:AlternateContent xmlns:c="{compatibility}">{either}</c:AlternateContent>'
    assert read(f"<w:p>{run('De zin')}<w:r>{choice}</w:r>{run(' loopt door.')}</w:p>").text == (
        "De zin loopt door.\nIn het kader."
    )


def test_notes_stand_at_the_end(read: Read) -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator">{paragraph("----")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("Behalve zondag.")}</w:footnote>',
    )
    assert told(read(paragraph("Elke dag."), footnotes=notes)) == [("prose", "Elke dag."), ("prose", "Behalve zondag.")]


def test_many_small_paragraphs_are_read(read: Read) -> None:
    reading = read(
        "".join(f"<w:p><w:r><w:t>Alinea {number} {number * 7919 % 1000}</w:t></w:r></w:p>" for number in range(2_000))
    )
    assert len(reading.blocks) == 2_000
    assert MAIN not in reading.text
