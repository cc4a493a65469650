"""Claims about which files are documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest import formats
from ingest.formats import DOCX, FORMATS, HTML, MARKDOWN, PDF, PLAIN, Format, format_of, media_type_of
from polycite.errors import BadSource

PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00 program"
PICTURE = b"\x89PNG\r\n\x1a\n picture"
ZIP = b"PK\x03\x04 parts"


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", b"%PDF-1.7 ...", PDF),
        ("A.PDF", b"%PDF-1.7 ...", PDF),
        ("a.docx", ZIP, DOCX),
        ("a.html", b"<!doctype html><p>x", HTML),
        ("a.htm", b"x", HTML),
        ("a.md", b"# Kop", MARKDOWN),
        ("a.txt", b"tekst", PLAIN),
        ("a.txt", b"<p>cel</p>\t<p>cel</p>\n", PLAIN),
        ("a.txt", b"MZ is geen programma", PLAIN),
        ("a.txt", "\ufefftekst".encode("utf-16"), PLAIN),
    ],
)
def test_extension_and_first_bytes_agree_on_the_format(
    tmp_path: Path, name: str, data: bytes, expected: Format
) -> None:
    assert format_of(file(tmp_path, name, data)) is expected


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlsx", ZIP, "unknown_type"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown_type"),
        ("README", b"tekst", "unknown_type"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t\n", "empty"),
        ("a.txt", b"\xff\xfe", "empty"),
        ("a.pdf", b"", "empty"),
        ("a.docx", b"%PDF-1.7", "type_mismatch"),
        ("a.docx", PROGRAM, "type_mismatch"),
        ("a.docx", b"tekst", "type_mismatch"),
        ("a.pdf", b"<html>", "type_mismatch"),
        ("a.pdf", b"GIF89a" + b" " * 1_018 + b"%PDF-1.7", "type_mismatch"),
        ("a.txt", b"%PDF-1.7", "type_mismatch"),
        ("a.html", ZIP, "type_mismatch"),
        ("a.txt", PROGRAM, "binary"),
        ("a.md", PICTURE, "binary"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted"),
    ],
)
def test_other_files_are_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(BadSource) as caught:
        format_of(file(tmp_path, name, data))
    assert caught.value.reason == reason


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 10)
    assert format_of(file(tmp_path, "a.txt", b"a" * 10)) is PLAIN
    with pytest.raises(BadSource, match="11 bytes, of 10 at most") as caught:
        format_of(file(tmp_path, "a.txt", b"a" * 11))
    assert caught.value.reason == "too_large"


def test_a_file_that_is_gone_or_a_folder_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("gone.txt", "folder.txt"):
        with pytest.raises(BadSource, match="permissions") as caught:
            format_of(tmp_path / name)
        assert caught.value.reason == "unreadable"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everything is readable here")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", b"tekst")
    path.chmod(0)
    with pytest.raises(BadSource) as caught:
        format_of(path)
    assert caught.value.reason == "unreadable"


def test_the_refusal_of_an_unknown_type_names_the_known_ones() -> None:
    with pytest.raises(BadSource) as caught:
        format_of(Path("a.odt"))
    assert all(extension in str(caught.value) for extension in FORMATS)


def test_media_types_follow_the_extension() -> None:
    assert media_type_of("nl/Regels.TXT") == "text/plain"
    assert media_type_of(Path("a.pdf")) == "application/pdf"
    assert media_type_of("a.odt") == "application/octet-stream"
