"""What a file says of itself is believed where it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

from ingest.readers.pdf_structure import Bookmark, Structure, disagreement, structure_of

Typeset = Callable[[str], Path]

PLAIN = "#set page(width: 10cm, height: 8cm)\nEen gewone zin.\n#pagebreak()\nNog een."
LONG = "#set page(width: 10cm, height: 20cm)\n" + " ".join(
    f"{first}{second}woord"
    for first in ("aard", "boom", "deur", "fiets", "groen")
    for second in ("appel", "beker", "cirkel", "dalen", "eigen")
)


@pytest.fixture
def with_metadata(typeset: Typeset, tmp_path: Path) -> Callable[..., Structure]:
    """What is read back from a file with these entries in its information dictionary."""

    def of(**entries: str) -> Structure:
        writer = PdfWriter(clone_from=typeset(PLAIN))
        writer.add_metadata({f"/{key}": value for key, value in entries.items()})
        writer.write(tmp_path / "info.pdf")
        return structure_of(tmp_path / "info.pdf")

    return of


def test_a_title_is_taken_over_with_its_spaces_mended(with_metadata: Callable[..., Structure]) -> None:
    assert with_metadata(Title="  Het   beleid ").title == "Het beleid"


@pytest.mark.parametrize(
    "title", ["", "x", "123-456", "Untitled", "document1", "Microsoft Word - nota", "nota_v3.docx", "scan.PDF"]
)
def test_a_title_no_one_chose_is_none(with_metadata: Callable[..., Structure], title: str) -> None:
    assert with_metadata(Title=title).title is None


def test_the_date_is_that_of_creation(with_metadata: Callable[..., Structure]) -> None:
    assert with_metadata(CreationDate="D:20230405060708+02'00'").published == date(2023, 4, 5)


def test_a_date_that_is_none_is_left_out(with_metadata: Callable[..., Structure]) -> None:
    assert with_metadata(CreationDate="gisteren").published is None


def test_the_outline_keeps_order_and_depth(typeset: Typeset) -> None:
    path = typeset("= Een\n== Twee\n=== Drie\n= Vier")
    assert structure_of(path).outline == (
        Bookmark("Een", 1),
        Bookmark("Twee", 2),
        Bookmark("Drie", 3),
        Bookmark("Vier", 1),
    )


def test_the_language_is_the_one_declared(typeset: Typeset) -> None:
    assert structure_of(typeset('#set text(lang: "fr", region: "BE")\nBonjour.')).language == "fr-be"


def test_labels_are_one_for_each_page(typeset: Typeset) -> None:
    assert structure_of(typeset(PLAIN)).labels == ("1", "2")


def test_broken_parts_cost_only_themselves(typeset: Typeset, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(PLAIN))
    root = writer.root_object
    root[NameObject("/PageLabels")] = NumberObject(3)
    root[NameObject("/Outlines")] = NumberObject(3)
    root[NameObject("/Lang")] = TextStringObject("nl")
    root[NameObject("/Names")] = ArrayObject()
    writer.write(tmp_path / "broken.pdf")
    structure = structure_of(tmp_path / "broken.pdf")
    assert structure.outline == ()
    assert structure.labels in ((), ("1", "2"))
    assert structure.language == "nl"


def test_a_file_pypdf_cannot_open_has_a_warning_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"%PDF-1.7\nniets")
    structure = structure_of(path)
    assert structure == Structure(warnings=structure.warnings)
    assert structure.warnings[0].startswith("outline, page labels and title were not read")


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def test_two_readers_that_agree_say_nothing(typeset: Typeset) -> None:
    path = typeset(LONG)
    assert disagreement(path, pages(path)) is None


def test_two_readers_that_disagree_are_reported(typeset: Typeset) -> None:
    path = typeset(LONG)
    garbled = ["".join(chr(ord(c) + 1) if c.isalpha() else c for c in text) for text in pages(path)]
    warning = disagreement(path, garbled)
    assert warning is not None
    assert "disagree" in warning
    assert "0%" in warning


def test_a_few_words_are_too_few_to_judge(typeset: Typeset) -> None:
    assert disagreement(typeset(PLAIN), ["andere woorden", "helemaal anders"]) is None


def test_a_second_reader_that_fails_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"%PDF-1.7\nniets")
    assert "not checked by a second reader" in str(disagreement(path, ["tekst"]))
