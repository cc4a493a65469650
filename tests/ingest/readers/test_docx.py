"""Claims about Word documents: what their last reader sees, and nothing deleted, hidden or remarked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest

from ingest.readers.docx import read_docx
from ingest.reading import Reading
from polycite.errors import BadSource
from tests.ingest.readers.office import (
    MAIN,
    STRICT,
    body,
    core,
    paragraph,
    part,
    parts,
    relations,
    run,
    table,
    types,
    write,
)
from tests.ingest.readers.reads import headers, is_sound, rows, told

Read = Callable[..., Reading]

STYLES = part(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-BE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Kop2"><w:name w:val="Heading 2"/><w:basedOn w:val="Kop1"/></w:style>'
    '<w:style w:styleId="Artikel"><w:name w:val="Artikel"/><w:basedOn w:val="Opzet"/></w:style>'
    '<w:style w:styleId="Opzet"><w:name w:val="Opzet"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Inhoud1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Lijst"><w:name w:val="List Bullet"/><w:pPr><w:numPr/></w:pPr></w:style>'
    '<w:style w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Kring"><w:name w:val="Kring"/><w:basedOn w:val="Kring"/></w:style>',
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a document with this body and these other parts."""

    def read_body(inner: str, **more: str) -> Reading:
        return read_docx(write(tmp_path / "d.docx", parts(inner, **more)))

    return read_body


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


@pytest.mark.parametrize(
    "gone",
    [
        f"<w:del>{run('weg')}</w:del>",
        "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('weg')}</w:moveFrom>",
        run("weg", "<w:vanish/>"),
        run("weg", "<w:strike/>"),
        run("weg", "<w:dstrike/>"),
        run("weg", '<w:rStyle w:val="Weg"/>'),
        "<w:r><w:instrText>weg</w:instrText></w:r>",
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
        "<w:r><w:softHyphen/></w:r>",
    ],
)
def test_what_is_deleted_hidden_or_a_reference_is_left_out(read: Read, gone: str) -> None:
    assert read(f"<w:p>{run('voor')}{gone}{run('na')}</w:p>", styles=STYLES).text == "voorna"


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (f"<w:ins>{run('bij')}</w:ins>", "voorbijna"),
        (f"<w:moveTo>{run('bij')}</w:moveTo>", "voorbijna"),
        (f"<w:hyperlink>{run('bij')}</w:hyperlink>", "voorbijna"),
        (f"<w:sdt><w:sdtContent>{run('bij')}</w:sdtContent></w:sdt>", "voorbijna"),
        (run("bij", '<w:vanish w:val="0"/>'), "voorbijna"),
        (run("bij", '<w:strike w:val="0"/>'), "voorbijna"),
        ("<w:r><w:tab/></w:r>", "voor na"),
        ("<w:r><w:br/></w:r>", "voor na"),
        ("<w:r><w:noBreakHyphen/></w:r>", "voor-na"),
    ],
)
def test_what_is_inserted_linked_or_a_sign_is_kept(read: Read, kept: str, text: str) -> None:
    assert read(f"<w:p>{run('voor')}{kept}{run('na')}</w:p>").text == text


def test_a_hidden_paragraph_and_a_deleted_row_are_left_out(read: Read) -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('x')}</w:tc><w:tc>{paragraph('y')}</w:tc></w:tr>"
    grid = table(["a", "b"], ["c", "d"]).replace("</w:tbl>", deleted + "</w:tbl>")
    assert read(paragraph("weg", "Weg") + grid, styles=STYLES).text == "a\tb\nc\td"


def test_a_table_of_contents_is_text_that_is_not_searched(read: Read) -> None:
    reading = read(paragraph("Voorwaarden 3", "Inhoud1") + paragraph("Een zin."), styles=STYLES)
    assert reading.text == "Voorwaarden 3\nEen zin."
    assert told(reading) == [("prose", "Een zin.")]


def test_paragraphs_in_content_controls_and_insertions_are_read(read: Read) -> None:
    control = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Een.')}<w:ins>{paragraph('Twee.')}</w:ins></w:sdtContent></w:sdt>"
    )
    assert read(control + paragraph("Drie.")).text == "Een.\nTwee.\nDrie."


