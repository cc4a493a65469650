"""A Word document reads as its last reader sees it: nothing deleted, hidden or remarked, and all that was inserted."""

from __future__ import annotations

import pytest

from tests.ingest.readers.docx.styles import STYLES, Read
from tests.ingest.readers.office import paragraph, run, table
from tests.ingest.readers.reads import told


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
