"""Claims about zip files: what is refused before anything in them is parsed."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from ingest.readers import package
from ingest.readers.docx import read_docx
from ingest.readers.package import Package
from polycite.errors import BadSource
from tests.ingest.readers.office import body, paragraph, parts, write


def refused(file: Path) -> BadSource:
    with pytest.raises(BadSource) as caught:
        read_docx(file)
    return caught.value


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A document that reads."""
    file = write(tmp_path / "d.docx", parts(paragraph("Een zin.")))
    assert read_docx(file).text == "Een zin."
    return file


def test_a_part_that_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = write(tmp_path / "d.docx", {**parts(""), "word/document.xml": body(paragraph("a" * 3_000_000))})
    assert bomb.stat().st_size < 10_000
    error = refused(bomb)
    assert error.reason == "too_large"
    assert "word/document.xml" in str(error)


def test_a_small_part_may_repeat_itself(tmp_path: Path) -> None:
    file = write(tmp_path / "d.docx", parts(paragraph("Zin. ") * 5_000))
    assert len(read_docx(file).blocks) == 5_000


def test_all_parts_together_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_TOTAL", 1_000)
    assert refused(write(tmp_path / "d.docx", parts(paragraph("Zin.") * 100))).reason == "too_large"


def test_the_number_of_parts_is_limited(tmp_path: Path) -> None:
    many = {f"word/{number}.xml": "" for number in range(package.MOST_ENTRIES)}
    assert refused(write(tmp_path / "d.docx", {**parts(""), **many})).reason == "too_large"


def test_an_encrypted_part_is_refused(sound: Path) -> None:
    data = bytearray(sound.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1  # bit 0 of the flags in the central directory (APPNOTE 4.4.4)
    sound.write_bytes(data)
    assert refused(sound).reason == "encrypted"


def test_entries_that_overlap_are_refused(sound: Path) -> None:
    data = bytearray(sound.read_bytes())
    second = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = struct.pack("<I", 0)  # the second entry's data begin where the first's do
    sound.write_bytes(data)
    error = refused(sound)
    assert (error.reason, "overlap" in str(error)) == ("corrupt", True)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:/x", "word\\..\\x", "word/a.zip"])
def test_unsafe_names_and_zips_within_are_refused(tmp_path: Path, name: str) -> None:
    error = refused(write(tmp_path / "d.docx", {**parts(paragraph("Zin.")), name: "x"}))
    assert error.reason == "corrupt"
    assert not (tmp_path.parent / "etc").exists()


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://elders.example/x.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(tmp_path: Path, declaration: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{body(paragraph("&x;"))}'
    error = refused(write(tmp_path / "d.docx", {**parts(""), "word/document.xml": xml.encode(encoding)}))
    assert (error.reason, "document type" in str(error)) == ("corrupt", True)


@pytest.mark.parametrize("inner", ["<w:p>", "<w:sdt>" * 20_000 + "</w:sdt>" * 20_000], ids=["open", "deep"])
def test_broken_or_bottomless_xml_is_refused(tmp_path: Path, inner: str) -> None:
    assert refused(write(tmp_path / "d.docx", parts(inner))).reason == "corrupt"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(sound: Path, kept: float) -> None:
    data = sound.read_bytes()
    sound.write_bytes(data[: int(len(data) * kept)])
    assert refused(sound).reason == "corrupt"


def test_a_part_with_a_flipped_bit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "d.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts(paragraph("Een zin.")).items():
            archive.writestr(name, text)
    file.write_bytes(file.read_bytes().replace(b"Een zin.", b"Een zon.", 1))
    error = refused(file)
    assert (error.reason, "CRC" in str(error)) == ("corrupt", True)


def test_a_missing_part_is_named(sound: Path) -> None:
    with Package(sound) as opened, pytest.raises(BadSource, match=r"word/none\.xml"):
        opened.xml("word/none.xml")


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "d.docx"
    file.write_bytes(b"PK\x03\x04 but no more")
    assert refused(file).reason == "corrupt"
