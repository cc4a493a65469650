"""Claims about how text files are encoded."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ingest.readers.decoding import LONGEST_LINE, decode, read_text
from polycite.errors import BadSource

WORDS = "Eén café, 5 € per week – “goed”."


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        WORDS.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252"],
)
def test_every_usual_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == (WORDS, ())


def test_one_wrong_byte_in_utf8_costs_one_character_and_a_warning() -> None:
    text, warnings = decode(WORDS.encode() + b"\xff" + WORDS.encode())
    assert text == WORDS + "\ufffd" + WORDS
    assert warnings == ("1 character could not be read as utf-8",)


def test_an_overlong_slash_is_replaced_and_not_read_as_a_slash() -> None:
    text, warnings = decode("één ".encode() * 10 + b"\xc0\xaf")
    assert "/" not in text
    assert warnings


def test_line_ends_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"een\r\ntwee\rdrie\n")
    assert read_text(file) == ("een\r\ntwee\rdrie\n", ())


@pytest.mark.parametrize("data", [b"MZ\x00\x00tekst", b"\x00" * 50, bytes(range(1, 9)) * 10 + b"tekst"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    with pytest.raises(BadSource, match="save it as UTF-8") as caught:
        read_text(file)
    assert caught.value.reason == "binary"


def test_a_line_of_more_than_a_million_characters_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a" * (LONGEST_LINE + 1))
    with pytest.raises(BadSource) as caught:
        read_text(file)
    assert caught.value.reason == "too_large"
    file.write_text("a" * LONGEST_LINE)
    assert len(read_text(file)[0]) == LONGEST_LINE
