"""Which file is a Word document, which of its parts are read, and what it says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.readers.docx import read_docx
from polycite.errors import BadSource
from tests.ingest.readers.docx.styles import STYLES, Read
from tests.ingest.readers.office import STRICT, body, core, paragraph, parts, relations, types, write


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