def test_a_repeated_header_row_is_marked_and_names_are_guessed_otherwise(read: Read) -> None:
    assert headers(read(table(["In 2024: 12.", "Gebouw"], ["3", "Noord"], header=True))) == ["In 2024: 12. Gebouw"]
    assert headers(read(table(["Gebouw", "Fietsen"], ["Noord", "12"]))) == ["Gebouw Fietsen"]
    assert headers(read(table(["Noord", "12"], ["Zuid", "9"]))) == []


def test_a_cell_over_two_columns_and_a_table_in_a_cell_keep_their_words(read: Read) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("breed")}{paragraph("twee")}</w:tc>'
    inner = f"<w:tc>{table(['p', 'q'])}{paragraph('r')}</w:tc>"
    reading = read(
        f"<w:tbl><w:tr>{wide}<w:tc>{paragraph('c')}</w:tc></w:tr><w:tr>{inner}<w:tc>{paragraph('e')}</w:tc></w:tr></w:tbl>"
    )
    assert rows(reading) == [["breed twee", "", "c"], ["p q r", "e"]]
    assert is_sound(reading)


def test_a_frame_of_one_column_holds_paragraphs(read: Read) -> None:
    assert told(read(table(["Let op: dit is een kader."]))) == [("prose", "Let op: dit is een kader.")]


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


def test_facts_come_from_the_core_properties_else_from_the_text(read: Read) -> None:
    given = core(title="Fietsen", language="fr-BE", created="2024-01-02T00:00:00Z", modified="2025-05-03T10:00:00Z")
    reading = read(paragraph("Titel", "Titel"), styles=STYLES, core=given)
    assert (reading.title, reading.language, reading.published) == ("Fietsen", "fr", date(2025, 5, 3))
    plain = read(paragraph("Fietsen lenen", "Titel"), styles=STYLES)
    assert (plain.title, plain.language, plain.published) == ("Fietsen lenen", "nl", None)
    assert read(paragraph("Zin."), core=core(created="2024-01-02")).published == date(2024, 1, 2)


def test_the_main_part_may_have_another_name_and_the_strict_namespace(tmp_path: Path) -> None:
    contents = {
        "[Content_Types].xml": types("word/document2.xml"),
        "_rels/.rels": relations(officeDocument="/word/document2.xml"),
        "word/document2.xml": body(paragraph("Een zin."), STRICT),
    }
    assert read_docx(write(tmp_path / "d.docx", contents)).text == "Een zin."


def test_a_part_outside_the_file_is_never_followed(tmp_path: Path) -> None:
    contents = parts(paragraph("Een zin."))
    contents["word/_rels/document.xml.rels"] = relations(styles="http://elders.example/styles.xml").replace(
        'Target="http', 'TargetMode="External" Target="http'
    )
    assert read_docx(write(tmp_path / "d.docx", contents)).text == "Een zin."


@pytest.mark.parametrize(
    "contents",
    [
        {"a.txt": "tekst"},
        {"[Content_Types].xml": types(), "_rels/.rels": relations()},
        {**parts(""), "[Content_Types].xml": types(kind="application/vnd.ms-word.document.macroEnabled.main+xml")},
        {**parts(""), "[Content_Types].xml": types(kind="application/vnd.ms-excel")},
    ],
    ids=["a zip", "no main part", "macros", "a sheet"],
)
def test_another_kind_of_file_is_a_mismatch(tmp_path: Path, contents: dict[str, str]) -> None:
    with pytest.raises(BadSource) as caught:
        read_docx(write(tmp_path / "d.docx", contents))
    assert caught.value.reason == "type_mismatch"


def test_many_small_paragraphs_are_read(read: Read) -> None:
    reading = read(
        "".join(f"<w:p><w:r><w:t>Alinea {number} {number * 7919 % 1000}</w:t></w:r></w:p>" for number in range(2_000))
    )
    assert len(reading.blocks) == 2_000
    assert MAIN not in reading.text
